"""What editions say, read once per process and kept: they never change.

Keyed by row and digest, so that nothing stale is met even where rows come and go, as in tests.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from courses.models import Activity, Edition
from courses.rules.outline import Outline
from courses.rules.quiz import Quiz

Key = tuple[int, str]
K = TypeVar("K")
T = TypeVar("T")

_outlines: dict[Key, Outline] = {}
_quizzes: dict[Key, Quiz] = {}
_activities: dict[tuple[int, str, str], Activity] = {}
MOST = 2000


def outline(edition_id: int, digest: str) -> Outline:
    return outlines([(edition_id, digest)])[edition_id, digest]


def outlines(keys: Iterable[Key]) -> dict[Key, Outline]:
    """One statement for all that this process has not met yet; none when it knows them."""
    wanted = set(keys)
    found = {key: _outlines[key] for key in wanted if key in _outlines}
    unknown = [pk for pk, digest in wanted if (pk, digest) not in found]
    if unknown:
        rows = Edition.objects.filter(pk__in=unknown)
        for pk, digest, *said in rows.values_list(
            "pk", "digest", "title", "outline", "minutes", "participatory_minutes", "course__key"
        ):
            found[pk, digest] = _keep(_outlines, (pk, digest), Outline.read(*said))
    return found


def quiz(activity_id: int, digest: str) -> Quiz:
    return quizzes([(activity_id, digest)])[activity_id, digest]


def quizzes(keys: Iterable[Key]) -> dict[Key, Quiz]:
    """One statement for all that this process has not met yet; none when it knows them."""
    wanted = set(keys)
    found = {key: _quizzes[key] for key in wanted if key in _quizzes}
    unknown = {pk: digest for pk, digest in wanted if (pk, digest) not in found}
    if unknown:
        for pk, body in Activity.objects.filter(pk__in=unknown).values_list("pk", "body"):
            found[pk, unknown[pk]] = _keep(_quizzes, (pk, unknown[pk]), Quiz.thaw(body))
    return found


def activity(edition_id: int, digest: str, key: str) -> Activity:
    """A row without its body, shared by all who ask. ``digest`` is the edition's."""
    known = _activities.get((edition_id, digest, key))
    if known is None:
        row = Activity.objects.defer("body").get(edition=edition_id, key=key)
        known = _keep(_activities, (edition_id, digest, key), row)
    return known


def _keep(kept: dict[K, T], key: K, value: T) -> T:
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = value
    return value


class Body(Mapping[str, Any]):
    """An activity's body, read from the database only when somebody looks into it: rendered ones are kept."""

    def __init__(self, edition_id: int, key: str) -> None:
        self._where = {"edition": edition_id, "key": key}

    @cached_property
    def _read(self) -> dict[str, Any]:
        return Activity.objects.values_list("body", flat=True).get(**self._where)

    def __getitem__(self, name: str) -> Any:
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)
