"""Which rulings judge what was met in a quiz, and which quizzes of a course asked what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from courses.models import Activity, Course, Edition, ItemRuling
from courses.queries import edition_cache
from courses.rules.activities import kinds_finished_by_passing
from courses.rules.items import LEAVE_OUT, Item
from courses.rules.marking import Ruling
from courses.rules.quiz import Quiz


def rulings_on(activities: Iterable[int]) -> Mapping[int, list[Ruling]]:
    """By quiz, as the row that was met. One statement for all."""
    found: dict[int, list[Ruling]] = defaultdict(list)
    rows = ItemRuling.objects.judging(activities).values_list(  # type: ignore[misc]  # the plug-in does not see what judging() adds
        "met_in", "item_key", "kind", "item_digest", "alternative", "option_key"
    )
    for activity, item, kind, digest, alternative, option in rows:
        found[activity].append(Ruling(str(item), kind, digest, alternative, str(option or "")))
    return found


def rulings_of(activity_id: int, *, course_id: int) -> list[Ruling]:
    """For whoever marks one attempt: a short statement for the many courses that nobody has ruled on."""
    if not ItemRuling.objects.filter(course=course_id).exists():
        return []
    return rulings_on([activity_id])[activity_id]


@dataclass(frozen=True)
class MetQuiz:
    """A quiz as it stands in an edition that was released, for whoever met it there."""

    pk: int
    title: str
    quiz: Quiz
    left_out: frozenset[str]  # keys of the items that count for nobody already

    def asked(self, key: str) -> Item | None:
        return self.quiz.item(key)


def met_quizzes(course: Course, *, before: Edition | None = None) -> list[MetQuiz]:
    """Every quiz of the course in every edition before that one, in order. Three statements at most."""
    rows = Activity.objects.filter(edition__course=course, kind__in=kinds_finished_by_passing())
    if before:
        rows = rows.exclude(edition=before)
    known = list(
        rows.order_by("edition__number", "edition__correction", "position").values_list(
            "pk", "digest", "title"
        )
    )
    quizzes = edition_cache.quizzes([(pk, digest) for pk, digest, _ in known])
    ruled = rulings_on([pk for pk, _, _ in known])
    return [
        MetQuiz(pk, title, quizzes[pk, digest], _left_out(quizzes[pk, digest], ruled[pk]))
        for pk, digest, title in known
    ]


def _left_out(quiz: Quiz, rulings: Iterable[Ruling]) -> frozenset[str]:
    out = [ruling for ruling in rulings if ruling.kind == LEAVE_OUT]
    return frozenset(item.key for item in quiz.items if any(ruling.judges(item) for ruling in out))
