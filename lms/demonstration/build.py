"""The whole of it, step after step."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from courses.models import Course
from lms.core.refusals import Refusal
from lms.demonstration.courses import MIND, SEEING, make_correction, make_courses, make_second_edition
from lms.demonstration.history import live
from lms.demonstration.people import invite_somebody, make_organisations, make_people
from lms.demonstration.plan import Character, Plan, Story, read_plan
from lms.demonstration.public_pages import make_pages
from lms.people.models import User

Progress = Callable[[str], object]

YEARS_AGO = timedelta(days=1500)


class PeopleAreHere(Refusal):
    pass


class NoPasswordForThem(Refusal):
    pass


@transaction.atomic
def build(*, at: datetime, password: str, progress: Progress) -> None:
    """Fill an empty database. All of it or nothing, so that what was interrupted can begin again.

    Raises PeopleAreHere where there is somebody, and NoPasswordForThem where demonstration people may not
    sign in: in production.
    """
    if User.objects.exists():
        raise PeopleAreHere(
            "This database already has people in it, so nothing was added. "
            "“make reset” throws this machine’s database away and starts again."
        )
    if not password:
        raise NoPasswordForThem("Demonstration people do not belong in production, so nothing was added.")
    plan = read_plan()
    teams = make_organisations(plan, at=at - YEARS_AGO)
    progress(f"{len(plan.organisations)} organisations with {len(teams)} teams")
    people = make_people(plan, teams, password=password, at=at)
    invite_somebody(teams, people, plan, at=at)
    progress(f"{len(people)} people")
    make_pages(at=at)
    courses = make_courses(people, at=at, progress=progress)
    _tell(plan, people, courses, at=at, progress=progress)


def _tell(
    plan: Plan, people: dict[str, User], courses: dict[str, Course], *, at: datetime, progress: Progress
) -> None:
    """Every story in the order of its days; corrections and new editions fall between them."""
    changes = [
        (130, lambda: make_correction(courses[MIND], people, at=at - timedelta(days=130))),
        (48, lambda: make_second_edition(courses[MIND], people, at=at - timedelta(days=48))),
    ]
    stories = _stories(plan)
    for number, (character, slug, story) in enumerate(stories, start=1):
        while changes and story.days_ago <= changes[0][0]:
            changes.pop(0)[1]()
        live(character, people[character.name], courses[slug], story, now=at)
        if number % 10 == 0 or number == len(stories):
            progress(f"{number} of {len(stories)} stories of learning")


def _stories(plan: Plan) -> list[tuple[Character, str, Story]]:
    stories = [
        (each, slug, story)
        for each in plan.people
        for slug, story in ((MIND, each.mind), (SEEING, each.seeing))
        if story
    ]
    return sorted(stories, key=lambda one: -one[2].days_ago)
