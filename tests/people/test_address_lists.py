"""Lists of addresses as people have them: each line is read for what it says, or handed back with why."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lms.core.models import OutgoingMail
from lms.people.models import Invitation
from lms.people.rules.address_lists import NO_ADDRESS, entries
from tests.factories.people import a_job_role, a_membership, a_person, an_empty_team, an_organisation
from tests.people.test_organisation_pages import administrator_of

ROLES = ["Health visitor", "Midwife", "Team lead"]
JANE = ("jane@example.org", "Jane Doe")
PIERRE = ("pierre@example.org", "Pierre Ozoux")

#: What is pasted, and whom it names: ten shapes and what people make of them.
LISTS = [
    # As Outlook copies it
    ("OZOUX, Pierre (TRUST) <pierre@example.org>; DOE, Jane <jane@example.org>", [PIERRE, JANE]),
    ("OZOUX, Pierre (TRUST) <pierre@example.org>;DOE, Jane (COUNCIL) <jane@example.org>;", [PIERRE, JANE]),
    ("Pierre Ozoux <pierre@example.org>; Jane Doe <jane@example.org>", [PIERRE, JANE]),
    (
        '"Ozoux; Pierre" <pierre@example.org>; <jane@example.org>',
        [("pierre@example.org", "Ozoux; Pierre"), ("jane@example.org", "")],
    ),
    ("O’BRIEN, Siân (TRUST) <s@example.org>", [("s@example.org", "Siân O’Brien")]),
    ("MCDONALD-SMITH, Ann <a@example.org>", [("a@example.org", "Ann McDonald-Smith")]),
    ("NG, Li <li@example.org>", [("li@example.org", "Li NG")]),
    # As other mail programs do
    ("Ozoux, Pierre <pierre@example.org>, Doe, Jane <jane@example.org>", [PIERRE, JANE]),
    ("Pierre Ozoux <pierre@example.org>, Jane Doe <jane@example.org>", [PIERRE, JANE]),
    ("“Jane Doe” <jane@example.org>", [JANE]),
    ('"Doe, Jane" <jane@example.org>', [JANE]),
    ("'Jane Doe' <jane@example.org>", [JANE]),
    ("Jane Doe (jane@example.org)", [JANE]),
    ("Jane Doe [jane@example.org]", [JANE]),
    ("mailto:jane@example.org", [("jane@example.org", "")]),
    ("Jane Doe <mailto:jane@example.org>", [JANE]),
    # Bare, however they are divided
    ("a@example.org, b@example.org", [("a@example.org", ""), ("b@example.org", "")]),
    ("a@example.org; b@example.org", [("a@example.org", ""), ("b@example.org", "")]),
    ("a@example.org b@example.org", [("a@example.org", ""), ("b@example.org", "")]),
    ("a@example.org,b@example.org;c@example.org", [(f"{x}@example.org", "") for x in "abc"]),
    ("a@example.org\nb@example.org", [("a@example.org", ""), ("b@example.org", "")]),
    ("a@example.org\r\n\r\nb@example.org\r\n", [("a@example.org", ""), ("b@example.org", "")]),
    ("a@example.org\rb@example.org", [("a@example.org", ""), ("b@example.org", "")]),
    ("<a@example.org>,<b@example.org>", [("a@example.org", ""), ("b@example.org", "")]),
    ("a@example.org,", [("a@example.org", "")]),
    ("a@example.org.", [("a@example.org", "")]),
    ("A@Example.ORG", [("a@example.org", "")]),
    ("a\u200b@example.org\ufeff", [("a@example.org", "")]),
    ("a＠example.org", None),  # a full-width sign divides nothing: handed back
    ("a@example.org\nA@EXAMPLE.ORG", [("a@example.org", "")]),
    ("jane.doe+pier@sub.example.org", [("jane.doe+pier@sub.example.org", "")]),
    # One a line, with a name
    ("Jane Doe jane@example.org", [JANE]),
    ("jane@example.org Jane Doe", [JANE]),
    ("Jane Doe, jane@example.org", [JANE]),
    ("jane@example.org, Jane Doe", [JANE]),
    ("Jane Doe: jane@example.org", [JANE]),
    ("Jane Doe - jane@example.org", [JANE]),
    ("Pierre Ozoux pierre@example.org\nJane Doe jane@example.org", [PIERRE, JANE]),
    # Columns of a spreadsheet
    ("Jane Doe\tjane@example.org", [JANE]),
    ("jane@example.org\tJane Doe", [JANE]),
    ("Jane\tDoe\tjane@example.org", [JANE]),
    ("Pierre Ozoux\tpierre@example.org\nJane Doe\tjane@example.org", [PIERRE, JANE]),
    ("Doe, Jane\tjane@example.org", [JANE]),
    ("Name\tE-mail\nJane Doe\tjane@example.org", [JANE]),
    ("Surname\tFirst name\tEmail address\nDoe\tJane\tjane@example.org", [JANE]),
    ("Email,Forename,Surname\njane@example.org,Jane,Doe", [JANE]),
    ("Team,Name,Email\nLeigh,Jane Doe,jane@example.org", [JANE]),
    # A file of values
    ('"Doe, Jane",jane@example.org', [JANE]),
    ('"Jane Doe","jane@example.org"', [JANE]),
    ("Jane,Doe,jane@example.org", [JANE]),
    ("  Jane Doe  ,  jane@example.org  ", [JANE]),
    ("Jane Doe;jane@example.org", None),  # half of each line names nobody: handed back, not guessed
]


@pytest.mark.parametrize(("pasted", "named"), LISTS)
def test_the_right_people_are_read(pasted, named):
    read = entries(pasted, job_roles=ROLES)

    if named is None:
        assert any(entry.problem for entry in read)
    else:
        assert [(entry.address, entry.name) for entry in read] == named
        assert not any(entry.problem for entry in read)


def test_there_are_fifty_of_them():
    assert len(LISTS) >= 50


@pytest.mark.parametrize(
    "pasted",
    [
        "Jane Doe\tjane@example.org\tMidwife",
        "Jane Doe,jane@example.org,midwife",
        "Job title,Name,Email\nMIDWIFE,Jane Doe,jane@example.org",
        "Jane Doe <jane@example.org>, Midwife",
    ],
)
def test_a_column_may_name_the_job_role(pasted):
    (entry,) = entries(pasted, job_roles=ROLES)

    assert (entry.address, entry.name, entry.job_role) == (*JANE, "Midwife")


def test_a_line_without_an_address_is_handed_back_as_it_was():
    jane, other = entries("jane@example.org\nJohn Roe, at the hub", job_roles=ROLES)

    assert (jane.problem, other.problem, other.said) == ("", NO_ADDRESS, "John Roe, at the hub")


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_without_a_fault(pasted):
    for entry in entries(pasted, job_roles=ROLES):
        assert bool(entry.address) != bool(entry.problem)


@given(
    st.lists(
        st.sampled_from(["a@example.org", "Doe, Jane <j@example.org>", "\t", ";", ",", '"', "\n", "<", "x"])
    )
)
def test_however_they_are_mixed_no_address_is_lost(parts):
    pasted = "".join(f"{part} " for part in parts)

    read = {entry.address for entry in entries(pasted)}

    assert ("a@example.org" in read) == ("a@example.org" in parts)
    assert ("j@example.org" in read) == ("Doe, Jane <j@example.org>" in parts)


# --- On the page --------------------------------------------------------------------------------------------


@pytest.fixture
def place(client, db):
    organisation = an_organisation()
    client.force_login(administrator_of(organisation))
    return an_empty_team(organisation=organisation, name="Leigh")


def send(client, team, addresses, **more):
    sent = {"addresses": addresses, "team": team.pk, "job_role": a_job_role().pk, "kind": "member", **more}
    return client.post(reverse("people:invite", args=[team.organisation_id]), sent, follow=True)


def test_one_address_is_invited_at_once(client, place):
    send(client, place, "jane@example.org", name="Jane Doe")

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name, invitation.job_role.name) == (*JANE, "Health visitor")


def test_a_list_is_shown_before_anybody_is_written_to(client, place):
    a_job_role("Midwife")
    a_membership(a_person("There Already", email="there@example.org"), place)
    pasted = "DOE, Jane <jane@example.org>\nRoe, John <john@example.org> Midwife\nthere@example.org\nnobody"

    page = send(client, place, pasted)

    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert page.context["rows"] == [
        ["jane@example.org", "Jane Doe", "Health visitor", "Will be invited"],
        ["john@example.org", "John Roe", "Midwife", "Will be invited"],
        [
            "there@example.org",
            "",
            "Health visitor",
            "Left out. There Already (there@example.org) is already in Leigh.",
        ],
        ["nobody", "", "", f"Left out. {NO_ADDRESS}"],
    ]
    assert "Invite 2\xa0people" in page.text
    assert "2 of these lines stay with you" in page.text


def test_the_good_ones_are_sent_and_the_others_handed_back_with_why(client, place):
    a_job_role("Midwife")
    pasted = "Jane Doe <jane@example.org>\nJohn Roe <john@example.org> Midwife\nnobody\nhalf@way"

    page = send(client, place, pasted, sure="1")

    invited = Invitation.objects.order_by("email").values_list("email", "name", "job_role__name")
    assert list(invited) == [(*JANE, "Health visitor"), ("john@example.org", "John Roe", "Midwife")]
    assert "2\xa0invitations on the way to Leigh" in page.text
    assert page.context["form"]["addresses"].value() == "nobody\nhalf@way"
    assert f"“nobody”: {NO_ADDRESS}" in page.text
    assert "“half@way”: This does not look like an e-mail address" in page.text


def test_a_list_of_which_nobody_can_be_invited_says_why_at_once(client, place):
    page = send(client, place, "nobody\nhalf@way.")

    assert not Invitation.objects.exists()
    assert "nobody" in page.context["form"]["addresses"].value()


def test_five_thousand_lines_are_refused_in_a_sentence_and_stay_in_the_field(client, place):
    pasted = "\n".join(f"p{number}@example.org" for number in range(5000))

    page = send(client, place, pasted)

    assert "These are 5000. Please invite at most 100 people at once." in page.text
    assert page.context["form"]["addresses"].value() == pasted
