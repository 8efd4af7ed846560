"""From an invitation to the manager's page: pointing, without script, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import Completion
from lms.people.models import Membership
from tests.browser import scenery, steps
from tests.browser.conftest import DESKTOP
from tests.browser.counting import Counting
from tests.browser.hands import Keyboard, Pointer
from tests.browser.people import give_password

WAYS = {"pointing": (Pointer, True), "without script": (Pointer, False), "keyboard": (Keyboard, True)}


@pytest.mark.parametrize("way", WAYS)
def test_a_health_visitor_joins_learns_and_is_certified_and_the_manager_sees_it(site, opening, way):
    make_hand, scripted = WAYS[way]
    place, edition = scenery.a_place(), scenery.a_course(title="A beginning")
    page = opening(javascript=scripted)
    hand = make_hand(page) if make_hand is Keyboard else make_hand()

    steps.accept_invitation(
        page, hand, scenery.an_invitation(place, f"hv.{way[:4]}@example.org"), "Nadia Newcomer"
    )
    steps.find_course(page, hand, edition.title)
    steps.start_course(page, hand)
    steps.finish_lessons(page, hand)
    steps.begin_quiz(page, hand)
    steps.choose_answers(page, hand, scripted=scripted)
    steps.hand_in(page, hand)
    steps.expect_passed(page)
    link = steps.wait_for_certificate(page, scripted=scripted)
    hand.press(link)

    expect(page.get_by_role("main")).to_contain_text("Nadia Newcomer")
    expect(page.get_by_role("main")).to_contain_text(edition.title)
    verify(opening(), page)
    the_manager_sees_it(opening, place, edition, make_hand, scripted)
    assert Completion.objects.filter(course=edition.course).count() == 1


def test_an_administrator_invites_and_the_mail_leads_in(site, opening):
    place, address = scenery.a_place(), "invited.by.mail@example.org"
    page, hand = opening(size=DESKTOP, user=place.administrator), Pointer()
    page.goto("/learn/")
    hand.press(page.get_by_role("link", name="Organisation", exact=True))
    hand.press(page.get_by_role("link", name=place.organisation.name))
    hand.press(page.get_by_role("link", name="Invite people").first)
    hand.fill(page.get_by_label("E-mail addresses"), address)
    hand.pick(page.get_by_label("Team", exact=True), place.team.name)
    hand.pick(page.get_by_label("Job role"), "Health visitor")
    hand.press(page.get_by_role("button", name="Invite"))
    expect(page.get_by_role("status").first).to_contain_text("on the way")

    invitation = re.search(r"http\S+/accounts/invitation/\S+", site.next_mail(address))
    steps.accept_invitation(opening(), hand, invitation[0], "Ines Invited")

    assert Membership.objects.get(user__email=address).team == place.team


def verify(anonymous, page):
    """The code on the paper leads anybody to the verdict, with nothing to fill in."""
    document = steps.download(page, page.get_by_role("link", name="Open or save"))
    counting = Counting(anonymous)
    anonymous.goto(steps.read_code(document))

    expect(anonymous.get_by_role("heading", level=1)).to_contain_text("valid")
    expect(anonymous.get_by_role("main")).to_contain_text("Nadia Newcomer")
    assert (counting.screens, counting.fields, counting.presses) == (1, 0, 0)


def the_manager_sees_it(opening, place, edition, make_hand, scripted):
    page = opening(size=DESKTOP, user=place.manager, javascript=scripted)
    hand = make_hand(page) if make_hand is Keyboard else make_hand()
    page.goto("/learn/")
    hand.press(page.get_by_role("link", name="Team", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text(place.team.name)  # the only one
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Nadia Newcomer")).last
    expect(row).to_contain_text("Completed")
    hand.press(row.get_by_role("link", name="Nadia Newcomer"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Nadia Newcomer")
    expect(page.get_by_role("main")).to_contain_text(edition.title)
    expect(page.get_by_role("main")).to_contain_text("Completed")


def test_an_invitation_leads_to_the_first_lesson_in_four_screens_and_four_fields(site, phone):
    place, edition = scenery.a_place(), scenery.a_course(title="A beginning")
    hand = Counting(phone)

    steps.accept_invitation(phone, hand, scenery.an_invitation(place, "new@example.org"), "Nora New")
    steps.find_course(phone, hand, edition.title)
    steps.start_course(phone, hand)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Lesson 1 of 2")

    assert hand.screens <= 4
    assert hand.fields <= 4


def test_signing_in_leads_to_my_place_with_one_press(site, phone):
    place, edition = scenery.a_place(), scenery.a_course()
    scenery.on_course(place, edition)
    hand = Counting(phone)
    phone.goto("/accounts/login/")
    phone.get_by_label("E-mail").first.fill(place.learner.email)
    phone.get_by_label("Password").first.fill(give_password(place.learner))
    phone.get_by_role("button", name="Sign in", exact=True).click()

    hand.press(phone.get_by_role("link", name="Carry on").first)

    expect(phone.get_by_role("heading", level=1)).to_contain_text("Lesson 1 of 2")
    assert hand.presses == 1
