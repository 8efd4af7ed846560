"""What has changed between two editions or two versions of a question, in exactly these sentences."""

from dataclasses import replace

import pytest

from courses.rules.comparing import changes
from courses.rules.compiled import Compiled, CompiledActivity
from courses.rules.items import thaw_item
from tests.factories.outlines import a_question

A = CompiledActivity("a", "lesson", "Module 1", "Serve", 10, False, {"blocks": []}, "1")
B = CompiledActivity("b", "lesson", "Module 1", "Return", 70, False, {"blocks": []}, "1")
ABOUT = {"for_whom": "All", "objectives": [{"key": "o", "text": "Say it."}], "authors": ["Ann"]}
COURSE = Compiled("A course", "In short.", 0, ABOUT, (A, B))
SAID = "What is said about the course has changed."


def about(**fields):
    return replace(COURSE, about=ABOUT | fields)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (COURSE, ["Nothing changes for learners."]),
        (about(authors=["Ann", "Ben"]), ["Nothing changes for learners."]),
        (about(sources=[{"title": "A book"}]), ["Nothing changes for learners."]),
        (about(authors=None), ["Nothing changes for learners."]),
        (about(for_whom="Some"), [SAID]),
        (about(reviewer={"name": "Ada"}), [SAID]),
        (replace(COURSE, summary="At length."), [SAID]),
        (about(objectives=[]), ["The objectives are worded differently."]),
        (replace(COURSE, title="Another"), ["It is called “Another” now, no longer “A course”."]),
        (replace(COURSE, activities=(B, A)), ["The parts come in another order."]),
        (replace(COURSE, activities=(A,)), ["Gone: the lesson “Return”."]),
        (
            replace(COURSE, activities=(replace(B, key="c", title="Wait"), A, B)),
            ["New: the lesson “Wait”, 1\u00a0hour 10\u00a0minutes."],
        ),
        (replace(COURSE, activities=(replace(A, optional=True), B)), ["“Serve” is optional now."]),
        (
            replace(COURSE, activities=(replace(A, title="Toss", minutes=11), B)),
            ["“Serve” is called “Toss” now.", "“Toss” takes 11\u00a0minutes, not 10."],
        ),
        (
            replace(COURSE, activities=(replace(A, objectives=("o",), kind="quiz"), B)),
            ["“Serve” serves other objectives.", "“Serve” is a quiz now."],
        ),
        (replace(COURSE, activities=(replace(A, digest="2"), B)), ["The lesson “Serve” has changed."]),
    ],
)
def test_each_change_of_a_course_is_told_alone(after, told):
    assert changes(COURSE, after) == told


def test_what_was_optional_is_no_longer():
    before = replace(COURSE, activities=(replace(A, optional=True), B))

    assert changes(before, COURSE) == ["“Serve” is no longer optional."]


def test_what_has_nothing_before_it_is_the_first_edition():
    assert changes(None, COURSE) == ["The first edition."]


def other_options(**fields):
    first, second = a_question("q")["options"]
    return {"options": [first, second | fields]}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, []),
        ({"stem": "<p>Other</p>"}, ["It is worded differently."]),
        ({"explanation": "<p>Other</p>"}, ["Its explanation has changed."]),
        ({"source": {"title": "A book"}}, ["It rests on another source."]),
        (other_options(right=True), ["Another answer is right."]),
        (other_options(text="<p>Other</p>"), ["Its answers are worded differently."]),
        (
            {"stem": "<p>Other</p>", "explanation": "", "source": {}} | other_options(right=True),
            [
                "It is worded differently.",
                "Another answer is right.",
                "Its explanation has changed.",
                "It rests on another source.",
            ],
        ),
    ],
)
def test_each_change_of_a_question_is_told_alone(fields, told):
    assert thaw_item(a_question("q")).compare(thaw_item(a_question("q", **fields))) == told
