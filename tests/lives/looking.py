"""Whether everything is as it should be: the rows, what holds for all of them, and what people see."""

from fractions import Fraction
from typing import Any

from django.test import Client
from django.urls import reverse

from certificates.models import Certificate
from courses.models import ActivityCompletion, Attempt, Completion, Enrolment, Response, ResponseEvent
from courses.queries import listing
from lms.core import invariants
from lms.core.words import points
from lms.notices.models import Notice
from lms.reports.queries.team import team_grid
from tests.lives import should
from tests.lives.moving import Moves
from tests.lives.should import Go, Learner, Stay, day

VERDICTS = {"waiting": "valid", "issued": "valid", "replaced": "replaced", "withdrawn": "withdrawn"}


class Looking(Moves):
    def look(self) -> None:
        """After every move."""
        self.take_papers()
        broken = {each.name: rows for each, rows in invariants.broken(at=self.world.now)}
        assert broken == {}, f"{broken}"
        stays = [stay for learner in self.learners for stay in learner.stays]
        look_at_stays(stays)
        look_at_goes([go for stay in stays for go in stay.goes])
        look_at_papers(stays)
        for learner in self.learners:
            look_at_learning(learner, self.world.course)
        self.look_at_team()

    def look_at_team(self) -> None:
        """What the manager sees today: who is in the team, and where each of them stands."""
        today = day(self.world.now)
        grid = team_grid(self.world.manager, self.world.team, on=today)
        there = [learner for learner in self.learners if is_in_team(learner, today)]
        assert {person.pk for person in grid.people} == {learner.user.pk for learner in there}
        for learner in there:
            expected = should.standing(self.world.course, learner, today)
            seen = grid.standing(learner.user.pk, self.course_row.pk if self.course_row else 0)
            found = {"state": str(seen.state), "on": seen.on, "again": seen.again}
            found["progress"] = seen.done, seen.total
            assert {name: found[name] for name in expected} == expected

    def look_at_page(self, who: int) -> None:
        """My learning, the course, and the newest go at its quiz, as the person sees them in a browser."""
        learner = self.learner(who)
        client = Client()
        client.force_login(learner.user)
        mine = client.get(reverse("courses:my_learning"))
        assert mine.status_code == 200
        for stay in learner.stays:
            assert client.get(reverse("courses:outline", args=[stay.pk])).status_code == 200
        goes = [go for stay in learner.stays for go in stay.goes]
        if goes:
            row = Attempt.objects.get(pk=goes[-1].pk)
            look_at_go(goes[-1], client.get(row.get_absolute_url()).text, self.world.course)

    def look_at_verification(self, which: int) -> None:
        """Anybody, by the address on the paper."""
        papers = [paper for learner in self.learners for stay in learner.stays for paper in stay.papers]
        if papers:
            paper = papers[which % len(papers)]
            page = Client().get(reverse("certificates:verify", args=[paper.token]))
            assert page.status_code == 200
            assert f"certificates/verify_{VERDICTS[paper.state]}.html" in [t.name for t in page.templates]


def is_in_team(learner: Learner, today: Any) -> bool:
    return any(since <= today and (until is None or until >= today) for since, until in learner.in_team)


def look_at_stays(stays: list[Stay]) -> None:
    rows = Enrolment.objects.values_list("pk", "learner", "edition_number", "enrolled_at", "ended_at")
    expected = [(s.pk, s.learner.user.pk, s.number, s.joined_at, s.ended_at) for s in stays]
    assert sorted(rows) == sorted(expected)
    finished = ActivityCompletion.objects.values_list("enrolment", "activity_key", "completed_at")
    found = {(enrolment, str(key), at) for enrolment, key, at in finished}
    assert found == {(stay.pk, key, at) for stay in stays for key, at in stay.finished.items()}
    completed = {(stay.pk, stay.completed_at, day(stay.completed_at)) for stay in stays if stay.completed_at}
    assert set(Completion.objects.values_list("enrolment", "completed_at", "completed_on")) == completed


