"""What learners do: join, read, answer from two devices, send in, ask for another go, move, leave."""

import uuid
from collections.abc import Sequence

from courses import actions
from courses.actions.answering import AlreadySubmitted, AttemptForm, NotAnswerable
from courses.actions.attempting import AttemptsAreLeft, NoAttemptsLeft, PassedAlready
from courses.actions.finishing import NoLongerOnThisCourse
from courses.actions.joining import InTheMiddleOfAQuiz, NotOnThisCourse
from courses.models import Activity, Attempt, AttemptRequest, Enrolment
from tests.lives import should
from tests.lives.moving import Moves
from tests.lives.reckoning import Asked, Chosen
from tests.lives.should import Go, Learner, Screen, Stay

DEVICES = 2


class Learning(Moves):
    def join(self, who: int) -> None:
        learner = self.learner(who)
        already = learner.stay
        row = actions.enrol(course=self.course_row, by=learner.user, at=self.world.now)
        if already is None:
            self._place(learner, row)
        assert row.pk == (already or learner.stays[-1]).pk

    def leave(self, who: int, which: int = -1) -> None:
        """By a page of any stay: of one that has ended it changes nothing."""
        stay = self._stay(who, which)
        actions.leave(enrolment=self._row(stay), by=stay.learner.user, at=self.world.now)
        if stay.is_open:
            stay.ended_at = max(self.world.now, stay.joined_at)

    def move(self, who: int, which: int = -1) -> None:
        stay = self._stay(who, which)
        newest = self.world.course.newest
        expected = None
        if not stay.is_open:
            expected = NotOnThisCourse
        elif newest.number != stay.number and stay.open_go and stay.open_go.sent:
            expected = InTheMiddleOfAQuiz
        with self.refused(expected):
            row = actions.move(enrolment=self._row(stay), by=stay.learner.user, at=self.world.now)
        if expected is None and newest.number != stay.number:
            stay.ended_at = max(self.world.now, stay.joined_at)
            self._place(stay.learner, row)

    def read(self, who: int, lesson: int, which: int = -1) -> None:
        """Finish a lesson, perhaps once more; also from a page of a stay that has ended."""
        stay = self._stay(who, which)
        edition = self.world.course.shown(stay.number)
        lessons = [part for part in edition.parts if not part.is_quiz]
        part = lessons[lesson % len(lessons)]
        expected = None if stay.is_open or part.key in stay.finished else NoLongerOnThisCourse
        _, waited_for = should.allowance(self.world.course, stay)
        goes = should.goes_that_count(self.world.course, stay)
        with self.refused(expected):
            actions.finish_activity(
                enrolment=self._row(stay),
                activity=self._activity(stay, part.key),
                by=stay.learner.user,
                at=self.world.now,
            )
        if stay.is_open:
            if part.key in waited_for and not any(go.passed for go in goes):
                stay.again.append((self.world.now, part.key))
            should.finish(self.world.course, stay, part, self.world.now)

    def read_all(self, who: int) -> None:
        for lesson in range(len(self.world.course.shown(self._stay(who, -1).number).lessons)):
            self.read(who, lesson)

    def start(self, who: int, device: int = 0, which: int = -1) -> None:
        """A go at the quiz, or the one that is open; its page stands on that device then, and on the other
        one too, where that has none of it yet.
        """
        stay = self._stay(who, which)
        go, expected = self._go_to_start(stay)
        with self.refused(expected):
            row = actions.start_attempt(
                enrolment=self._row(stay),
                activity=self._activity(stay, self.world.course.shown(stay.number).quiz.key),
                by=stay.learner.user,
                at=self.world.now,
            )
        if expected:
            return
        if go is None:
            edition = self.world.course.shown(stay.number)
            go = Go(row.pk, stay, edition, len(stay.goes) + 1, self.world.now)
            stay.goes.append(go)
        assert (row.pk, row.number) == (go.pk, go.number)
        self.open_page(who, device)
        other = stay.learner.screens.get((device + 1) % DEVICES)
        if other is None or other.go is not go:
            self.open_page(who, device + 1)

    def _go_to_start(self, stay: Stay) -> tuple[Go | None, type[Exception] | None]:
        if not stay.is_open:
            return None, NoLongerOnThisCourse
        if self.world.course.shown(stay.number).quiz.key in stay.finished:
            return stay.open_go, None if stay.open_go and not self._passed_before(stay) else PassedAlready
        if stay.open_go:
            return stay.open_go, None
        left, _ = should.allowance(self.world.course, stay)
        return None, NoAttemptsLeft if left == 0 else None

    def _passed_before(self, stay: Stay) -> bool:
        """Before the go that is open: by a ruling, or in an earlier stay."""
        goes = should.goes_that_count(self.world.course, stay)
        return any(go.passed for go in goes[: goes.index(stay.open_go)])

    def open_page(self, who: int, device: int) -> None:
        """The newest go, as it stands now. Whatever else stands on other devices stays as it was."""
        learner = self.learner(who)
        goes = [go for stay in learner.stays for go in stay.goes]
        if goes:
            go = goes[-1]
            learner.screens[device % DEVICES] = Screen(go, go.standing())

    def answer(self, who: int, device: int, item: int, chosen: Sequence[int]) -> None:
        """One answer, as the script of a page sends it."""
        screen = self.learner(who).screens.get(device % DEVICES)
        if screen:
            asked = screen.go.quiz.asked[item % len(screen.go.quiz.asked)]
            self._send(screen, uuid.uuid4(), asked.key, _choice(asked, chosen))

    def repeat(self, who: int, device: int) -> None:
        """The last answer of a device is sent again, since no acknowledgement came."""
        self.mix_up(who, device)

    def mix_up(self, who: int, device: int, chosen: Sequence[int] | None = None) -> None:
        """With another answer under the same number it is no answer."""
        screen = self.learner(who).screens.get(device % DEVICES)
        if screen is None or screen.last is None:
            return
        client_id, item, before, number = screen.last
        choice = before if chosen is None else _choice(screen.go.quiz.question(item), chosen)
        with self.refused(None if choice == before else NotAnswerable):
            said = self._record(screen, client_id, item, choice)
            assert said.sequence == number

    def _send(self, screen: Screen, client_id: uuid.UUID, item: str, chosen: Chosen) -> None:
        """What should be acknowledged is worked out before."""
        go = screen.go
        known, _ = screen.shown.get(item, (0, frozenset()))
        is_new = (go.sent[known - 1][1] if known else frozenset()) != chosen
        replaced, _ = go.standing().get(item, (0, frozenset()))
        expected = AlreadySubmitted if go.sent_in_at else None
        with self.refused(expected):
            said = self._record(screen, client_id, item, chosen)
        if expected:
            return
        if is_new:
            go.keep(item, chosen, self.world.now)
            screen.last = client_id, item, chosen, len(go.sent)
        number = len(go.sent) if is_new else known
        assert (said.sequence, said.changed_elsewhere) == (number, is_new and replaced > known)
        screen.shown[item] = number, chosen

    def _record(
        self, screen: Screen, client_id: uuid.UUID, item: str, chosen: Chosen
    ) -> actions.Acknowledgement:
        return actions.record_answer(
            attempt=self._attempt(screen.go),
            item=item,
            answer={"chosen": sorted(chosen)},
            client_id=client_id,
            by=screen.go.stay.learner.user,
            at=self.world.now,
            after=screen.shown.get(item, (0, frozenset()))[0],
        )

    def send_form(
        self,
        who: int,
        device: int,
        changes: Sequence[tuple[int, Sequence[int]]] = (),
        how: str = "anyway",
    ) -> None:
        """A whole page, as a browser without script sends it: what it was rendered with, and what was
        changed on it. To “stop” keeps it only. A “whole” one is sent in if no question is empty, else
        “anyway”; “after a while” it is if nothing was answered elsewhere since.
        """
        anyway, stop = how in ("anyway", "after a while"), how == "stop"
        screen = self.learner(who).screens.get(device % DEVICES)
        if screen is None:
            return
        go = screen.go
        fields = {asked.key: screen.shown.get(asked.key, (0, frozenset()))[1] for asked in go.quiz.asked}
        touched = {}
        for item, chosen in changes:
            asked = go.quiz.asked[item % len(go.quiz.asked)]
            touched[asked.key] = _choice(asked, chosen)
        sent = AttemptForm(
            {item: {"chosen": sorted(chosen)} for item, chosen in (fields | touched).items()},
            {item: screen.shown.get(item, (0,))[0] for item in fields},
        )
        as_of = max([0, *(number for number, _ in screen.shown.values())]) if how == "after a while" else None
        kept = self._post(go, sent, anyway=anyway, stop=stop, as_of=as_of)
        if kept:
            self._keep(go, fields, touched)
            self._send_in(go, anyway=anyway, stop=stop)
            self.open_page(who, device)

    def keep_form(self, who: int, device: int, changes: Sequence[tuple[int, Sequence[int]]] = ()) -> None:
        """A whole page is sent, to stop here and go on another time."""
        self.send_form(who, device, changes, "stop")

    def take(self, who: int, device: int = 0, wrong: int = 0) -> None:
        """A whole go, right but for so many questions, sent in from that device."""
        stay = self._stay(who, -1)
        if self._go_to_start(stay)[1] is None:
            self.start(who, device)
            asked = self.learner(who).screens[device % DEVICES].go.quiz.asked
            self.send_form(who, device, [(n, _answer(each, n >= wrong)) for n, each in enumerate(asked)])

    def _post(self, go: Go, form: AttemptForm, *, anyway: bool, stop: bool, as_of: int | None) -> bool:
        """Whether it should be kept."""
        left = not stop and not go.sent_in_at and not go.stay.is_open
        is_behind = not stop and as_of is not None and as_of != len(go.sent)
        common = {"attempt": self._attempt(go), "by": go.stay.learner.user, "at": self.world.now}
        with self.refused(NoLongerOnThisCourse if left else None):
            if stop:
                said = actions.record_answers(answers=form.answers, known=form.known, **common)
            else:
                said = actions.submit_form(form=form, even_if_empty=anyway, as_of=as_of, **common)
            assert said.is_kept == (not go.sent_in_at and not is_behind)
            assert said.is_behind == (not go.sent_in_at and is_behind)
        return not left and not go.sent_in_at and not is_behind

    def _keep(self, go: Go, fields: dict[str, Chosen], touched: dict[str, Chosen]) -> None:
        """A field that holds what its page was rendered with changes nothing, whatever was answered since."""
        standing = go.standing()
        for item, rendered in fields.items():
            chosen = touched.get(item, rendered)
            if chosen not in (rendered, standing.get(item, (0, frozenset()))[1]):
                go.keep(item, chosen, self.world.now)

    def _send_in(self, go: Go, *, anyway: bool, stop: bool) -> None:
        answers = {item: chosen for item, (_, chosen) in go.standing().items()}
        is_empty = any(not answers.get(asked.key) for asked in go.quiz.asked)
        if stop or (is_empty and not anyway):
            return
        go.send_in(self.world.now)
        go.mark(self.world.course.decided)
        if go.passed:
            should.finish(self.world.course, go.stay, go.quiz, go.sent_in_at)

    def ask(self, who: int, which: int = -1) -> None:
        """For another go, once all are used up."""
        stay = self._stay(who, which)
        left, _ = should.allowance(self.world.course, stay)
        may = stay.is_asking or (stay.is_open and left == 0)
        with self.refused(None if may else AttemptsAreLeft):
            actions.ask_for_attempt(
                enrolment=self._row(stay),
                activity=self._activity(stay, self.world.course.shown(stay.number).quiz.key),
                by=stay.learner.user,
                at=self.world.now,
            )
            stay.is_asking = True

    def grant(self, who: int, which: int = -1) -> None:
        """By a trainer; granted twice is granted once."""
        stay = self._stay(who, which)
        request = AttemptRequest.objects.filter(enrolment=stay.pk).order_by("pk").last()
        if request:
            actions.grant_attempt(request=request, by=self.world.trainer, at=self.world.now)
        if stay.is_asking:
            stay.is_asking = False
            stay.granted.append(self.world.now)

    def _place(self, learner: Learner, row: Enrolment) -> None:
        stay = Stay(row.pk, learner, self.world.course.newest.number, self.world.now)
        should.joined(self.world.course, stay)
        learner.stays.append(stay)
        should.complete_if_done(self.world.course, stay, self.world.now)

    def _stay(self, who: int, which: int) -> Stay:
        """Counted from the newest, which is -1; the oldest for numbers beyond."""
        stays = self.learner(who).stays
        return stays[max(which, -len(stays))]

    def _row(self, stay: Stay) -> Enrolment:
        return Enrolment.objects.with_edition().select_related("course").get(pk=stay.pk)

    def _activity(self, stay: Stay, key: str) -> Activity:
        row = self._row(stay)
        return Activity.objects.get(edition=row.edition_id, key=key)

    def _attempt(self, go: Go) -> Attempt:
        return Attempt.objects.with_digest().get(pk=go.pk)


def _choice(asked: Asked, chosen: Sequence[int]) -> Chosen:
    """As the question takes it: several, one or none."""
    options = [asked.options[number % len(asked.options)] for number in chosen]
    return frozenset(options if asked.several else options[:1])


def _answer(asked: Asked, right: bool) -> list[int]:
    return [n for n, option in enumerate(asked.options) if (option in asked.right) is right]
