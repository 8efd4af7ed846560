"""What happens by itself, and what others do: work and its failures, clocks, teams, accounts, papers."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

from certificates import actions as certificates
from certificates.models import Certificate, Drawing
from certificates.tasks import draw
from courses.models import Remarking
from courses.tasks import mark_again
from lms.core.models import MissedEvent, OutgoingMail
from lms.core.tasks import send_mail, tell_again
from lms.core.work import Claim
from lms.people import actions as people
from lms.people.models import JobRole, Membership
from tests.lives import should
from tests.lives.moving import Moves
from tests.lives.should import Paper, Stay, day

TASKS = {Remarking: mark_again, Drawing: draw, OutgoingMail: send_mail, MissedEvent: tell_again}
KINDS = list(TASKS)
#: Where each kind of work is broken into, for a worker whom something goes wrong.
INSIDE = {
    Remarking: "courses.actions.marking.finish_by_ruling",
    Drawing: "certificates.pdf.draw",
    OutgoingMail: "lms.core.mail.get_connection",
    MissedEvent: "lms.core.events.tell_again",
}
#: How a worker fares. “late”: it lost its row to another one that finished it, and then comes back.
FATES = ["done", "doubled", "killed", "failing", "held", "unheard", "late"]
LONGEST_WITHOUT_WORKERS = timedelta(minutes=30)


class Working(Moves):
    def work(self, kind: int = 0, fate: str = "done") -> None:
        """One sweep of one kind of work, and what becomes of what it hands out."""
        model = KINDS[kind % len(KINDS)]
        for claim in model.objects.claim():
            getattr(self, f"_{fate}")(model, claim)
        self._take_in()

    def try_again(self, kind: int = 0) -> None:
        """Somebody looked at what had stopped."""
        model = KINDS[kind % len(KINDS)]
        people.try_all_work_again(kind=model, by=self.world.trainer, at=self.world.now)

    def pass_time(self, seconds: int) -> None:
        """Also a little backwards: clocks are set. Where it is long, workers were there meanwhile."""
        until = self.world.now + timedelta(seconds=seconds)
        if timedelta(seconds=seconds) > LONGEST_WITHOUT_WORKERS:
            self.catch_up()
        self.jump_to(max(until, self.world.now if seconds > 0 else until))

    def catch_up(self) -> None:
        """Workers do all there is, as often as it takes, except what has stopped."""
        while any(model.objects.waiting().exists() for model in KINDS):
            self.jump_to(self.world.now + timedelta(minutes=10))
            for number in range(len(KINDS)):
                self.work(number)

    def jump_to(self, moment: object) -> None:
        raise NotImplementedError

    def _done(self, model: type, claim: Claim) -> None:
        TASKS[model](pk=claim.pk, attempt=claim.attempt)

    def _doubled(self, model: type, claim: Claim) -> None:
        """The message came twice."""
        self._done(model, claim)
        self._done(model, claim)

    def _killed(self, model: type, claim: Claim) -> None:
        """It began, and nothing more was heard."""
        model.objects.begin(claim)

    def _unheard(self, model: type, claim: Claim) -> None:
        """The message was lost."""

    def _failing(self, model: type, claim: Claim) -> None:
        self._breaking(model, claim, ValueError("It went wrong."))

    def _held(self, model: type, claim: Claim) -> None:
        self._breaking(model, claim, OSError("The disk is away."))

    def _breaking(self, model: type, claim: Claim, error: Exception) -> None:
        with patch(INSIDE[model], side_effect=error):
            self._done(model, claim)

    def _late(self, model: type, claim: Claim) -> None:
        """Thought dead, its row was done by another; then it goes on with the claim that it had."""
        begun = model.objects.begin(claim)
        self._done(model, begun)
        with patch.object(model.objects, "begin", lambda claim: begun):
            self._done(model, claim)

    def _take_in(self) -> None:
        """What should come of work that is done now, in the order in which it was begun."""
        course = self.world.course
        done = Remarking.objects.filter(pk__in=course.to_mark, state="done").order_by("done_at", "pk")
        for pk in done.values_list("pk", flat=True):
            should.mark_again(course, self.learners, course.to_mark.pop(pk), self.world.now)
            self.marked_again += 1
        self.take_papers()
        for paper in self._papers("waiting"):
            if Drawing.objects.filter(certificate__number=paper.number, state="done").exists():
                paper.state = "issued"

    def _papers(self, *states: str) -> list[Paper]:
        papers = [paper for stay in self.stays() for paper in stay.papers]
        return [paper for paper in papers if paper.state in states]

    def stays(self) -> list[Stay]:
        return [stay for learner in self.learners for stay in learner.stays]

    def replace(self, which: int) -> None:
        """Printed anew: the old one verifies as replaced."""

        def anew(row: Certificate) -> None:
            made = certificates.replace(
                certificate=row, by=self.world.manager, at=self.world.now, reason="A new name"
            )
            stay = next(each for each in self.stays() if each.pk == row.completion.enrolment_id)
            stay.papers[-1].state = "replaced"
            stay.papers.append(Paper(made.number, made.token))

        self._with_a_paper(which, anew)

    def withdraw(self, which: int) -> None:
        def take_back(row: Certificate) -> None:
            certificates.withdraw(
                certificate=row, by=self.world.manager, at=self.world.now, reason="A mistake"
            )
            next(
                paper for paper in self._papers("waiting", "issued") if paper.number == row.number
            ).state = "withdrawn"

        self._with_a_paper(which, take_back)

    def _with_a_paper(self, which: int, do: Callable[[Certificate], None]) -> None:
        live = self._papers("waiting", "issued")
        if live:
            do(Certificate.objects.get(number=live[which % len(live)].number))

    def close(self, who: int) -> None:
        """An account is closed: memberships end with the day, records stay."""
        learner = self.learner(who)
        people.close_account(user=learner.user, by=self.world.manager, at=self.world.now)
        today = day(self.world.now)
        learner.in_team = [(since, until or max(today, since)) for since, until in learner.in_team]
        learner.is_closed = True

    def reopen(self, who: int) -> None:
        learner = self.learner(who)
        learner.user = people.reopen_account(user=learner.user, by=self.world.manager, at=self.world.now)
        learner.is_closed = False

    def join_team(self, who: int) -> None:
        learner, today = self.learner(who), day(self.world.now)
        taken = any(until is None or until >= today for _, until in learner.in_team)
        expected = people.memberships.AlreadyInTeam if taken else None
        if learner.is_closed:
            expected = people.memberships.AccountClosed
        with self.refused(expected):
            people.add_membership(
                user=learner.user,
                team=self.world.team,
                job_role=JobRole.objects.first(),
                since=today,
                by=self.world.manager,
                at=self.world.now,
            )
            learner.in_team.append((today, None))

    def leave_team(self, who: int) -> None:
        learner, today = self.learner(who), day(self.world.now)
        row = Membership.objects.open().filter(user=learner.user).first()
        if row and row.since <= today:
            people.end_membership(membership=row, on=today, by=self.world.manager, at=self.world.now)
            learner.in_team = [(since, until or today) for since, until in learner.in_team]
