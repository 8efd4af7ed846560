"""Where courses are written: trainers read every course, its authors change it, nobody else comes in."""

import uuid
from typing import Any

from courses.actions.authoring import write_course
from courses.models.authoring import Question
from courses.models.authoring.question import kinds
from tests.factories.authoring import a_manuscript, a_question_in_words, no_files
from tests.house.authorisation.table import Row, Who, World

TRAINERS = frozenset({Who.AUTHOR, Who.OTHER_AUTHOR, Who.ADMINISTRATOR})
WRITERS = frozenset({Who.AUTHOR, Who.ADMINISTRATOR})
NO_KEY = uuid.UUID(int=1)
SEEN, MOVED_ON = frozenset({200}), frozenset({302})
TRUE_FALSE = [
    {"key": "true", "text": "True", "right": True, "why": "Yes."},
    {"key": "false", "text": "False", "right": False, "why": "No."},
]


def prepare(world: World) -> None:
    """A course of the author's, and a question of each kind in the bank."""
    author = world.people[Who.AUTHOR]
    questions = [
        a_question_in_words(kind="multiple-response"),
        a_question_in_words(kind="true-false", options=TRUE_FALSE),
        a_question_in_words(kind="written-word", word="repair"),
    ]
    manuscript = {**a_manuscript(questions=1), "questions": questions}
    world.course_page = write_course(manuscript, read=no_files, by=author, at=world.now)
    parts = [page.specific for page in world.course_page.get_descendants().filter(depth=5)]
    world.lesson_page, world.quiz_page = parts


def anywhere(name: str, **more: Any) -> Row:
    return Row(f"authoring:{name}", **{"by": TRAINERS, "refused": 403, **more})


def of_course(name: str, **more: Any) -> Row:
    """Read by every trainer."""
    return anywhere(
        name,
        own=lambda world: [world.course_page.pk],
        missing=lambda world: [987654],
        refused_missing=403,
        **more,
    )


def changing(name: str, **more: Any) -> Row:
    """Only by its authors; that the course is there is no secret among trainers."""
    return anywhere(name, by=WRITERS, own=lambda world: [world.course_page.pk], **more)


def walking(name: str, *rest: Any, part: str = "lesson_page", **more: Any) -> Row:
    return anywhere(
        name,
        own=lambda world: [world.course_page.pk, getattr(world, part).translation_key, *rest],
        missing=lambda world: [world.course_page.pk, NO_KEY, *rest],
        refused_missing=403,
        **more,
    )


#: Whoever did not write a question reads it where they can copy it.
READ_ELSEWHERE = frozenset({200, 302})


def of_kind(kind: type[Question]) -> list[Row]:
    space = f"questions_{kind.kind.replace('-', '_')}"

    def of_question(name: str, **more: Any) -> Row:
        return Row(
            f"{space}:{name}",
            by=TRAINERS,
            own=lambda world: [kind.objects.get().pk],
            missing=lambda world: [987654],
            refused=403,
            **more,
            refused_missing=403,
        )

    return [
        Row(f"{space}:add", by=TRAINERS, refused=403),
        of_question("edit", answers=READ_ELSEWHERE),
        of_question("copy"),
    ]


ROWS = [
    anywhere("courses"),
    anywhere("new_course", method="post", answers=MOVED_ON),
    anywhere("for_review"),
    anywhere("help"),
    of_course("outline"),
    of_course("copy_course", method="post", answers=MOVED_ON),
    of_course("editions"),
    of_course("walk"),
    of_course("objectives"),
    of_course("authors"),
    changing("add_part", method="post", answers=frozenset({404})),
    changing("move_part", method="post", answers=frozenset({404})),
    changing("mark_ready", method="post", answers=MOVED_ON),
    changing("grant_attempts", method="post", answers=frozenset({404})),
    changing("release"),
    anywhere(
        "correct_edition",
        by=WRITERS,
        own=lambda world: [world.course_page.pk, 1],
        answers=frozenset({404}),  # not released
    ),
    anywhere("questions", by=WRITERS, own=lambda world: [world.quiz_page.pk]),
    walking("walk_activity"),
    walking("walk_finish", method="post", answers=MOVED_ON),
    walking("walk_start", part="quiz_page", method="post", answers=MOVED_ON),
    walking("walk_attempt", 1, part="quiz_page"),
    walking("walk_submit", 1, part="quiz_page", method="post", answers=SEEN),
    anywhere(
        "walk_reading_position",
        own=lambda world: [world.course_page.pk, NO_KEY],
        method="post",
        answers=SEEN,
    ),
    anywhere("walk_save", own=lambda world: [world.course_page.pk, NO_KEY, 1], method="post", answers=SEEN),
    Row("questions:list", by=TRAINERS, refused=403),
    Row("questions:list_results", by=TRAINERS, refused=403),
    Row("questions:add", by=TRAINERS, refused=403),
    Row("sources:add", by=TRAINERS, refused=403),
    *(row for kind in kinds() for row in of_kind(kind)),
]
