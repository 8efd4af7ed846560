"""How often something may be tried: counts that nothing evicts, exact however many come at once.

A count is a row, found by a digest of what is counted, so that no address and no name stands in the table.
It is written in a transaction of its own: whoever counts inside another one would lose the count with it.
"""

import hashlib
import ipaddress
import math
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from lms.core.models import TryCount
from lms.core.refusals import TooMany

TRIED_OFTEN = "You have tried that very often in a short time."

#: One row whatever happens: begun, or counted on, or begun again when its time has passed.
UPSERT = """
INSERT INTO core_trycount (key, count, held_until, ends_at) VALUES (%s, 1, NULL, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN core_trycount.ends_at <= %s THEN 1 ELSE core_trycount.count + 1 END,
  ends_at = CASE WHEN core_trycount.ends_at <= %s THEN excluded.ends_at ELSE core_trycount.ends_at END
RETURNING count
"""


def hold_back(request: HttpRequest, what: str, *, most: int) -> None:
    """Count one try of whoever asks; raise TooMany beyond ``most`` in a minute."""
    key = key_of(what, network_of(address_of(request)))
    _count_under(key, TRIED_OFTEN, most=most, seconds=60, at=timezone.now())


def limit(person: Model, what: str, sentence: str, *, most: int, seconds: int, at: datetime) -> None:
    """Count what a person does; beyond ``most`` within ``seconds`` raise TooMany with that sentence."""
    _count_under(key_of(what, str(person.pk)), sentence, most=most, seconds=seconds, at=at)


def _count_under(key: str, sentence: str, *, most: int, seconds: int, at: datetime) -> None:
    if count(key, seconds=seconds, at=at) > most:
        raise TooMany(sentence, wait=seconds_left(key, at=at))


def key_of(*words: str) -> str:
    """Digest of what is counted, and of whom."""
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def count(key: str, *, seconds: int, at: datetime) -> int:
    """Count one more, and return how many that are since the first within ``seconds``."""
    now, ends = (
        connection.ops.adapt_datetimefield_value(each) for each in (at, at + timedelta(seconds=seconds))
    )
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [key, ends, now, now])
        return int(cursor.fetchone()[0])


def counted(key: str, *, at: datetime) -> int:
    """How many there are, without counting one."""
    return TryCount.objects.filter(key=key, ends_at__gt=at).values_list("count", flat=True).first() or 0


def seconds_left(key: str, *, at: datetime) -> int:
    """Until the count begins anew; at least one."""
    ends_at = TryCount.objects.filter(key=key).values_list("ends_at", flat=True).first() or at
    return max(1, math.ceil((ends_at - at).total_seconds()))


@transaction.atomic
def begin_try(key: str, *, wait_after: Callable[[int], int], seconds: int, at: datetime) -> int:
    """Count a try before it is known whether it goes well, and return 0; or the seconds to wait, uncounted.

    ``wait_after`` gives the seconds to wait after so many tries. The count is forgotten ``seconds`` after
    the last, or by ``forget``. Two at the same moment wait for each other, so none slips through uncounted.
    """
    row, _ = TryCount.objects.select_for_update().get_or_create(key=key, defaults={"ends_at": at})
    if row.held_until and row.held_until > at:
        return math.ceil((row.held_until - at).total_seconds())
    row.count = row.count + 1 if row.ends_at > at else 1
    row.held_until = at + timedelta(seconds=wait_after(row.count))
    row.ends_at = at + timedelta(seconds=seconds)
    row.save()
    return 0


def forget(key: str) -> None:
    """Begin at nothing again: it went well."""
    TryCount.objects.filter(key=key).delete()


def address_of(request: HttpRequest) -> str:
    """Where the request comes from.

    Behind proxies it is what the outermost of ours says, counted from the right of X-Forwarded-For, and
    nothing that a visitor wrote to the left of it. What is no address there counts as the nearest proxy's.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXY_HOPS:
        return nearest
    named = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    if len(named) < settings.PROXY_HOPS:
        return nearest
    return _bare(named[-settings.PROXY_HOPS]) or nearest


def _bare(named: str) -> str:
    """Without a port or brackets; empty for what is no address."""
    host = named.rsplit(":", 1)[0] if named.startswith("[") or named.count(":") == 1 else named
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return ""


def network_of(address: str) -> str:
    """An IPv4 address itself; of IPv6 the /64 that one household or office has as a whole (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found), 64), strict=False))
