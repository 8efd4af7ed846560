"""The demonstration network is whole, lies in the past, and adds nothing where there are people."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from certificates.models import Certificate
from courses.models import Attempt, Completion, Course, Enrolment
from lms.core.models import MissedEvent
from lms.core.work import Work
from lms.demonstration.build import NoPasswordForThem, PeopleAreHere, build
from lms.demonstration.certificates import draw_all
from lms.demonstration.plan import read_plan
from lms.demonstration.sign_ins import sign_ins
from lms.people.models import RoleHolding, User
from tests.factories import NOON
from tests.factories.people import a_person

PASSWORD = "warm-lighthouse-teapot"
pytestmark = pytest.mark.django_db


@pytest.fixture
def network(time_machine):
    time_machine.move_to(NOON)
    build(at=NOON, password=PASSWORD, progress=lambda words: None)


def test_the_plan_is_of_invented_people_with_names_of_their_own():
    people = read_plan().people

    assert 38 <= len(people) <= 45
    assert len({each.email for each in people}) == len({each.name for each in people}) == len(people)
    assert all(each.email.endswith("@example.org") for each in people)


def test_it_is_built_whole_and_can_be_used(client, network):
    draw_all(at=NOON, progress=lambda words: None)

    assert set(RoleHolding.objects.open().values_list("role", flat=True)) >= {
        "network-administrator",
        "trainer",
        "coordinator",
    }
    assert RoleHolding.objects.open().filter(role="trainer").count() == 2
    editions = Course.objects.get(slug="every-baby-has-a-mind").editions.newest_first()
    assert [edition.name for edition in editions] == ["2", "1.1", "1"]
    assert set(Certificate.objects.values_list("state", flat=True)) == {"issued"}
    assert Certificate.objects.count() == Completion.objects.count() > 25
    assert Attempt.objects.open().exists()
    assert Enrolment.objects.open().exists()
    assert not MissedEvent.objects.exclude(state=Work.State.DONE).exists()
    oldest = Completion.objects.order_by("completed_at").first().completed_at
    assert NOON - oldest > timedelta(days=180)
    assert not Completion.objects.filter(completed_at__gt=NOON).exists()
    managers_see_their_teams(client)


def managers_see_their_teams(client):
    for each in read_plan().people:
        if each.kind == "manager":
            assert client.login(email=each.email, password=PASSWORD)
            page = client.get(reverse("reports:teams"), follow=True)
            assert page.status_code == 200
            assert any(other.name in page.text for other in read_plan().people if other.team == each.team)


def test_where_there_are_people_nothing_is_added():
    a_person()

    with pytest.raises(PeopleAreHere, match="nothing was added"):
        build(at=NOON, password=PASSWORD, progress=lambda words: None)
    with pytest.raises(CommandError, match="nothing was added"):
        call_command("demo")
    call_command("demo", "--if-empty")

    assert User.objects.count() == 1


def test_without_a_password_for_them_nobody_is_made():
    with pytest.raises(NoPasswordForThem):
        build(at=NOON, password="", progress=lambda words: None)

    assert not User.objects.exists()


def test_the_sign_ins_name_everybody_worth_trying():
    table = sign_ins(password=PASSWORD)

    for word in ("Health visitor", "Trainer", "Manager", "Administrator", PASSWORD):
        assert word in table


def test_without_the_network_there_is_nobody_to_sign_in_as():
    with pytest.raises(CommandError, match="make demo"):
        call_command("sign_ins")
