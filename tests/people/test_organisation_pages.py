"""The plain pages for whoever looks after an organisation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.models import Drawing
from lms.core.models import AuditEntry, OutgoingMail
from lms.people import actions
from lms.people.models import Invitation, Membership, Organisation, Team, User
from tests.factories.certificates import a_certificate
from tests.factories.people import (
    a_job_role,
    a_membership,
    a_person,
    an_empty_team,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def administrator_of(organisation: Organisation | None) -> User:
    person = a_person("Ada Administrator")
    role = "organisation-administrator" if organisation else "network-administrator"
    actions.grant_role(user=person, role=role, organisation=organisation, by=None, at=timezone.now())
    return User.objects.get(pk=person.pk)


@pytest.fixture
def network(client) -> User:
    person = administrator_of(None)
    client.force_login(person)
    return person


@pytest.fixture
def organisation(client) -> Organisation:
    """Looked after by whoever is signed in."""
    organisation = an_organisation()
    client.force_login(administrator_of(organisation))
    return organisation


def day(name: str, on) -> dict[str, str]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_an_organisation_its_teams_and_an_invitation_from_nothing(client, network):
    client.post(reverse("people:new_organisation"), {"name": "Mersey Vale Trust", "sector": "trust"})
    made = Organisation.objects.get()
    client.post(reverse("people:new_team", args=[made.pk]), {"name": "Health visiting"})
    above = Team.objects.get()
    client.post(reverse("people:new_team", args=[made.pk]), {"name": "Runcorn", "beneath": above.pk})
    beneath = Team.objects.get(name="Runcorn")
    assert beneath.get_parent() == above

    page = client.post(
        reverse("people:invite", args=[made.pk]),
        {
            "addresses": "Ann Lee <ann@example.org>, bee@example.org",
            "team": beneath.pk,
            "job_role": a_job_role().pk,
            "kind": "member",
            "sure": "1",
        },
        follow=True,
    )

    assert {each.email for each in Invitation.objects.all()} == {"ann@example.org", "bee@example.org"}
    assert OutgoingMail.objects.filter(is_secret=True).count() == 2
    assert "2\u00a0invitations" in page.text


def test_the_same_name_twice_is_refused_in_words(client, network):
    an_organisation("Mersey Vale Trust")

    page = client.post(reverse("people:new_organisation"), {"name": "mersey vale trust", "sector": "trust"})

    assert page.status_code == 200
    assert "There is already an organisation called" in page.text
    assert 'value="mersey vale trust"' in page.text  # what was typed is kept
    assert page.context["form"].has_error("name")


def test_a_team_of_another_organisation_cannot_be_smuggled_in(client, organisation):
    foreign = an_empty_team()

    page = client.post(
        reverse("people:invite", args=[organisation.pk]),
        {"addresses": "a@example.org", "team": foreign.pk, "job_role": a_job_role().pk, "kind": "member"},
    )
    beneath = client.post(
        reverse("people:new_team", args=[organisation.pk]), {"name": "x", "beneath": foreign.pk}
    )

    assert (page.status_code, beneath.status_code) == (200, 200)
    assert not Invitation.objects.exists()
    assert not Team.objects.filter(name="x").exists()


def test_nobody_from_elsewhere_is_put_into_a_team_without_being_asked(client, organisation):
    team = an_empty_team(organisation=organisation)
    stranger = a_person("Stranger")
    a_membership(stranger, an_empty_team())

    client.post(
        reverse("people:add_person", args=[team.pk]),
        {
            "person": stranger.pk,
            "job_role": a_job_role().pk,
            "kind": "member",
            **day("since", timezone.localdate()),
        },
    )

    assert not team.memberships.exists()


def test_a_member_becomes_the_manager_too(client, organisation):
    team = an_empty_team(organisation=organisation)
    member = a_person()
    a_membership(member, team)

    client.post(
        reverse("people:add_person", args=[team.pk]),
        {
            "person": member.pk,
            "job_role": a_job_role().pk,
            "kind": "manager",
            **day("since", timezone.localdate()),
        },
    )

    assert set(team.memberships.values_list("kind", flat=True)) == {"member", "manager"}


def test_the_last_day_is_said_once_and_never_before_the_first(client, organisation):
    today = timezone.localdate()
    membership = a_membership(a_person(), an_empty_team(organisation=organisation), since=today)
    address = reverse("people:end_membership", args=[membership.pk])

    early = client.post(address, day("on", today - timedelta(days=1)))
    client.post(address, day("on", today))
    again = client.post(address, day("on", today + timedelta(days=9)))

    assert "The last day cannot be before the first." in early.text
    assert "already has a last day" in again.text
    membership.refresh_from_db()
    assert membership.until == today


def test_a_change_of_job_role_leaves_the_past_as_it_was(client, organisation):
    today = timezone.localdate()
    membership = a_membership(a_person(), an_empty_team(organisation=organisation))

    client.post(
        reverse("people:change_job_role", args=[membership.pk]),
        {"job_role": a_job_role("Team lead").pk, **day("on", today)},
    )

    old, new = Membership.objects.order_by("since")
    assert (old.job_role.name, old.until) == ("Health visitor", today - timedelta(days=1))
    assert (new.job_role.name, new.since, new.until) == ("Team lead", today, None)


def test_a_team_with_people_stays_open(client, organisation):
    team = an_empty_team(organisation=organisation)
    a_membership(a_person(), team)

    page = client.post(reverse("people:close_team", args=[team.pk]))

    assert page.status_code == 409
    assert "still people" in page.text


def test_the_team_as_on_a_day_that_is_past(client, organisation):
    today = timezone.localdate()
    team = an_empty_team(organisation=organisation)
    a_membership(a_person("Was Here"), team, until=today - timedelta(days=1))
    address = reverse("people:team", args=[team.pk])

    now, then = client.get(address), client.get(f"{address}?on={today - timedelta(days=1)}")

    assert now.context["members"] == []
    assert [each.user.name for each in then.context["members"]] == ["Was Here"]
    assert client.get(f"{address}?on=not-a-day").status_code == 200


def test_a_look_at_a_person_is_noted_for_them(client, organisation):
    person = a_person("Lea Learner")
    a_membership(person, an_empty_team(organisation=organisation))

    client.get(reverse("people:person", args=[person.key]))
    assert AuditEntry.objects.filter(subject_id=person.pk, action="looked_at.memberships").count() == 1

    client.force_login(person)
    assert (
        "Ada Administrator opened which teams you are in" in client.get(reverse("people:who_can_see_me")).text
    )


def test_memberships_elsewhere_are_not_shown_to_this_organisation(client, organisation):
    person = a_person()
    a_membership(person, an_empty_team(organisation=organisation))
    a_membership(person, an_empty_team(name="ZZCANARY team"))

    assert "ZZCANARY" not in client.get(reverse("people:person", args=[person.key])).text


def test_roles_are_given_and_ended_on_a_page(client, network):
    person = actions.make_account(email="tess@example.org", name="Tess", by=network, at=timezone.now())
    client.post(reverse("people:grant_role"), {"email": "tess@example.org", "role": "trainer"})
    holding = person.role_holdings.get()
    assert "Tess" in client.get(reverse("people:roles")).text

    client.post(reverse("people:end_role", args=[holding.pk]))

    holding.refresh_from_db()
    assert holding.ended_at


def test_work_that_stopped_is_tried_again(client, network):
    mail = OutgoingMail.objects.create(
        key="k", to="a@example.org", subject="s", posted_at=timezone.now(), state="stopped", attempts=5
    )
    assert "Try again" in client.get(reverse("people:stopped_work")).text

    client.post(reverse("people:try_work_again", args=["core.outgoingmail", mail.pk]))

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)


def stopped_mails(many, **fields):
    return [
        OutgoingMail.objects.create(
            key=f"stopped {number}",
            to=f"ann{number}@example.org",
            subject="Hello",
            posted_at=timezone.now(),
            state="stopped",
            attempts=5,
            last_error="The mail server refused it for good: 550 No such person",
            **fields,
        )
        for number in range(many)
    ]


def test_stopped_work_says_to_whom_and_why(client, network):
    stopped_mails(1)

    page = client.get(reverse("people:stopped_work")).text

    assert "“Hello” to ann0@example.org" in page
    assert "refused it for good: 550 No such person" in page


def test_all_that_stopped_is_tried_again_except_what_may_have_gone_out(client, network):
    certain = stopped_mails(3)
    uncertain = OutgoingMail.objects.create(
        key="u", to="a@example.org", posted_at=timezone.now(), state="stopped", handed_over_at=timezone.now()
    )
    assert "that certainly were not done" in client.get(reverse("people:stopped_work")).text

    client.post(reverse("people:try_all_work_again", args=["core.outgoingmail"]))

    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {mail.pk: "waiting" for mail in certain} | {uncertain.pk: "stopped"}
    entry = AuditEntry.objects.latest_first().first()
    assert (entry.action, entry.detail["many"]) == ("work.all_tried_again", 3)


def test_stopped_work_comes_in_pages(client, network, monkeypatch):
    monkeypatch.setattr("lms.people.views.stopped_work.PER_PAGE", 2)
    stopped_mails(5)
    stopped_work = reverse("people:stopped_work")

    assert "ann4@" not in client.get(stopped_work).text
    assert "ann4@" in client.get(f"{stopped_work}?kind=core.outgoingmail&page=3").text


@pytest.mark.parametrize("size", [1, 3])
def test_stopped_work_takes_the_same_statements_however_much_there_is(
    client, network, known_types, django_assert_num_queries, size
):
    stopped_mails(size)
    for _ in range(size):
        a_certificate()
    Drawing.objects.update(state="stopped")
    client.get(reverse("people:me"))  # the session remembers what the navigation asks

    with django_assert_num_queries(11):
        mails = client.get(reverse("people:stopped_work"))
    with django_assert_num_queries(11):
        drawings = client.get(reverse("people:stopped_work") + "?kind=certificates.drawing")

    assert len(mails.context["page"]) == len(drawings.context["page"]) == size


@pytest.mark.parametrize("size", [1, 3])
def test_the_pages_take_the_same_statements_whatever_the_size(
    client, organisation, known_types, django_assert_num_queries, size
):
    for _ in range(size):
        team = an_empty_team(organisation=organisation)
        for _ in range(size):
            a_membership(a_person(), team)
        a_membership(a_person(), team, kind="manager")
    client.get(reverse("people:me"))  # the session remembers what the navigation asks

    with django_assert_num_queries(8):
        page = client.get(reverse("people:organisation", args=[organisation.pk]))
    assert len(page.context["teams"]) == size
    with django_assert_num_queries(6):
        page = client.get(reverse("people:team", args=[team.pk]))
    assert len(page.context["members"]) == size


def test_a_team_beneath_says_who_sees_it_from_above(client, organisation):
    above = an_empty_team(organisation=organisation, name="Halton")
    beneath = an_empty_team(beneath=above, name="Runcorn")
    a_membership(a_person("Mo Manager"), above, kind="manager")

    tree = client.get(reverse("people:organisation", args=[organisation.pk])).text
    page = client.get(reverse("people:team", args=[beneath.pk])).text

    assert "managed from Halton" in tree
    assert "no manager" not in tree
    assert "Mo Manager</a>, from Halton" in page
    assert "Nobody manages this team" not in page


def test_an_ended_manager_above_sees_nothing_and_is_not_named(client, organisation):
    above = an_empty_team(organisation=organisation, name="Halton")
    beneath = an_empty_team(beneath=above, name="Runcorn")
    yesterday = timezone.localdate() - timedelta(days=1)
    a_membership(a_person("Mo Manager"), above, kind="manager", until=yesterday)

    page = client.get(reverse("people:team", args=[beneath.pk])).text

    assert "Nobody manages this team" in page
    assert "Mo Manager" not in page


def test_certificates_may_print_no_employer(client):
    person = a_person()
    a_membership(person, an_empty_team(organisation=an_organisation("Mersey Vale Trust")))
    client.force_login(person)

    page = client.get(reverse("people:my_certificates")).text

    assert "Mersey Vale Trust" in page
    assert "Print no employer" in page
