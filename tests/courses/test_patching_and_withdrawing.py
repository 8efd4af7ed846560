"""Today's text brought to an older edition, blocks taken out of one, and moving on: as plain values."""

from dataclasses import replace
from datetime import date

import pytest

from cms.rules.body_format import digest_of
from courses.rules.compiled import Compiled, CompiledActivity, sources_named
from courses.rules.correcting import RightChanged, right_changed, why_no_correction
from courses.rules.items import thaw_item
from courses.rules.moving import Move, compare
from courses.rules.patching import Difference, differences, patch
from courses.rules.withdrawing import ReleasedBlock, coming_back, released_blocks, withdraw
from tests.factories.courses import a_quiz_body
from tests.factories.outlines import a_lesson, a_question, a_quiz, an_outline

BOOK, PAPER = {"title": "A book"}, {"title": "A paper"}
FACT = {"kind": "key-fact", "html": "<p>Babies <b>feel</b>.</p>", "source": BOOK}
LIST = {"kind": "sources", "sources": [PAPER]}
LESSON = CompiledActivity("a", "lesson", "M", "Serve", 10, False, {"format": 1, "blocks": [FACT, LIST]}, "1")
QUIZ = CompiledActivity("q", "quiz", "N", "Check", 3, False, a_quiz_body([a_question("q")]), "1")
COURSE = Compiled("A course", "In short.", 5, {"level": "Basic", "sources": [BOOK, PAPER]}, (LESSON, QUIZ))


def with_activities(*activities):
    return replace(COURSE, activities=activities)


# --- compiled ----------------------------------------------------------------------------------------------


def test_a_course_takes_the_minutes_of_its_parts_and_those_with_others():
    assert COURSE.minutes == 18


def test_neighbours_of_one_module_stand_together_and_others_apart():
    again = replace(LESSON, key="b", title="Return", optional=True, objectives=("o",))
    outline = with_activities(LESSON, again, QUIZ, replace(LESSON, key="c")).outline()

    assert [(module["title"], [each["key"] for each in module["activities"]]) for module in outline] == [
        *(("M", ["a", "b"]), ("N", ["q"]), ("M", ["c"]))
    ]
    assert outline[0]["activities"][1] == {
        "key": "b",
        "kind": "lesson",
        "title": "Return",
        "minutes": 10,
        "optional": True,
        "digest": "1",
        "objectives": ["o"],
    }
    assert outline[1]["activities"][0] == {
        "key": "q",
        "kind": "quiz",
        "title": "Check",
        "minutes": 3,
        "optional": False,
        "digest": "1",
        "objectives": [],
        "items": 1,
        "needed": 1,
    }


def test_each_source_is_named_once_wherever_it_is_rested_on():
    asked = replace(QUIZ, body=a_quiz_body([a_question("q", source=PAPER), a_question("r", source=BOOK)]))

    assert sources_named([LESSON, asked]) == [BOOK, PAPER]
    assert sources_named([QUIZ]) == []


# --- corrections -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "reasons"),
    [
        (COURSE, []),
        (with_activities(LESSON), ["“Check” is gone."]),
        (with_activities(LESSON, QUIZ, replace(LESSON, key="b", title="New")), ["“New” is new."]),
        (
            with_activities(replace(LESSON, title="Now", optional=True), QUIZ),
            ["“Now” counts in another way than before."],
        ),
        (
            with_activities(replace(LESSON, kind="quiz"), QUIZ),
            ["“Serve” counts in another way than before."],
        ),
        (
            with_activities(LESSON, replace(QUIZ, body=QUIZ.body | {"pass_percent": 50})),
            ["“Check” is passed at another mark."],
        ),
        (
            with_activities(LESSON, replace(QUIZ, body=QUIZ.body | {"attempts": 1, "shuffle": True})),
            ["“Check” can be tried another number of times.", "“Check” comes in another order."],
        ),
        (
            with_activities(LESSON, replace(QUIZ, body=QUIZ.body | {"a": 1, "b": 2})),
            ["“Check” follows another rule."],
        ),
        (
            with_activities(LESSON, replace(QUIZ, body=QUIZ.body | {"items": [a_question("r")]})),
            ["“Check” asks other questions, or offers other answers."],
        ),
    ],
)
def test_what_stands_against_a_correction_is_said(after, reasons):
    assert why_no_correction(COURSE, after) == reasons


