"""One's own account, coming in, and looking after organisations."""

from datetime import timedelta
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.core.models import OutgoingMail
from lms.people import actions
from lms.people.models import Registration, User
from tests.house.authorisation.table import EVERYBODY, Row, Who, World
from tests.house.authorisation.world import an_invitation_to

OWN = frozenset({Who.ORGANISATION_ADMINISTRATOR, Who.ADMINISTRATOR})
OTHERS_OWN = frozenset({Who.OTHER_ADMINISTRATOR, Who.ADMINISTRATOR})
NETWORK = frozenset({Who.ADMINISTRATOR})
ADMINISTRATORS = OWN | OTHERS_OWN
MOVED = frozenset({302})
NOT_THERE = 999_999


def prepare(world: World) -> None:
    administrator = world.people[Who.ADMINISTRATOR]
    world.invitation = an_invitation_to(world.team, world)
    world.other_invitation = an_invitation_to(world.other_team, world)
    world.session, world.other_session = a_session(world.learner), a_session(world.other_learner)
    world.registration = Registration.objects.create(user=world.learner, register="nmc", number="12A3456B")
    world.other_registration = Registration.objects.create(
        user=world.other_learner, register="nmc", number="12A3456C"
    )
    world.holding = actions.grant_role(
        user=world.people[Who.EX_MANAGER], role="coordinator", by=administrator, at=world.now
    )
    world.stopped = OutgoingMail.objects.create(
        key="stopped", to="a@example.org", subject="x", posted_at=world.now, state="stopped"
    )


def a_session(person: User) -> UserSession:
    key = uuid4().hex
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(days=1))
    return UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1", user_agent="")


def about_organisation(name: str, **more: object) -> Row:
    return Row(
        name,
        **{
            "by": OWN,
            "own": lambda world: [world.organisation.pk],
            "other": lambda world: [world.other_organisation.pk],
            "other_by": OTHERS_OWN,
            "missing": lambda world: [NOT_THERE],
            **more,
        },
    )


def about_team(name: str, **more: object) -> Row:
    return about_organisation(
        name, own=lambda world: [world.team.pk], other=lambda world: [world.other_team.pk], **more
    )


def about_membership(name: str) -> Row:
    return about_organisation(
        name,
        own=lambda world: [world.membership.pk],
        other=lambda world: [world.other_membership.pk],
    )


def about_person(name: str, **more: object) -> Row:
    return about_organisation(
        name,
        own=lambda world: [world.learner.key],
        other=lambda world: [world.other_learner.key],
        missing=lambda world: [uuid4()],
        **more,
    )


def about_invitation(name: str) -> Row:
    return about_organisation(
        name,
        own=lambda world: [world.invitation.pk],
        other=lambda world: [world.other_invitation.pk],
        method="post",
        answers=MOVED,
    )


def of_the_network(name: str, **more: object) -> Row:
    return Row(name, **{"by": NETWORK, "refused": 403, "refused_missing": 403, **more})


def gives_way(name: str) -> list[Row]:
    return [
        Row(name, by=EVERYBODY, answers=MOVED),
        Row(f"{name}_beneath", by=EVERYBODY, own=lambda world: ["1/"], answers=MOVED),
    ]


ROWS = [
    Row("people:me"),
    Row("people:my_name"),
    Row("people:my_certificates"),
    Row("people:my_registrations"),
    Row("people:who_can_see_me"),
    Row("people:my_sign_ins"),
    Row("people:end_other_sessions", method="post", answers=MOVED),
    Row(
        "people:end_session",
        by=frozenset({Who.LEARNER}),
        own=lambda world: [world.session.pk],
        other=lambda world: [world.other_session.pk],
        other_by=frozenset({Who.OTHER_LEARNER}),
        missing=lambda world: [NOT_THERE],
        method="post",
        answers=MOVED,
    ),
    Row(
        "people:remove_registration",
        by=frozenset({Who.LEARNER}),
        own=lambda world: [world.registration.pk],
        other=lambda world: [world.other_registration.pk],
        other_by=frozenset({Who.OTHER_LEARNER}),
        missing=lambda world: [NOT_THERE],
        method="post",
        answers=MOVED,
    ),
    Row(
        "people:invitation",
        by=EVERYBODY,
        own=lambda world: [world.invitation.token],
        other=lambda world: [world.other_invitation.token],
        other_by=EVERYBODY,
        missing=lambda world: ["x" * 43],
    ),
    Row("people:organisations", by=ADMINISTRATORS, refused=403, answers=frozenset({200, 302})),
    of_the_network("people:new_organisation"),
    of_the_network("people:roles"),
    of_the_network("people:grant_role"),
    of_the_network(
        "people:end_role",
        own=lambda world: [world.holding.pk],
        missing=lambda world: [NOT_THERE],
        method="post",
        answers=MOVED,
    ),
    of_the_network("people:stopped_work"),
    of_the_network(
        "people:try_all_work_again",
        own=lambda world: ["core.outgoingmail"],
        missing=lambda world: ["core.nosuchkind"],
        method="post",
        answers=MOVED,
    ),
    of_the_network(
        "people:try_work_again",
        own=lambda world: ["core.outgoingmail", world.stopped.pk],
        missing=lambda world: ["core.outgoingmail", NOT_THERE],
        method="post",
        answers=MOVED,
    ),
    about_organisation("people:organisation"),
    about_organisation("people:change_organisation"),
    about_organisation("people:new_team"),
    about_organisation("people:invite"),
    about_team("people:team"),
    about_team("people:rename_team"),
    about_team("people:close_team"),
    about_team("people:add_person"),
    about_invitation("people:invite_again"),
    about_invitation("people:withdraw_invitation"),
    about_membership("people:end_membership"),
    about_membership("people:change_job_role"),
    about_person("people:person"),
    about_person("people:close_account"),
    about_person("people:remove_factors"),
    about_person("people:correct_name"),
    about_organisation("people:organisation_audit"),
    about_organisation(
        "people:correct_last_day",
        own=lambda world: [world.membership.pk],
        other=lambda world: [world.other_membership.pk],
    ),
    about_organisation("people:invitations"),
    of_the_network(
        "people:offer_back",
        own=lambda world: [world.learner.key],
        missing=lambda world: [uuid4()],
        method="post",
        answers=MOVED,
    ),
    Row("people:people", by=ADMINISTRATORS, refused=403),
    of_the_network(
        "people:add_address",
        own=lambda world: [world.learner.key],
        missing=lambda world: [uuid4()],
    ),
    of_the_network(
        "people:reopen_account",
        own=lambda world: [world.learner.key],
        missing=lambda world: [uuid4()],
        method="post",
        answers=MOVED,
    ),
    of_the_network(
        "people:close_organisation",
        own=lambda world: [world.organisation.pk],
        missing=lambda world: [NOT_THERE],
    ),
    # Nobody has a sign-in of their own here; with one, tests/people/test_single_sign_on.py asks them.
    *(
        Row(name, by=EVERYBODY, own=lambda world: ["bay-trust"], answers=frozenset({404}))
        for name in ("openid_connect_login", "openid_connect_callback")
    ),
    *gives_way("no_wagtail_login"),
    *gives_way("no_wagtail_password_reset"),
    *gives_way("no_wagtail_account"),
    *gives_way("no_wagtail_users"),
    *gives_way("no_wagtail_groups"),
]
