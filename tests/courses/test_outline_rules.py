import pytest

from cms.rules.formats import UnknownFormat
from courses.rules.moving import compare
from courses.rules.outline import Outline, Part
from tests.factories.outlines import a_lesson, a_quiz, an_outline


def test_lessons_say_which_of_how_many():
    outline = an_outline([a_lesson("a"), a_lesson("b", minutes=12)], [a_quiz()])

    assert outline.caption(outline.part("b")) == "Lesson 2 of 2, 12\u00a0minutes"
    assert outline.caption(outline.part("quiz")) == "Quiz, 8\u00a0minutes"


def test_what_is_next_comes_after_this_one_and_then_from_the_start():
    outline = an_outline([a_lesson("a"), a_lesson("b"), a_lesson("c")])

    assert outline.next_to_do({"b"}, after="b").key == "c"
    assert outline.next_to_do({"b", "c"}, after="c").key == "a"
    assert outline.next_to_do({"a", "b", "c"}) is None


def test_a_course_is_completed_without_what_is_optional():
    outline = an_outline([a_lesson("a"), a_lesson("b", optional=True)])

    assert outline.is_completed_by({"a"})
    assert not outline.is_completed_by({"b"})
    assert outline.minutes_left({"a"}) == 0


def test_nothing_finished_completes_nothing():
    assert not an_outline([a_lesson("a", optional=True)]).is_completed_by(set())


def test_lessons_to_look_at_are_those_on_the_objective():
    outline = an_outline([a_lesson("a", objectives=["x"]), a_lesson("b", objectives=["y"])], [a_quiz()])

    assert outline.lessons_for("quiz", {"y"}) == {"b"}


def test_without_objectives_they_are_the_lessons_of_the_module_or_all_before_the_quiz():
    beside = an_outline([a_lesson("a")], [a_lesson("b"), a_quiz()])
    apart = an_outline([a_lesson("a")], [a_lesson("b")], [a_quiz()])

    assert beside.lessons_for("quiz", {"y"}) == {"b"}
    assert apart.lessons_for("quiz", {"y"}) == {"a", "b"}


def test_moving_keeps_what_has_not_changed():
    own = an_outline([a_lesson("a"), a_lesson("b")], [a_quiz()])
    newer = an_outline([a_lesson("a"), a_lesson("b", digest="b2"), a_lesson("c")], [a_quiz()])

    move = compare(own, newer, {"a", "b"})

    assert move.kept == {"a"}
    assert move.sentence() == "You keep 2 of 4 parts. New or changed: two lessons, 20\u00a0minutes."


def test_an_outline_is_read_whole():
    activities = [a_lesson("a", optional=True, objectives=["o"]), a_quiz()]
    bare = {key: activities[0][key] for key in ("key", "kind", "title", "minutes", "digest")}

    read = Outline.read("A course", [{"title": "M", "activities": [*activities, bare]}], 60, 15)

    assert read == Outline(
        title="A course",
        parts=(
            Part("a", "lesson", "A", 10, True, "a", "M", items=0, objectives=frozenset({"o"})),
            Part("quiz", "quiz", "The quiz", 8, False, "quiz", "M", items=9, objectives=frozenset()),
            Part("a", "lesson", "A", 10, False, "a", "M", items=0, objectives=frozenset()),
        ),
        minutes=60,
        participatory_minutes=15,
    )
    assert Outline.read("A course", []) == Outline("A course", (), 0, 0)


@pytest.mark.parametrize(
    ("lessons", "words"),
    [
        ((), "Ask a trainer for another one."),
        ({"a"}, "Finish “A” once more, and you can try again."),
        ({"c", "a"}, "Finish “A” and “C” once more, and you can try again."),
        ({"c", "b", "a"}, "Finish “A”, “B” and “C” once more, and you can try again."),
    ],
)
def test_what_opens_fresh_attempts_is_named(lessons, words):
    outline = an_outline([a_lesson("a"), a_lesson("b"), a_lesson("c")], [a_quiz()])

    assert outline.what_opens_fresh_attempts(lessons) == f"You have used all your attempts. {words}"


def test_a_part_is_the_same_where_its_words_are():
    own = an_outline([a_lesson("a"), a_lesson("b"), a_lesson("c")])
    newer = an_outline([a_lesson("a"), a_lesson("b", digest="b2"), a_lesson("d")])

    assert [own.is_same_in(newer, key) for key in "abcd"] == [True, False, False, False]


def test_only_lessons_on_the_objective_or_near_the_quiz_are_looked_at_again():
    outline = an_outline([a_lesson("a"), a_lesson("b")], [a_quiz()], [a_lesson("c")])

    assert outline.lessons_for("quiz", ()) == {"a", "b"}
    assert outline.lessons_for("another", ()) == frozenset()


def test_an_outline_that_nobody_here_reads_is_named():
    with pytest.raises(UnknownFormat, match="Nothing here reads an outline in format 99"):
        Outline.read("A course", {"format": 99, "modules": []})
