"""What people did on the courses over the months, by the actions a learner's own presses call."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from courses import actions
from courses.models import Activity, Attempt, Course, Enrolment
from courses.rules.activities import activity_kind
from courses.rules.items import thaw_item
from lms.demonstration.plan import Character, Story
from lms.people.models import User

#: The same story each time it is told.
SEED = 20261123


@dataclass
class Clock:
    """A day's time, which goes on a few minutes with every step."""

    now: datetime
    dice: Random

    def step(self, least: int = 1, most: int = 9) -> datetime:
        self.now += timedelta(minutes=self.dice.randint(least, most), seconds=self.dice.randint(0, 59))
        return self.now


def live(each: Character, user: User, course: Course, story: Story, *, now: datetime) -> None:
    """One person's story on one course, ending so many days ago."""
    dice = Random(f"{SEED} {each.name} {course.slug}")
    clock = Clock(_start(story, now, dice), dice)
    enrolment = actions.enrol(course=course, by=user, at=clock.step())
    lessons, quizzes = _parts(enrolment)
    match story.word:
        case "joined":
            return
        case "under-way" | "left":
            _read(enrolment, lessons[: story.count], user, clock, dice)
            if story.word == "left":
                actions.leave(enrolment=enrolment, by=user, at=clock.step())
            return
    _read(enrolment, lessons, user, clock, dice)
    for quiz in quizzes:
        _take(enrolment, quiz, user, story, clock)


def _start(story: Story, now: datetime, dice: Random) -> datetime:
    """In the morning or over lunch, on the day that the story ends."""
    day = timezone.localdate(now - timedelta(days=story.days_ago))
    begins = time(dice.choice([8, 9, 11, 12, 13]), dice.randint(0, 50))
    at = datetime.combine(day, begins, tzinfo=timezone.get_current_timezone())
    return min(at, now - timedelta(hours=4))


def _parts(enrolment: Enrolment) -> tuple[list[Activity], list[Activity]]:
    parts = list(enrolment.edition().activities.in_order())
    by_saying_so = [part for part in parts if not activity_kind(part.kind).is_passed]
    return by_saying_so, [part for part in parts if activity_kind(part.kind).is_passed]


def _read(enrolment: Enrolment, lessons: list[Activity], user: User, clock: Clock, dice: Random) -> None:
    for lesson in lessons:
        at = clock.step(max(1, lesson.minutes - 4), lesson.minutes + 3)
        actions.finish_activity(enrolment=enrolment, activity=lesson, by=user, at=at)


def _take(enrolment: Enrolment, quiz: Activity, user: User, story: Story, clock: Clock) -> None:
    """Attempts at a quiz, as the story tells: the first may not pass, the last may not be sent in."""
    if story.word in {"second-go", "not-passed"}:
        _attempt(enrolment, quiz, user, clock, right=0.5)
    if story.word == "in-quiz":
        _attempt(enrolment, quiz, user, clock, right=1.0, answers=story.count)
    elif story.word in {"completed", "second-go"}:
        _attempt(enrolment, quiz, user, clock, right=1.0)


def _attempt(
    enrolment: Enrolment,
    quiz: Activity,
    user: User,
    clock: Clock,
    *,
    right: float,
    answers: int | None = None,
) -> None:
    attempt = actions.start_attempt(enrolment=enrolment, activity=quiz, by=user, at=clock.step())
    attempt = Attempt.objects.with_digest().get(pk=attempt.pk)
    items = quiz.body["items"]
    for number, item in enumerate(items[:answers]):
        actions.record_answer(
            attempt=attempt,
            item=item["key"],
            answer=_answer(item, well=number < right * len(items)),
            client_id=uuid.UUID(int=clock.dice.getrandbits(128), version=4),
            by=user,
            at=clock.step(0, 1),
        )
    if answers is None:
        actions.submit_attempt(attempt=attempt, by=user, at=clock.step(1, 2))


def _answer(frozen: dict[str, Any], *, well: bool) -> dict[str, Any]:
    """The right answer; or, answered badly, a wrong one."""
    item = thaw_item(frozen)
    return (item.right_answer() if well else item.wrong_answer()).stored()
