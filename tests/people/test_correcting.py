"""What is put right about people: a new fact beside the old one, and the person is told."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lms.core.models import AuditEntry, OutgoingMail
from lms.people import actions
from lms.people.actions.addresses import AddressOfAnother
from lms.people.actions.memberships import AlreadyCorrected, AlreadyInTeam, EndsBeforeItStarts, HasLeft
from lms.people.models import Membership, User
from lms.people.queries import audit_of, deeds, who_can_see
from lms.people.rules.last_days import latest_last_day
from tests.factories import NOON, TODAY
from tests.factories.people import a_membership, a_person, a_team

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def team():
    return a_team(members=0)[0]


@pytest.fixture
def manager(team) -> User:
    return team.memberships.get(kind="manager").user


def correct(membership, until, *, by=None, reason="The year was wrong."):
    return actions.correct_last_day(
        membership=membership, until=until, reason=reason, by=by or a_person(), at=NOON
    )


def sees(manager, person, on=TODAY) -> bool:
    return User.objects.visible_to(manager, on=on).filter(pk=person.pk).exists()


def test_a_last_day_set_too_late_is_brought_forward_and_sight_with_it(team, manager):
    person = a_person()
    wrong = a_membership(person, team, until=TODAY + 300 * DAY)

    right = correct(wrong, TODAY - DAY)

    assert not sees(manager, person)
    assert sees(manager, person, on=TODAY - DAY)
    wrong.refresh_from_db()
    assert (wrong.until, wrong.replaced_at) == (TODAY + 300 * DAY, NOON)  # the wrong day stays on record
    assert (right.corrects, right.since) == (wrong, wrong.since)
    (mail,) = OutgoingMail.objects.filter(to=person.email)
    assert "The year was wrong." in mail.text


def test_a_last_day_ahead_may_be_taken_back_altogether(team, manager):
    person = a_person()
    right = correct(a_membership(person, team, until=TODAY), None)

    assert right.until is None
    assert sees(manager, person, on=TODAY + 30 * DAY)
    assert [seer.person for seer in who_can_see(person, on=TODAY)] == [manager]


def test_nobody_who_has_left_is_brought_back_by_a_correction(team, manager):
    person = a_person()
    wrong = a_membership(person, team, until=TODAY - 10 * DAY)

    for day in (None, TODAY + DAY):
        with pytest.raises(HasLeft, match="invite them"):
            correct(wrong, day)
    correct(wrong, TODAY)

    assert sees(manager, person, on=TODAY)
    assert not sees(manager, person, on=TODAY + DAY)


def test_what_makes_no_sense_is_refused_in_words(team):
    person = a_person()
    wrong = a_membership(person, team, since=date(2024, 1, 1), until=date(2024, 12, 31))
    a_membership(person, team, since=date(2025, 6, 1))

    with pytest.raises(EndsBeforeItStarts):
        correct(wrong, date(2023, 12, 31))
    with pytest.raises(AlreadyInTeam, match="again from 1 June 2025"):
        correct(wrong, date(2025, 6, 1))
    correct(wrong, date(2025, 5, 31))
    with pytest.raises(AlreadyCorrected):
        correct(wrong, date(2025, 4, 30))


def test_the_database_keeps_a_correction_with_its_reason_and_once(team):
    wrong = a_membership(a_person(), team, until=TODAY)
    right = correct(wrong, TODAY - DAY)

    fields = {name: getattr(right, name) for name in ("user", "team", "job_role", "kind", "since", "until")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**fields, corrects=right)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**fields, corrects=wrong, reason="again")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=wrong.pk).update(replaced_at=None)


def test_the_page_asks_for_the_day_and_the_reason_and_shows_both_afterwards(client, team):
    person = a_person()
    wrong = a_membership(person, team, until=date(2025, 3, 31))
    administrator = a_person("Ada")
    role = "organisation-administrator"
    actions.grant_role(user=administrator, role=role, organisation=team.organisation, by=None, at=NOON)
    client.force_login(administrator)
    page = reverse("people:correct_last_day", args=[wrong.pk])
    day = {"until_day": "31", "until_month": "1", "until_year": "2025"}

    assert "Say what was wrong." in client.post(page, day).text
    client.post(page, {**day, "reason": "She left in January."})

    shown = client.get(reverse("people:person", args=[person.key])).text
    assert "31 January 2025" in shown
    assert "before it was 31 March 2025 (She left in January.)" in shown
    assert (
        "She left in January."
        in client.get(reverse("people:organisation_audit", args=[team.organisation_id])).text
    )


@given(until=st.dates(), today=st.dates())
def test_a_correction_never_reaches_beyond_today_once_somebody_has_left(until, today):
    latest = latest_last_day(until=until, today=today)

    assert (latest is None) == (until >= today)
    assert latest is None or latest == today


def test_a_name_put_right_by_somebody_else_is_told_and_ones_own_is_not():
    person, by = a_person("Jane Smiht"), a_person("Ada")

    actions.rename(user=person, name="Jane Smith", by=by, at=NOON)
    actions.rename(user=person, name="Jane Smyth", by=person, at=NOON)

    (mail,) = OutgoingMail.objects.all()
    assert "it was “Jane Smiht” and is “Jane Smith” now" in mail.text


def test_a_new_address_signs_in_and_all_the_others_are_told():
    person = actions.make_account(email="old@example.org", name="Jo", by=None, at=NOON)
    EmailAddress.objects.create(user=a_person(), email="new@example.org", verified=False)

    actions.add_confirmed_address(user=person, email="New@Example.org", by=a_person("Ada"), at=NOON)

    assert EmailAddress.objects.get(email="new@example.org").user == person
    (mail,) = OutgoingMail.objects.all()
    assert mail.to == "old@example.org"
    assert "new@example.org was added to your account" in mail.text
    assert "by Ada" in mail.text
    assert AuditEntry.objects.filter(action="address.confirmed", subject_id=person.pk).count() == 1


def test_an_address_of_somebody_else_is_refused():
    actions.make_account(email="taken@example.org", name="Jo", by=None, at=NOON)

    with pytest.raises(AddressOfAnother):
        actions.add_confirmed_address(user=a_person(), email="taken@example.org", by=a_person(), at=NOON)


def test_only_what_belongs_to_the_organisation_is_in_its_audit(team):
    other, _ = a_team(members=0)
    for each in (team, other):
        membership = a_membership(a_person(f"Of {each.name}"), each)
        actions.end_membership(membership=membership, on=TODAY, by=a_person("Ada"), at=NOON)

    (deed,) = deeds(audit_of(team.organisation))

    assert (deed.by, deed.what) == ("Ada", f"set the last day of Of {team.name} in {team.name}")
