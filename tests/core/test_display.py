"""How pages look is chosen on a page, kept on the device, and rendered with the page."""

import pytest
from django.urls import reverse

from lms.core.display import COOKIE

pytestmark = pytest.mark.django_db
USUAL = {"theme": "device", "text": "standard", "spacing": "normal", "ground": "warm"}


def choose(client, follow="/verify/", **chosen):
    return client.post(reverse("display"), {**USUAL, **chosen, "next": follow})


def root_of(client, path="/verify/"):
    return client.get(path).text.partition("<html")[2].partition(">")[0]


def test_without_a_choice_the_device_says(client):
    assert root_of(client) == ' lang="en-GB"'


def test_what_was_chosen_is_on_every_page_and_one_goes_on_where_one_was(client):
    answer = choose(client, theme="dark", text="larger")

    assert (answer.status_code, answer.url) == (302, "/verify/")
    assert root_of(client) == ' lang="en-GB" data-theme="dark" data-text="larger"'


def test_the_page_shows_what_was_chosen(client):
    choose(client, spacing="wide", ground="plain")

    form = client.get(reverse("display")).context["form"]

    assert (form["spacing"].value(), form["ground"].value(), form["theme"].value()) == (
        "wide",
        "plain",
        "device",
    )


def test_going_back_to_the_usual_takes_the_cookie_away(client):
    choose(client, theme="dark")

    answer = choose(client)

    assert answer.cookies[COOKIE].value == ""
    assert root_of(client) == ' lang="en-GB"'


@pytest.mark.parametrize("said", ["purple", "dark.dark.light", '"><script>', "device", "...", "x" * 4000])
def test_a_cookie_with_other_words_breaks_nothing(client, said):
    client.cookies[COOKIE] = said

    assert root_of(client) in (' lang="en-GB"', ' lang="en-GB" data-theme="light"')


@pytest.mark.parametrize(
    "follow", ["https://elsewhere.example.org/", "//elsewhere.example.org", "javascript:x", ""]
)
def test_one_goes_on_at_this_site_only(client, follow):
    assert choose(client, follow=follow).url == "/"


def test_the_page_knows_where_one_came_from(client):
    page = client.get(reverse("display"), headers={"Referer": "http://testserver/courses/?q=gaze#2"})

    assert page.context["next"] == "/courses/?q=gaze#2"


def test_another_word_is_refused_at_its_field(client):
    answer = choose(client, theme="purple")

    assert answer.status_code == 200
    assert "theme" in answer.context["form"].errors
