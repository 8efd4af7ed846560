"""What the learner's pages of an outline and its lessons show, whole."""

import pytest

from courses.rules.html import Html
from courses.rules.screens import (
    Addresses,
    LessonScreen,
    Link,
    OutlineScreen,
    lesson_screen,
    outline_screen,
    outlined,
    parts_beside,
)
from tests.factories.outlines import a_lesson, a_quiz, an_outline

AT = Addresses("/c/1/")
COURSE = an_outline([a_lesson("a"), a_lesson("b", minutes=70, optional=True)], [a_quiz()])
BODY = Html("<p>Words.</p>")


def lesson(key, **how):
    return lesson_screen(COURSE, COURSE.part(key), BODY, addresses=AT, **how)


def beside(key, *, finished):
    return parts_beside(COURSE, COURSE.part(key), finished=finished, addresses=AT)


def test_beside_a_lesson_stand_the_parts_of_its_course():
    parts = beside("b", finished={"a"})

    assert (parts.title, parts.href, parts.here) == ("A course", "/c/1/", "b")
    assert (parts.done, parts.total) == (1, 3)
    assert parts.left == "8\u00a0minutes left"
    assert [each["state"] for module in parts.modules for each in module["activities"]] == [
        *("done", "current", "open")
    ]
    assert beside("a", finished={"a", "b", "quiz"}).left == ""


def test_the_pages_of_an_enrolment_stand_beneath_its_outline():
    assert [AT.activity("a"), AT.finish("a"), AT.start("a"), AT.ask("a"), AT.reading_position("a")] == [
        *("/c/1/a/", "/c/1/a/finish/", "/c/1/a/start/", "/c/1/a/ask/", "/c/1/a/position/")
    ]
    assert [AT.attempt("a", 2), AT.save("a", 2), AT.submit("a", 2)] == [
        *("/c/1/a/attempts/2/", "/c/1/a/attempts/2/save/", "/c/1/a/attempts/2/submit/")
    ]


def test_the_first_lesson_leads_to_the_next_and_has_none_before_it():
    assert lesson("a", finished=()) == LessonScreen(
        title="A",
        caption="Lesson 1 of 2, 10\u00a0minutes",
        course=Link("A course", "/c/1/"),
        body=BODY,
        is_finished=False,
        finish=Link("Finished. Next: B", "/c/1/a/finish/"),
        previous=None,
        following=Link("B", "/c/1/b/"),
        reading_position="/c/1/a/position/",
        heading="",
        note="",
        parts=beside("a", finished=()),
    )


def test_a_lesson_in_the_middle_knows_its_neighbours_and_where_somebody_stopped():
    assert lesson("b", finished={"b"}, heading="two", note="Changed since.") == LessonScreen(
        title="B",
        caption="Lesson 2 of 2, 1\u00a0hour 10\u00a0minutes",
        course=Link("A course", "/c/1/"),
        body=BODY,
        is_finished=True,
        finish=Link("Finished. Next: quiz, The quiz", "/c/1/b/finish/"),
        previous=Link("A", "/c/1/a/"),
        following=Link("The quiz", "/c/1/quiz/"),
        reading_position="/c/1/b/position/",
        heading="two",
        note="Changed since.",
        parts=beside("b", finished={"b"}),
    )


def test_the_last_thing_to_finish_completes_the_course():
    assert lesson("b", finished={"a", "quiz"}).finish.text == "Finished. Complete this course"


def test_a_last_lesson_has_nothing_after_it_and_leads_back_to_what_was_passed_over():
    outline = an_outline([a_lesson("a"), a_lesson("b")])

    screen = lesson_screen(outline, outline.part("b"), BODY, finished=(), addresses=AT)

    assert (screen.previous, screen.following) == (Link("A", "/c/1/a/"), None)
    assert screen.finish == Link("Finished. Next: A", "/c/1/b/finish/")


def test_a_lesson_of_an_ended_enrolment_is_read_and_nothing_is_kept():
    assert lesson("a", finished={"a"}, is_open=False) == LessonScreen(
        title="A",
        caption="Lesson 1 of 2, 10\u00a0minutes",
        course=Link("A course", "/c/1/"),
        body=BODY,
        is_finished=True,
        finish=None,
        previous=None,
        following=Link("B", "/c/1/b/"),
        parts=beside("a", finished={"a"}),
    )


def rows(*, states=("open", "open", "open"), at="/c/1/"):
    def href(key):
        return f"{at}{key}/" if at else ""

    a, b, quiz = states
    return [
        {
            "title": "Module 1",
            "activities": [
                {
                    "key": "a",
                    "title": "A",
                    "href": href("a"),
                    "kind": "Lesson",
                    "minutes": 10,
                    "state": a,
                    "note": "",
                },
                {"key": "b", "title": "B", "href": href("b"), "kind": "Lesson", "minutes": 70, "state": b}
                | {"note": "optional"},
            ],
        },
        {
            "title": "Module 2",
            "activities": [
                {
                    "key": "quiz",
                    "title": "The quiz",
                    "href": href("quiz"),
                    "kind": "Quiz",
                    "minutes": 8,
                    "state": quiz,
                }
                | {"note": ""}
            ],
        },
    ]


def test_an_outline_says_what_is_done_what_is_next_and_how_long_the_rest_takes():
    assert outline_screen(COURSE, finished={"a"}, addresses=AT, note="Welcome.") == OutlineScreen(
        title="A course",
        facts="1\u00a0hour 28\u00a0minutes, 3\u00a0parts, certificate",
        modules=rows(states=("done", "current", "open")),
        done=1,
        total=3,
        left="8\u00a0minutes left",
        carry_on=Link("B", "/c/1/b/"),
        note="Welcome.",
    )


@pytest.mark.parametrize(("finished", "left"), [((), "18\u00a0minutes left"), ({"a", "quiz"}, "")])
def test_what_is_optional_is_still_next_and_takes_none_of_the_time_left(finished, left):
    assert outline_screen(COURSE, finished=finished, addresses=AT).left == left


def test_a_finished_outline_has_nothing_left_and_nothing_to_carry_on():
    assert outline_screen(COURSE, finished={"a", "b", "quiz"}, addresses=AT) == OutlineScreen(
        title="A course",
        facts="1\u00a0hour 28\u00a0minutes, 3\u00a0parts, certificate",
        modules=rows(states=("done", "done", "done")),
        done=3,
        total=3,
        left="",
        carry_on=None,
        note="",
    )


def test_an_outline_that_is_closed_points_to_nothing_more_to_do():
    assert outline_screen(COURSE, finished={"a"}, addresses=AT, is_open=False) == OutlineScreen(
        title="A course",
        facts="1\u00a0hour 28\u00a0minutes, 3\u00a0parts, certificate",
        modules=rows(states=("done", "open", "open")),
        done=1,
        total=3,
        left="",
        carry_on=None,
    )


def test_an_outline_for_people_who_have_not_joined_links_nowhere():
    assert outlined(COURSE) == rows(at="")