def look_at_goes(goes: list[Go]) -> None:
    """Every answer that was acknowledged is there, the newest stands, and is marked as it should be."""
    fields = ("pk", "enrolment", "number", "last_sequence", "submitted_at", "score", "out_of", "passed")
    expected = {(go.pk, go.stay.pk, go.number, len(go.sent), go.sent_in_at, *_marks(go)) for go in goes}
    assert {_exact(row) for row in Attempt.objects.values_list(*fields)} == expected
    events = ResponseEvent.objects.values_list("attempt", "sequence", "item_key", "answer")
    sent = {
        (go.pk, number, item, chosen) for go in goes for number, (item, chosen) in enumerate(go.sent, start=1)
    }
    assert {(pk, n, str(item), frozenset(said["chosen"])) for pk, n, item, said in events} == sent
    standing = {
        (go.pk, item, number, chosen, _points(go, item))
        for go in goes
        for item, (number, chosen) in go.standing().items()
    }
    rows = Response.objects.values_list("attempt", "item_key", "sequence", "answer", "score")
    found = {(pk, str(i), n, frozenset(said["chosen"]), _fraction(score)) for pk, i, n, said, score in rows}
    assert found == standing


def _marks(go: Go) -> tuple[Any, ...]:
    return (go.score, go.marks.out_of, go.passed) if go.sent_in_at else (None, None, None)


def _exact(row: tuple[Any, ...]) -> tuple[Any, ...]:
    *before, score, out_of, passed = row
    return (*before, _fraction(score), out_of, passed)


def _points(go: Go, item: str) -> Fraction | None:
    if not go.sent_in_at or item not in go.marks.points:
        return None
    return Fraction(int(go.marks.points[item] * 100), 100)


def _fraction(score: Any) -> Fraction | None:
    return None if score is None else Fraction(score)


def look_at_papers(stays: list[Stay]) -> None:
    """No certificate that ever was is gone, and each is told of once."""
    expected = {(stay.pk, paper.number, paper.token, paper.state) for stay in stays for paper in stay.papers}
    rows = Certificate.objects.values_list("completion__enrolment", "number", "token", "state")
    assert set(rows) == expected
    assert Notice.objects.filter(kind="completed").count() == sum(stay.is_told for stay in stays)


def look_at_learning(learner: Learner, course: should.Course) -> None:
    """My learning: what is under way and how far, and what is done."""
    under_way = [(each.enrolment_id, each.finished, each.outline) for each in listing.learning(learner.user)]
    stay = learner.stay
    assert [(pk, finished) for pk, finished, _ in under_way] == (
        [(stay.pk, frozenset(stay.finished))] if stay else []
    )
    for _, _, outline in under_way:
        shown = course.shown(stay.number)
        assert [part.key for part in outline.parts] == [part.key for part in shown.parts]
    done = [each.enrolment_id for each in listing.done(learner.user)]
    assert sorted(done) == sorted(each.pk for each in learner.stays if each.completed_at)


def look_at_go(go: Go, page: str, course: should.Course) -> None:
    """Its questions with what stands, or its result."""
    if go.sent_in_at is None:
        for asked in go.quiz.asked:
            number, chosen = go.standing().get(asked.key, (0, frozenset()))
            assert f'name="known-{asked.key}" value="{number}"' in page
            assert {option for option in asked.options if _is_ticked(page, option)} == chosen
        return
    marks = should.marks(go.quiz, go.edition, {i: c for i, (_, c) in go.standing().items()}, course.decided)
    score = f"{points(marks.score)} of {marks.out_of}"
    if go.passed:
        assert f"Passed: {score}" in page
    elif marks.passes:
        assert "Being marked again" in page
    else:
        assert f"Not passed yet: {score}" in page


def _is_ticked(page: str, option: str) -> bool:
    _, _, after = page.partition(f'value="{option}"')
    return "checked" in after.partition(">")[0]
