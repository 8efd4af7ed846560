"""A team of several pages: searched, paged and filtered, on a phone and a wide screen, without a script."""

import pytest
from django.urls import reverse

from tests.browser.conftest import DESKTOP, PHONE, Opening
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_membership, a_person, a_team


@pytest.mark.parametrize(
    ("size", "javascript"), [(PHONE, False), (DESKTOP, True)], ids=["phone, no script", "desktop"]
)
def test_pages_of_a_large_team_are_turned_and_searched(site, opening: Opening, size, javascript):
    team, manager = a_team(members=0)
    edition = an_edition(title="Every baby")
    for number in range(1, 61):
        person = a_person(f"Person {number:03}")
        a_membership(person, team)
        an_enrolment(learner=person, edition=edition)

    page = opening(size=size, user=manager, javascript=javascript)
    page.goto(reverse("reports:team", args=[team.pk]))
    page.get_by_label("Course", exact=True).select_option("Every baby")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Next page of people").click()

    assert "Page 2 of 2: 51 to 60 of 60 people" in page.content()
    assert (
        page.get_by_label("Course", exact=True).evaluate("box => box.selectedOptions[0].text") == "Every baby"
    )
    assert page.get_by_role("link", name="Person 060").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_label("Name").fill("person 00")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("link", name="Person 0").count() == 9
