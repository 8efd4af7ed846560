"""What there is to learn is anyone's to read; what somebody is learning is theirs alone."""

import uuid
from typing import Any

from courses.models import Enrolment
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment
from tests.factories.learning import lesson_of, quiz_of, start, submit
from tests.house.authorisation.table import EVERYBODY, SIGNED_IN, Row, Who, World

LEARNER = frozenset({Who.LEARNER})
OTHER_LEARNER = frozenset({Who.OTHER_LEARNER})
SEEN_OTHER = frozenset({302})
NO_KEY = uuid.UUID(int=1)


def prepare(world: World) -> None:
    world.edition = an_edition(quiz=a_quiz_body(attempts=1))
    world.enrolment = an_enrolment(learner=world.learner, edition=world.edition)
    world.other_enrolment = an_enrolment(learner=world.other_learner, edition=world.edition)
    world.attempt, world.other_attempt = start(world.enrolment), start(world.other_enrolment)
    # A second place on another course, where attempts are used up.
    world.used_up = an_enrolment(learner=world.learner, edition=an_edition(quiz=a_quiz_body(attempts=1)))
    world.other_used_up = an_enrolment(learner=world.other_learner, edition=world.used_up.edition())
    for enrolment in (world.used_up, world.other_used_up):
        submit(start(enrolment))


def of_enrolment(name: str, **more: Any) -> Row:
    return Row(
        f"courses:{name}",
        by=LEARNER,
        own=lambda world: [world.enrolment.pk],
        other=lambda world: [world.other_enrolment.pk],
        other_by=OTHER_LEARNER,
        missing=lambda world: [987654],
        **more,
    )


def of_activity(name: str, find: Any, *, of: str = "enrolment", **more: Any) -> Row:
    def arguments(enrolment: Enrolment) -> list[Any]:
        return [enrolment.pk, find(enrolment).key]

    return Row(
        f"courses:{name}",
        by=LEARNER,
        own=lambda world: arguments(getattr(world, of)),
        other=lambda world: arguments(getattr(world, f"other_{of}")),
        other_by=OTHER_LEARNER,
        missing=lambda world: [world.other_enrolment.pk + 900, NO_KEY],
        **more,
    )


def of_attempt(name: str, **more: Any) -> Row:
    def arguments(attempt: Any) -> list[Any]:
        return [attempt.enrolment_id, attempt.activity_key, attempt.number]

    return Row(
        f"courses:{name}",
        by=LEARNER,
        own=lambda world: arguments(world.attempt),
        other=lambda world: arguments(world.other_attempt),
        other_by=OTHER_LEARNER,
        missing=lambda world: [world.enrolment.pk, world.attempt.activity_key, 99],
        **more,
    )


def the_lesson(enrolment: Enrolment) -> Any:
    return lesson_of(enrolment, "Lesson 1")


ROWS = [
    Row("courses:catalogue", by=EVERYBODY),
    Row(
        "courses:course",
        by=EVERYBODY,
        own=lambda world: [world.edition.course.slug],
        missing=lambda world: ["no-such-course"],
    ),
    Row(
        "courses:sample",
        by=EVERYBODY,
        own=lambda world: [world.edition.course.slug],
        missing=lambda world: ["no-such-course"],
    ),
    Row(
        "courses:join",
        by=SIGNED_IN,
        own=lambda world: [world.edition.course.slug],
        missing=lambda world: ["no-such-course"],
        method="post",
        answers=SEEN_OTHER,
    ),
    Row("courses:my_learning"),
    of_enrolment("outline"),
    of_enrolment("leave"),
    of_enrolment("move", method="post", answers=SEEN_OTHER),
    of_activity("activity", the_lesson),
    of_activity("finish", the_lesson, method="post", answers=SEEN_OTHER),
    of_activity("reading_position", the_lesson, method="post", answers=frozenset({204})),
    of_activity("start_attempt", quiz_of, method="post", answers=SEEN_OTHER),
    of_activity("ask_for_attempt", quiz_of, of="used_up", method="post", answers=SEEN_OTHER),
    of_attempt("attempt"),
    # The table sends a form where the address takes JSON: whoever may open it is told that it cannot be read.
    of_attempt("save_answer", method="post", answers=frozenset({400})),
    of_attempt("submit", method="post", data=lambda world: {"then": "finish-anyway"}, answers=SEEN_OTHER),
]
