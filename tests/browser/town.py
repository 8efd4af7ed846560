"""One of everything, so that every page has something to show. Made once; tests only look at it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.rich_text import RichText

from certificates.models import Certificate
from cms.actions import make_public_pages, publish_news, publish_resource
from courses import actions
from courses.models import Attempt, Edition, Enrolment
from lms.people.models import Invitation, User
from tests.browser.people import give_password
from tests.browser.scenery import Place, a_course, a_known_person, a_place, an_invitation, on_course
from tests.browser.site import Site
from tests.factories.factors import Passkey, an_app
from tests.factories.learning import answer_all, quiz_of, start, submit
from tests.factories.people import a_membership, an_empty_team


@dataclass
class Goes:
    """One learner on five courses, each at another point."""

    open: Attempt
    passed: Attempt
    failed: Attempt
    used_up: Attempt
    older: Enrolment


@dataclass
class Town:
    site: Site
    place: Place
    newcomer: User
    factored: User
    goes: Goes
    free: Edition
    certificate: Certificate
    invitation: Invitation
    known_invitation: Invitation

    def person(self, who: str) -> User | None:
        """“learner”, “newcomer”, “factored”, “manager”, “administrator”, “trainer”, or nobody."""
        if not who:
            return None
        person: User = getattr(self if who in {"newcomer", "factored"} else self.place, who)
        return person


def build(site: Site) -> Town:
    place, now = a_place(), timezone.now()
    make_public_pages(by=None, at=now)
    publish_news(
        title="A new course", lead="For everyone.", html="<p>It is short.</p>", on=now.date(), by=None
    )
    publish_resource(
        title="Ten sentences",
        lead="To print.",
        body=[("text", RichText("<h2>Use</h2><p>One a day.</p>"))],
        by=None,
    )
    newcomer = a_known_person("Nora New")
    factored = a_known_person("Fay Factored")
    give_password(factored)
    an_app(factored)
    Passkey(factored, site.address).keep()
    a_membership(newcomer, place.team)
    a_membership(place.manager, an_empty_team(organisation=place.organisation), kind="manager")
    give_password(place.administrator)
    goes = goes_of(place, at=now)
    an_invitation(place, "somebody.new@example.org")
    an_invitation(place, a_known_person("Ken Known").email)
    invitations = Invitation.objects.filter(team=place.team).order_by("pk")
    return Town(
        site=site,
        place=place,
        newcomer=newcomer,
        factored=factored,
        goes=goes,
        free=a_course(lessons=3),
        certificate=Certificate.objects.get(completion__learner=place.learner),
        invitation=invitations[0],
        known_invitation=invitations[1],
    )


def goes_of(place: Place, *, at: datetime) -> Goes:
    return Goes(
        open=start(on_course(place, a_course()), at=at),
        passed=sent_in(on_course(place, a_course()), right=True, at=at),
        failed=sent_in(on_course(place, a_course()), right=False, at=at),
        used_up=sent_in(on_course(place, a_course(attempts=1)), right=False, at=at),
        older=on_an_older_edition(place),
    )


def sent_in(enrolment: Enrolment, *, right: bool, at: datetime) -> Attempt:
    for activity in enrolment.edition().activities.filter(kind="lesson"):
        actions.finish_activity(enrolment=enrolment, activity=activity, by=enrolment.learner, at=at)
    attempt = start(enrolment, at=at)
    answer_all(attempt, right=right, at=at)
    return submit(attempt, at=at)


def on_an_older_edition(place: Place) -> Enrolment:
    older = a_course()
    enrolment = on_course(place, older)
    a_course(course=older.course, number=2)
    return enrolment


def attempt_at(attempt: Attempt) -> list[object]:
    """What the address of an attempt is made of."""
    return [attempt.enrolment_id, attempt.activity.key, attempt.number]


def quiz_at(attempt: Attempt) -> list[object]:
    return [attempt.enrolment_id, quiz_of(attempt.enrolment).key]
