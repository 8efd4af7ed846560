"""Plays lives at random, and shortens those in which something is not as it should be."""

from collections import Counter
from typing import Any

from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.lives.life import Life
from tests.lives.working import FATES, KINDS
from tests.lives.world import LEARNERS, World, begin
from tests.lives.writing import DECISIONS

WHO = st.sampled_from([0, 0, 0, *range(LEARNERS)])  # so that one of them lives through much
DEVICE = st.integers(0, 1)
FEW = st.integers(0, 3)  # which lesson, question, paper; in turn where there are fewer
EDITION = st.integers(0, 5)
YES_OR_NO = st.booleans()
CHOSEN = st.sampled_from([[0], [1], [2], [0, 1], [1, 2], [0, 1, 2], []])
STAY = st.sampled_from([-1, -1, -1, -2, -3])  # mostly the newest
KIND = st.sampled_from([0, 0, 1, 1, 2, 3][: len(KINDS) + 2])
FATE = st.sampled_from(["done", *FATES])
MINUTE, HOUR, DAY = 60, 3600, 86400
SECONDS = st.sampled_from([-MINUTE, 5, MINUTE, 10 * MINUTE, HOUR, 9 * HOUR, DAY, 40 * DAY])
CHANGES = st.lists(st.tuples(FEW, CHOSEN), max_size=2)
HOW = st.sampled_from(["anyway", "whole", "stop", "stop", "after a while"])
DECIDED = st.dictionaries(FEW, st.sampled_from(DECISIONS), max_size=3)

#: By move, what is told with it. The moves themselves say what that means.
TOLD: dict[str, tuple[st.SearchStrategy[Any], ...]] = {
    "join": (WHO,),
    "leave": (WHO, STAY),
    "move": (WHO, STAY),
    "read": (WHO, FEW, STAY),
    "read_all": (WHO,),
    "look_at_page": (WHO,),
    "start": (WHO, DEVICE, STAY),
    "take": (WHO, DEVICE, FEW),
    "open_page": (WHO, DEVICE),
    "answer": (WHO, DEVICE, FEW, CHOSEN),
    "repeat": (WHO, DEVICE),
    "mix_up": (WHO, DEVICE, CHOSEN),
    "send_form": (WHO, DEVICE, CHANGES, HOW),
    "keep_form": (WHO, DEVICE, CHANGES),
    "ask": (WHO, STAY),
    "grant": (WHO, STAY),
    "write_lesson": (FEW,),
    "add_lesson": (),
    "remove_lesson": (FEW,),
    "make_optional": (FEW, YES_OR_NO),
    "change_tries": (FEW,),
    "word_question": (FEW, YES_OR_NO),
    "turn_question": (FEW, CHOSEN),
    "place_question": (FEW, YES_OR_NO),
    "release": (YES_OR_NO, DECIDED),
    "correct": (FEW, CHOSEN, st.sampled_from(DECISIONS), YES_OR_NO),
    "rule": (EDITION, FEW, st.sampled_from(DECISIONS[1:]), CHOSEN),
    "work": (KIND, FATE),
    "try_again": (KIND,),
    "catch_up": (),
    "pass_time": (SECONDS,),
    "replace": (FEW,),
    "withdraw": (FEW,),
    "look_at_verification": (FEW,),
    "close": (WHO,),
    "reopen": (WHO,),
    "join_team": (WHO,),
    "leave_team": (WHO,),
}
#: Moves of people only who are on the course, or were; and of those who have a page of its quiz.
BY_SOMEBODY_ON_IT = {"leave", "move", "read", "read_all", "look_at_page", "start", "take", "ask", "grant"}
BY_SOMEBODY_WITH_A_PAGE = {"open_page", "answer", "repeat", "mix_up", "send_form", "keep_form"}
BY_LEARNERS = {"join", *BY_SOMEBODY_ON_IT, *BY_SOMEBODY_WITH_A_PAGE}
BEFORE_IT: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(BY_SOMEBODY_WITH_A_PAGE, ("start", 0, 0, -1)),
    **dict.fromkeys(BY_SOMEBODY_ON_IT, ("join", 0)),
    "join": ("reopen", 0),
}

played: Counter[str] = Counter()


#: How often, as compared with the others.
OFTEN: dict[str, int] = {
    "answer": 12,
    "keep_form": 5,
    "send_form": 5,
    "open_page": 3,
    "repeat": 3,
    "mix_up": 1,
    "join": 3,
    "start": 5,
    "take": 7,
    "read_all": 5,
    "read": 3,
    "move": 4,
    "leave": 3,
    "look_at_page": 1,
    "ask": 1,
    "grant": 1,
    "correct": 5,
    "release": 3,
    "rule": 5,
    "word_question": 2,
    "turn_question": 1,
    "write_lesson": 1,
    "add_lesson": 1,
    "remove_lesson": 1,
    "make_optional": 1,
    "change_tries": 1,
    "place_question": 1,
    "work": 6,
    "catch_up": 2,
    "pass_time": 3,
    "try_again": 1,
    "replace": 1,
    "withdraw": 1,
    "look_at_verification": 1,
    "close": 1,
    "reopen": 2,
    "join_team": 1,
    "leave_team": 1,
}


@st.composite
def moves(draw: Any) -> tuple[Any, ...]:
    """A move with what is told with it."""
    name = draw(st.sampled_from([name for name, times in OFTEN.items() for _ in range(times)]))
    return (name, *(draw(told) for told in TOLD[name]))


class Lives(RuleBasedStateMachine):
    """Each run is one life, which leaves nothing behind. ``world`` is set by whoever plays."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.life = Life(begin(self.world))
        played["histories"] += 1

    def teardown(self) -> None:
        stays = [stay for learner in self.life.learners for stay in learner.stays]
        completed = [stay for stay in stays if stay.completed_at]
        played["completions"] += len(completed)
        played["completions_by_a_ruling"] += sum(one.completed_at != one.ended_at for one in completed)
        played["stays"] += len(stays)
        played["goes"] += sum(len(stay.goes) for stay in stays)
        played["editions"] += len(self.life.world.course.editions)
        self.life.stop_clocks()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.play("release")
        self.play("join", 0)

    @rule(move=moves())
    def live(self, move: tuple[Any, ...]) -> None:
        """Made by the next learner who can, where the one that is named cannot; if none can, what comes
        before it is done instead.
        """
        name, *values = move
        while name in BEFORE_IT and not self._who_can(name):
            name, *values = BEFORE_IT[name]
        if name in BY_LEARNERS:
            who = self._who_can(name)
            values[0] = who[values[0] % len(who)]
        self.play(name, *values)

    def play(self, move: str, *values: Any) -> None:
        """Said in the words of ``test_found``, so that what is found can be kept there."""
        note(f"        {(move, *values)},")
        played["steps"] += 1
        played[move] += 1
        self.life.play(move, *values)

    def _who_can(self, move: str) -> list[int]:
        """Learners whose account is open, and who have what it takes."""
        takes = "stays" if move in BY_SOMEBODY_ON_IT else "screens" if move in BY_SOMEBODY_WITH_A_PAGE else ""
        everybody = enumerate(self.life.learners)
        return [n for n, one in everybody if not one.is_closed and (not takes or getattr(one, takes))]
