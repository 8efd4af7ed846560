"""What the machine found, and what it once had to find: kept as stories of a few moves, in its own words.

A new one: take the moves that it printed last, leave out what does not matter, and name what went wrong.
"""

from typing import Any

from tests.lives.life import Life


def tell(life: Life, *moves: tuple[Any, ...]) -> None:
    """Each is made, and everything is looked at after it."""
    for move, *values in [("release",), ("join", 0), *moves]:
        life.play(move, *values)


def test_an_untouched_field_of_a_page_that_is_behind_changes_nothing(life):
    tell(
        life,
        ("start", 0, 0, -1),
        ("answer", 0, 0, 1, [0]),
        ("open_page", 0, 1),
        ("answer", 0, 1, 1, [1]),
        ("keep_form", 0, 0, []),
        ("send_form", 0, 0, [(0, [0])], "anyway"),
    )


def test_what_was_acknowledged_is_acknowledged_again_after_sending_in_and_nothing_new_is(life):
    tell(
        life,
        ("start", 0, 0, -1),
        ("answer", 0, 1, 2, [0, 1]),
        ("send_form", 0, 0, [], "anyway"),
        ("repeat", 0, 1),
        ("mix_up", 0, 1, [2]),
        ("answer", 0, 1, 0, [0]),
    )


def test_whoever_left_is_passed_by_a_ruling_and_keeps_it_on_joining_again(life):
    """The other options of each question are right; the attempt counts where the person is by then."""
    tell(
        life,
        ("take", 0, 0, 2),
        ("read_all", 0),
        ("leave", 0, -1),
        ("join", 0),
        ("correct", 0, [1], "accept-also", True),
        ("rule", 0, 1, "credit-everyone", []),
        ("work", 0, "failing"),
        ("catch_up",),
        ("look_at_page", 0),
        ("look_at_verification", 0),
    )


def test_used_up_attempts_are_opened_by_reading_again_by_a_grant_and_never_by_leaving(life):
    tell(
        life,
        ("take", 0, 0, 3),
        ("take", 0, 0, 3),
        ("start", 0, 0, -1),
        ("leave", 0, -1),
        ("join", 0),
        ("start", 0, 0, -1),
        ("ask", 0, -1),
        ("grant", 0, -1),
        ("take", 0, 1, 3),
        ("read_all", 0),
        ("take", 0, 1, 0),
        ("pass_time", 86400),
        ("look_at_page", 0),
        ("look_at_verification", 0),
    )


def test_work_that_fails_stops_and_is_tried_again(life):
    fails = [("work", 1, "failing"), ("pass_time", 600)]
    tell(
        life,
        ("read_all", 0),
        ("take", 0, 0, 0),
        *fails * 5,
        ("work", 1, "done"),
        ("try_again", 1),
        ("work", 1, "late"),
        ("replace", 0),
        ("work", 1, "held"),
        ("pass_time", 60),
        ("work", 1, "doubled"),
        ("withdraw", 0),
        ("close", 0),
        ("look_at_verification", 0),
        ("look_at_verification", 1),
    )


def test_a_quiz_that_was_corrected_and_is_back_as_it_was_passed_stays_passed(life):
    """Found: it was not kept, and could not be taken again either, so the course could not be completed."""
    tell(
        life,
        ("take", 0, 0, 0),
        ("word_question", 0, False),
        ("release", True, {}),
        ("word_question", 0, True),
        ("release", False, {}),
        ("move", 0, -1),
        ("start", 0, 0, -1),
        ("read_all", 0),
        ("look_at_verification", 0),
    )


def test_a_quiz_that_was_passed_before_it_was_worded_anew_is_not_taken_again(life):
    """Found: its page did not offer it, but a page that was behind could still begin another attempt."""
    tell(
        life,
        ("take", 0, 0, 0),
        ("word_question", 0, False),
        ("release", True, {}),
        ("write_lesson", 0),
        ("release", False, {}),
        ("move", 0, -1),
        ("start", 0, 0, -1),
        ("read_all", 0),
    )


def test_a_clock_that_was_set_back_dates_no_certificate_before_what_it_certifies(life):
    """Found: one that was replaced just after the clock was set back."""
    tell(life, ("take", 0, 0, 0), ("read_all", 0), ("pass_time", -600), ("replace", 0), ("catch_up",))


def test_a_clock_that_was_set_back_ends_nothing_before_its_start(life):
    tell(
        life,
        ("start", 0, 0, -1),
        ("answer", 0, 0, 1, [0]),
        ("pass_time", -600),
        ("answer", 0, 0, 1, [1]),
        ("send_form", 0, 0, [], "anyway"),
        ("pass_time", -600),
        ("leave", 0, -1),
        ("join", 0),
        ("take", 0, 0, 0),
    )
