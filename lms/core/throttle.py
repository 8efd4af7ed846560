"""How often something may be tried from one address, counted in the cache."""

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from lms.core.refusals import TooMany

logger = logging.getLogger(__name__)


def hold_back(request: HttpRequest, what: str, *, most: int) -> None:
    """Count one try; raise TooMany beyond ``most`` in a minute. A cache that is away holds nobody back."""
    minute = int(timezone.now().timestamp()) // 60
    key = f"throttle:{what}:{address_of(request)}:{minute}"
    try:
        tries = 1 if cache.add(key, 1, timeout=120) else cache.incr(key)
    except ValueError:  # it ended between the two
        return
    except DatabaseError:
        raise
    except Exception:  # whatever the cache in use raises
        logger.exception("The cache does not answer")
        return
    if tries > most:
        raise TooMany("You have tried that very often in a short time. Wait a minute and try again.")


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind a proxy, what the proxy says, and nothing that a visitor says."""
    if settings.BEHIND_PROXY:
        named = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if named:
            return named
    return str(request.META.get("REMOTE_ADDR", ""))
