"""Who and what the tests in this folder meet: a team with its manager, a course, somebody who learns."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from courses.models import Course, Edition, Enrolment
from lms.people import actions as people_actions
from lms.people.models import Organisation, Team, User
from lms.people.rules.roles import NETWORK_ADMINISTRATOR, TRAINER
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.people import a_job_role, a_membership, a_team, an_organisation

_numbers = count(1)


def an_hour_ago() -> datetime:
    return timezone.now() - timedelta(hours=1)


LESSON = """
<h2 id="noticing">Noticing together</h2>
<p>Babies look, turn away and look again. Each of these says something, and a parent who sees it named begins
to see more. <a href="https://example.org/noticing">Where this comes from</a></p>
<ul><li>Wait before you speak.</li><li>Say what you see, not what you think of it.</li></ul>
<h2 id="pausing">Pausing</h2>
<p>A pause of a few seconds gives a baby time to answer.</p>
"""
BLOCKS: list[dict[str, Any]] = [
    {"kind": "content-note", "text": "This lesson speaks of crying that does not stop."},
    {"kind": "text", "html": LESSON},
    {
        "kind": "key-fact",
        "text": "Most pairs miss each other often, and find each other again.",
        "source": {
            "title": "A sample source",
            "publisher": "A sample publisher",
            "address": "https://example.org/source",
            "checked_on": "2026-03-03",
        },
    },
    {
        "kind": "vignette",
        "title": "Jo and Ali",
        "html": "<p>Ali turns away each time Jo leans in.</p>",
        "questions": ["What might Ali be saying?"],
        "teaching_point": "<p>Turning away is a way to rest.</p>",
    },
    {"kind": "do-dont", "do": ["Go at the baby’s pace"], "dont": ["Fill every silence"]},
    {"kind": "quotation", "text": "She looked, and I looked back.", "attribution": "A mother"},
    {
        "kind": "table",
        "caption": "What babies do",
        "header": ["Age", "What you may see"],
        "rows": [["New", "Looks at faces"], ["Six weeks", "Smiles back"]],
    },
    {"kind": "reflection", "prompt": "When did you last wait for a baby to answer?"},
]


@dataclass
class Place:
    """One team that learns. Names differ from place to place, so tests never meet each other's rows."""

    organisation: Organisation
    team: Team
    manager: User
    learner: User
    others: dict[str, User] = field(default_factory=dict)

    @property
    def administrator(self) -> User:
        return self._with_role("Ada Administrator", NETWORK_ADMINISTRATOR.key)

    @property
    def trainer(self) -> User:
        return self._with_role("Tara Trainer", TRAINER.key)

    def _with_role(self, name: str, role: str) -> User:
        if role not in self.others:
            user = a_known_person(name)
            people_actions.grant_role(user=user, role=role, by=None, at=timezone.now())
            self.others[role] = user
        return User.objects.get(pk=self.others[role].pk)  # one who is kept remembers old permissions


def a_place() -> Place:
    number = next(_numbers)
    organisation = an_organisation(f"Seaview Community Trust {number}")
    team, manager = a_team(members=0, organisation=organisation)
    team.name = f"Harbour team {number}"
    team.save()
    learner = a_known_person("Hana Visitor")
    a_membership(learner, team)
    return Place(organisation, team, manager, learner)


def a_known_person(name: str) -> User:
    """With a confirmed address, who was asked already what certificates should print."""
    now = timezone.now()
    address = f"{name.split()[0].lower()}.{uuid.uuid4().hex[:6]}@example.org"
    user = people_actions.make_account(email=address, name=name, by=None, at=now)
    return people_actions.set_certificate_details(user=user, name=name, employer=None, by=user, at=now)


def an_invitation(place: Place, address: str) -> str:
    """Where the mail leads: the path of the invitation's page."""
    made = people_actions.invite(
        email=address,
        team=place.team,
        job_role=a_job_role(),
        by=place.administrator,
        at=timezone.now(),
    )
    return f"/accounts/invitation/{made.token}/"


def a_course(
    *,
    lessons: int = 2,
    questions: int = 3,
    title: str = "Noticing together",
    course: Course | None = None,
    number: int = 1,
    **quiz: Any,
) -> Edition:
    items = [an_item(f"Question about babies {n}") for n in range(1, questions)]
    items.append(an_item("Which of these help?", kind="multiple-response", right=2, wrong=2))
    return an_edition(
        lessons=lessons,
        lesson={"format": 1, "blocks": BLOCKS},
        quiz=a_quiz_body(items, **quiz),
        course=course,
        number=number,
        title=course.title if course else f"{title} {next(_numbers)}",
        at=an_hour_ago(),
    )


def on_course(place: Place, edition: Edition) -> Enrolment:
    return an_enrolment(learner=place.learner, edition=edition, at=an_hour_ago())