def test_only_questions_that_are_right_in_another_way_are_asked_about():
    first, second = a_question("q")["options"]
    turned = a_question("q", options=[first | {"right": False}, second | {"right": True}])
    same, new = a_question("s", stem="<p>Other</p>"), a_question("n")
    before = with_activities(replace(QUIZ, body=a_quiz_body([a_question("q"), a_question("s")])))
    after = with_activities(replace(QUIZ, key="z", body=a_quiz_body([new, same, turned])))

    assert right_changed(before, after) == [
        RightChanged("q", "z", thaw_item(turned).stem, ("accept-also", "credit-everyone", "leave-out"))
    ]


# --- patching ----------------------------------------------------------------------------------------------

TODAYS_LESSON = replace(
    LESSON,
    module="Another",
    title="Toss",
    optional=True,
    objectives=("o",),
    digest="2",
    body={"format": 1, "blocks": [FACT | {"source": PAPER}]},
)


def test_a_part_is_brought_up_to_date_where_it_stands():
    today = replace(with_activities(TODAYS_LESSON, replace(QUIZ, title="Not asked for")), title="Another")

    assert patch(COURSE, today, ["a", "gone"]) == replace(
        COURSE,
        about={"level": "Basic", "sources": [PAPER]},
        activities=(
            replace(TODAYS_LESSON, module=LESSON.module, optional=False, objectives=LESSON.objectives),
            QUIZ,
        ),
    )
    assert patch(COURSE, with_activities(TODAYS_LESSON), ["q"]) == COURSE


def test_what_says_something_else_today_is_named_with_what_it_changes():
    asks_anew = replace(QUIZ, title="Check now", digest="2", body=QUIZ.body | {"attempts": 1})

    assert differences(COURSE, with_activities(asks_anew, LESSON)) == [
        Difference(
            "q",
            "Check now",
            ["“Check” is called “Check now” now.", "“Check now” can be tried once."],
            ["“Check now” can be tried another number of times."],
        )
    ]
    assert differences(COURSE, COURSE) == []


# --- withdrawing -------------------------------------------------------------------------------------------

RELEASED = ReleasedBlock(digest_of(FACT), "Key fact", "Babies feel. A book")


def test_a_block_is_taken_out_with_a_note_and_the_rest_stays():
    day = date(2026, 11, 23)
    note = {"kind": "withdrawn", "words": "Wrong.", "on": "2026-11-23", "digest": digest_of(FACT)}
    body = {"format": 1, "blocks": [note, LIST]}

    after = withdraw(COURSE, [digest_of(FACT), digest_of(LIST), "another"], words="Wrong.", on=day)

    assert after == with_activities(replace(LESSON, body=body, digest=digest_of(body)), QUIZ)
    assert released_blocks(after.activities[0]) == []
    assert list(coming_back(after, COURSE)) == [(LESSON, RELEASED)]
    assert list(coming_back(COURSE, COURSE)) == []
    assert withdraw(after, [digest_of(note)], words="Again.", on=day) == after


def test_a_block_is_named_by_what_it_says_cut_at_two_hundred_letters():
    def words(count):
        block = {"kind": "text", "html": f"<p>{'x' * count}</p>"}
        return released_blocks(replace(LESSON, body={"format": 1, "blocks": [block]}))[0].words

    assert released_blocks(LESSON) == [RELEASED]
    assert words(200) == "x" * 200
    assert words(201) == "x" * 199 + "…"


# --- moving ------------------------------------------------------------------------------------------------


def test_moving_names_what_is_kept_and_what_is_new():
    own = an_outline([a_lesson("a"), a_lesson("b")], [a_quiz()])
    newer = an_outline([a_lesson("a"), a_lesson("b", digest="b2")], [a_quiz(digest="2")], [a_lesson("c")])

    move = compare(own, newer, {"a", "b", "gone"})

    assert move == Move(frozenset({"a"}), 1, 4, tuple(newer.part(key) for key in ("b", "quiz", "c")))
    assert move.sentence() == (
        "You keep 1 of 4 parts. New or changed: two lessons and one quiz, 28\u00a0minutes."
    )
    assert compare(own, own, ()) == Move(frozenset(), 3, 3, ())
    assert compare(own, own, ()).sentence() == "You keep 3 of 3 parts. Nothing new has to be done."
