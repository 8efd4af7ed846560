"""What managers see is said in one way everywhere, and the pages show what it says and no more."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.rules import first_pages
from lms.people.rules.sight_words import ABOUT_A_QUIZ, NEVER_SEEN, TO_THE_MANAGER, TO_THE_PERSON
from tests.factories.people import a_person, a_team
from tests.people.test_invitations import an_invitation

HOUSE = Path(__file__).resolve().parents[2]
#: Somebody says what managers see. The words of one place, and what they are put into, aside.
CLAIM = re.compile(r"managers?( of (your|this|the) teams?)? (will )?sees? ", re.IGNORECASE)
ELSEWHERE = {
    "lms/people/rules/sight_words.py",
    "lms/people/forms/memberships.py",  # until when, not what
    "lms/people/templates/people/mail/another_last_day.txt",  # likewise
    "lms/reports/queries/team.py",
    "lms/reports/views/person.py",
    "courses/templates/courses/leave.html",  # of one course that is left
}


def test_nobody_words_it_a_second_time():
    files = [
        path
        for package in ("lms", "cms", "courses", "certificates")
        for kind in ("*.py", "*.html", "*.txt")
        for path in (HOUSE / package).rglob(kind)
    ]
    claims = {
        str(path.relative_to(HOUSE)) for path in files if CLAIM.search(path.read_text(encoding="utf-8"))
    }

    assert claims <= ELSEWHERE
    assert "lms/people/rules/sight_words.py" in claims  # or the search finds nothing at all


@pytest.mark.parametrize("text", [first_pages.HOME_HTML, first_pages.HELP.html, first_pages.PRIVACY.html])
def test_landing_help_and_privacy_say_it(text):
    assert TO_THE_PERSON in text


@pytest.mark.django_db
def test_who_can_see_me_invitations_and_the_pages_of_managers_say_it(client):
    team, manager = a_team(members=1)
    member = team.memberships.get(kind="member").user
    invitation = an_invitation(team=team, at=timezone.now())
    to_join = reverse("people:invitation", args=[invitation.token])
    assert TO_THE_PERSON in client.get(to_join).text

    client.force_login(a_person())
    assert TO_THE_PERSON in client.get(to_join).text
    assert TO_THE_PERSON in client.get(reverse("people:who_can_see_me")).text
    client.force_login(manager)
    assert TO_THE_MANAGER in client.get(reverse("reports:team", args=[team.pk])).text
    assert TO_THE_MANAGER in client.get(reverse("reports:person", args=[team.pk, member.key])).text


def test_all_of_it_names_the_same_things():
    for sentence in (TO_THE_PERSON, TO_THE_MANAGER, ABOUT_A_QUIZ):
        assert NEVER_SEEN in sentence
    for seen in ("courses", "how far", "when", "certificates"):
        assert seen in TO_THE_PERSON
        assert seen in TO_THE_MANAGER
