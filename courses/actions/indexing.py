"""Courses as they are found: their passages, made anew from the newest edition."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from modelsearch.backends import get_search_backend

from courses.models import Activity, Course, Edition, Passage
from courses.rules.about import About
from courses.rules.activities import activity_kind
from courses.rules.outline import Outline
from courses.rules.passages import plain


@transaction.atomic
def index_course(course: Course) -> int:
    """What it said before is forgotten. Returns how many passages; statements do not grow with them."""
    Passage.objects.filter(course=course).delete()
    edition = Edition.objects.filter(course=course).newest_first().first()
    if edition is None:
        return 0
    passages = Passage.objects.bulk_create(_passages(course, edition))
    get_search_backend().get_index_for_model(Passage).add_items(Passage, passages)
    return len(passages)


def index_what_is_missing() -> int:
    """Courses whose newest edition is not the one that is found. Returns how many there were."""
    newest = Edition.objects.filter(course=OuterRef("pk")).newest_first().values("pk")[:1]
    known = Passage.objects.filter(course=OuterRef("pk")).values("edition")[:1]
    courses = Course.objects.alias(newest=Subquery(newest), known=Subquery(known))
    missing = courses.filter(newest__isnull=False).filter(Q(known=None) | ~Q(newest=F("known")))
    return sum(1 for course in missing if index_course(course))


def _passages(course: Course, edition: Edition) -> Iterator[Passage]:
    about = About.thaw(edition.about)
    objectives = {each["key"]: plain(each["text"]) for each in about.objectives}
    outline = Outline.read(edition.title, edition.outline)
    yield Passage(
        course=course,
        edition=edition,
        position=0,
        title=edition.title,
        objectives=" · ".join(objectives.values()),
        headings=" · ".join(part.title for part in outline.parts),
        text=f"{edition.summary} {about.for_whom}".strip(),
    )
    for activity in Activity.objects.filter(edition=edition).in_order():
        part = outline.part(str(activity.key))
        words = activity_kind(activity.kind).words(activity.body)
        served = [objectives[key] for key in sorted(part.objectives) if key in objectives] if part else []
        yield Passage(
            course=course,
            edition=edition,
            activity_key=activity.key,
            position=activity.position + 1,
            title=activity.title,
            objectives=" · ".join(served),
            headings=words.headings,
            text=words.text,
        )
