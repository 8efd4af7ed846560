"""What should be: the people, the course, and everything that was acknowledged to anybody."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.lives.reckoning import Chosen, Decided, Edition, Marks, Part, marks, tries_left

LONDON = ZoneInfo("Europe/London")


def day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


@dataclass(eq=False)
class Go:
    """One go at a quiz. ``sent``: every answer that was acknowledged, the first one numbered 1."""

    pk: int
    stay: "Stay"
    edition: Edition  # as it was met
    number: int
    started_at: datetime
    sent: list[tuple[str, Chosen]] = field(default_factory=list)
    answered_at: datetime | None = None  # the latest moment of any answer
    sent_in_at: datetime | None = None
    marks: Marks = field(default_factory=Marks)
    passed: bool = False

    @property
    def quiz(self) -> Part:
        return self.edition.quiz

    def standing(self) -> dict[str, tuple[int, Chosen]]:
        """By question, the number of the newest answer, and what it says."""
        return {item: (number, chosen) for number, (item, chosen) in enumerate(self.sent, start=1)}

    def keep(self, item: str, chosen: Chosen, at: datetime) -> None:
        self.sent.append((item, chosen))
        self.answered_at = max(at, self.answered_at or at)

    def send_in(self, at: datetime) -> None:
        """A clock that was set back ends nothing before its start, nor before an answer."""
        self.sent_in_at = max(at, self.started_at, self.answered_at or at)

    def mark(self, decided: Iterable[Decided]) -> bool:
        """Whether it passes now and did not before. A pass is never taken away."""
        answers = {item: chosen for item, (_, chosen) in self.standing().items()}
        self.marks = marks(self.quiz, self.edition, answers, list(decided))
        newly = self.marks.passes and not self.passed
        self.passed = self.passed or self.marks.passes
        return newly

    @property
    def score(self) -> Fraction:
        """As it is stored: cut to hundredths."""
        return Fraction(int(self.marks.score * 100), 100)


@dataclass(eq=False)
class Paper:
    """A certificate: what was printed on it and became of it."""

    number: str
    token: str
    state: str = "waiting"


@dataclass(eq=False)
class Stay:
    """Somebody on a course, from joining until completing or leaving."""

    pk: int
    learner: "Learner"
    number: int  # of the edition; its newest correction is shown
    joined_at: datetime
    ended_at: datetime | None = None
    completed_at: datetime | None = None
    finished: dict[str, datetime] = field(default_factory=dict)
    met: dict[str, Part] = field(default_factory=dict)  # exactly what was finished
    goes: list[Go] = field(default_factory=list)
    again: list[tuple[datetime, str]] = field(default_factory=list)
    granted: list[datetime] = field(default_factory=list)
    is_asking: bool = False
    papers: list[Paper] = field(default_factory=list)
    is_told: bool = False

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def open_go(self) -> Go | None:
        return next((go for go in self.goes if go.sent_in_at is None), None)


@dataclass(eq=False)
class Screen:
    """A quiz as it stands on a device: the number and the answer of each question as it was rendered."""

    go: Go
    shown: dict[str, tuple[int, Chosen]]
    last: "tuple[uuid.UUID, str, Chosen, int] | None" = None  # sent, and the number it was acknowledged with


@dataclass(eq=False)
class Learner:
    user: Any
    stays: list[Stay] = field(default_factory=list)
    screens: dict[int, Screen] = field(default_factory=dict)  # by device
    is_closed: bool = False
    in_team: list[tuple[date, date | None]] = field(default_factory=list)

    @property
    def stay(self) -> Stay | None:
        """The open one."""
        return next((stay for stay in self.stays if stay.is_open), None)

    def run(self) -> list[Stay]:
        """What was done since the last completion: leaving and moving lose nothing of it."""
        return [stay for stay in self.stays if not stay.completed_at]


@dataclass(eq=False)
class Course:
    draft: list[Part]
    editions: list[Edition] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    #: By the row of the work: names of the editions whose quizzes are to be marked again.
    to_mark: dict[int, set[tuple[int, int]]] = field(default_factory=dict)

    @property
    def newest(self) -> Edition:
        return max(self.editions, key=lambda edition: edition.name)

    def shown(self, number: int) -> Edition:
        return max((each for each in self.editions if each.number == number), key=lambda each: each.name)


def goes_that_count(course: Course, stay: Stay) -> list[Go]:
    """At the quiz that this stay shows, or at one just like it; the oldest first."""
    quiz = course.shown(stay.number).quiz
    stays = list({id(each): each for each in [*stay.learner.run(), stay]}.values())
    goes = [go for each in stays for go in each.goes]
    counting = [go for go in goes if go.edition.number == stay.number or quiz.is_same(go.quiz)]
    return sorted(counting, key=lambda go: (go.started_at, go.pk))


def allowance(course: Course, stay: Stay) -> tuple[int | None, frozenset[str]]:
    goes = goes_that_count(course, stay)
    shown = course.shown(stay.number)
    happened = [(go.sent_in_at, "sent", "") for go in goes if go.sent_in_at]
    stays = {id(go.stay): go.stay for go in goes} | {id(stay): stay}
    for each in stays.values():
        happened += [(at, "again", lesson) for at, lesson in each.again]
        happened += [(at, "granted", "") for at in each.granted]
    return tries_left(shown.quiz.tries, shown.lessons, happened)


def finish(course: Course, stay: Stay, part: Part, at: datetime, recorded_at: datetime | None = None) -> None:
    """A part is finished; with the last one that is needed, the course is completed."""
    if part.key in stay.finished or not stay.is_open:
        return
    stay.finished[part.key], stay.met[part.key] = at, part
    complete_if_done(course, stay, at, recorded_at)


def complete_if_done(course: Course, stay: Stay, at: datetime, recorded_at: datetime | None = None) -> None:
    needed = course.shown(stay.number).needed
    if not stay.finished or not needed <= set(stay.finished):
        return
    if recorded_at:  # found out today; it was completed on the day the last part that is needed was finished
        at = max([at, *(stay.finished[key] for key in needed)])
    stay.completed_at = at
    stay.ended_at = max(recorded_at or at, at, stay.joined_at)
    stay.is_told = not stay.learner.is_closed


def joined(course: Course, stay: Stay) -> None:
    """What was finished before, in this run of the course, and is still the same, is kept: the same as it
    was met, or as it was shown last.
    """
    edition = course.shown(stay.number)
    found: list[tuple[datetime, str, Part]] = []
    for before in stay.learner.run():
        shown = course.shown(before.number)
        for key, at in before.finished.items():
            there, met = shown.part(key), before.met[key]
            same = any(each and each.is_same(edition.part(key)) for each in (there, met))
            if before.number == stay.number or same:
                found.append((at, key, met))
    for at, key, met in sorted(found, key=lambda each: each[0]):
        stay.finished[key], stay.met[key] = at, met


def mark_again(
    course: Course, learners: Iterable[Learner], names: set[tuple[int, int]], at: datetime
) -> None:
    """What passes by it has finished its quiz as it was sent in: there, and where the person is now."""
    goes = [go for learner in learners for stay in learner.stays for go in stay.goes if go.sent_in_at]
    goes = sorted((go for go in goes if go.edition.name in names), key=lambda go: go.pk)
    passing = [go for go in goes if go.mark(course.decided)]
    for go in passing:
        now = go.stay if go.stay.is_open else go.stay.learner.stay
        if not go.stay.is_open:
            go.stay.finished.setdefault(go.quiz.key, go.sent_in_at)
            go.stay.met.setdefault(go.quiz.key, go.quiz)
        if now and (now is go.stay or go in goes_that_count(course, now)):
            finish(course, now, go.quiz, go.sent_in_at, recorded_at=at)


def standing(course: Course, learner: Learner, on: date) -> dict[str, Any]:
    """Where somebody stands: completed once is completed."""
    stays = [stay for stay in learner.stays if day(stay.joined_at) <= on]
    done = [day(stay.completed_at) for stay in stays if stay.completed_at and day(stay.completed_at) <= on]
    under_way = learner.stay
    if done:
        return {"state": "completed", "on": max(done), "again": bool(under_way)}
    if under_way:
        needed = course.shown(under_way.number).needed
        counts = len(needed & set(under_way.finished)), len(needed)
        return {"state": "under_way", "on": day(under_way.joined_at), "progress": counts}
    return {"state": "left"} if stays else {"state": "not_joined"}
