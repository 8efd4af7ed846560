from courses.rules.moving import compare
from courses.rules.outline import Sheet


def a_sheet(*modules, title="A course"):
    return Sheet.read(
        title, [{"title": f"Module {n}", "activities": list(module)} for n, module in enumerate(modules, 1)]
    )


def a_lesson(key, *, digest="", optional=False, minutes=10, objectives=()):
    return {"key": key, "kind": "lesson", "title": key.upper(), "minutes": minutes, "optional": optional,
            "digest": digest or key, "objectives": list(objectives)}  # fmt: skip


def a_quiz(key="quiz", *, digest=""):
    return {"key": key, "kind": "quiz", "title": "The quiz", "minutes": 8, "optional": False,
            "digest": digest or key, "items": 9}  # fmt: skip


def test_lessons_say_which_of_how_many():
    sheet = a_sheet([a_lesson("a"), a_lesson("b", minutes=12)], [a_quiz()])

    assert sheet.caption(sheet.part("b")) == "Lesson 2 of 2, 12\u00a0minutes"
    assert sheet.caption(sheet.part("quiz")) == "Quiz, 8\u00a0minutes"


def test_what_is_next_comes_after_this_one_and_then_from_the_start():
    sheet = a_sheet([a_lesson("a"), a_lesson("b"), a_lesson("c")])

    assert sheet.next_to_do({"b"}, after="b").key == "c"
    assert sheet.next_to_do({"b", "c"}, after="c").key == "a"
    assert sheet.next_to_do({"a", "b", "c"}) is None


def test_a_course_is_completed_without_what_is_optional():
    sheet = a_sheet([a_lesson("a"), a_lesson("b", optional=True)])

    assert sheet.is_completed_by({"a"})
    assert not sheet.is_completed_by({"b"})
    assert sheet.minutes_left({"a"}) == 0


def test_nothing_finished_completes_nothing():
    assert not a_sheet([a_lesson("a", optional=True)]).is_completed_by(set())


def test_lessons_to_look_at_are_those_on_the_objective():
    sheet = a_sheet([a_lesson("a", objectives=["x"]), a_lesson("b", objectives=["y"])], [a_quiz()])

    assert sheet.lessons_for("quiz", {"y"}) == {"b"}


def test_without_objectives_they_are_the_lessons_of_the_module_or_all_before_the_quiz():
    beside = a_sheet([a_lesson("a")], [a_lesson("b"), a_quiz()])
    apart = a_sheet([a_lesson("a")], [a_lesson("b")], [a_quiz()])

    assert beside.lessons_for("quiz", {"y"}) == {"b"}
    assert apart.lessons_for("quiz", {"y"}) == {"a", "b"}


def test_moving_keeps_what_has_not_changed():
    own = a_sheet([a_lesson("a"), a_lesson("b")], [a_quiz()])
    newer = a_sheet([a_lesson("a"), a_lesson("b", digest="b2"), a_lesson("c")], [a_quiz()])

    move = compare(own, newer, {"a", "b"})

    assert move.kept == {"a"}
    assert move.sentence() == "You keep 2 of 4 parts. New or changed: two lessons, 20\u00a0minutes."
