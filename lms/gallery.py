"""Every component on one page, in development: ``/components/``."""

import datetime

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.form_rendering import DayMonthYear

SAMPLE_ACCOUNT_ITEMS = [
    {"label": "Who can see this", "address": "#"},
    {"label": "Your details", "address": "#"},
]
SAMPLE_SHARE = {
    "label": "Every baby has a mind",
    "words": "12 of 20 people completed, 5 under way",
    "total": 20,
    "parts": [("leaf", 12), ("teal", 5), ("sand", 1)],
}
SAMPLE_BARS = [
    {"label": "Seaview team", "value": 82},
    {"label": "Harbour team", "value": 64},
    {"label": "Moor team", "value": 31},
]
NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)


class SampleForm(forms.Form):
    """One field of every sort that the field template draws."""

    name = forms.CharField(label="Your name", help_text="As it should stand on your certificates.")
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    since = forms.DateField(
        label="In this team since", help_text="For example, 3 9 2026", widget=DayMonthYear
    )
    role = forms.ChoiceField(
        label="Job role",
        choices=[("", "Choose one"), ("hv", "Health visitor"), ("fsw", "Family support worker")],
    )
    kind = forms.ChoiceField(
        label="What are they in this team?",
        choices=[("member", "Member"), ("manager", "Manager")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="What would you like to learn about?",
        choices=[
            ("bond", "Early relationships"),
            ("cry", "Crying and sleep"),
            ("self", "Looking after yourself"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Anything else", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    picture = forms.FileField(label="A picture", required=False)
    agree = forms.BooleanField(label="I have read who can see my record")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Sample data only; wired in development, where anyone may look."""
    sample = {
        "name": "",
        "email": "not an address",
        "since_day": "31",
        "since_month": "2",
        "since_year": "2026",
    }
    context = {
        "form": SampleForm(sample) if "errors" in request.GET else SampleForm(),
        "nav_items": navigation(),
        "account_items": SAMPLE_ACCOUNT_ITEMS,
        "messages": sample_messages(),
        "page": Paginator(range(1, 68), 20).page(2),
        "noon": NOON,
        "states": [
            "not_started",
            "under_way",
            "completed",
            "due_soon",
            "overdue",
            "waiting",
            "ready",
            "withdrawn",
        ],
        "modules": sample_outline(),
        **sample_lists(),
    }
    return render(request, "lms/gallery.html", context)


class SampleMessage(str):
    """A message as the message framework gives it: words that know their level."""

    level_tag = "info"


def sample_messages() -> list[SampleMessage]:
    joined = SampleMessage("You have joined Every baby has a mind.")
    joined.level_tag = "success"
    full = SampleMessage("This team has ended. Choose another.")
    full.level_tag = "error"
    return [joined, full]


def navigation() -> list[dict[str, object]]:
    return [
        {"label": "My learning", "address": "#", "icon": "book", "current": True},
        {"label": "Courses", "address": "#", "icon": "cards"},
        {"label": "My record", "address": "#", "icon": "award"},
        {"label": "Team", "address": "#", "icon": "people"},
    ]


def sample_outline() -> list[dict[str, object]]:
    def activity(title: str, minutes: int, state: str, kind: str = "Lesson") -> dict[str, object]:
        return {"title": title, "href": "#", "kind": kind, "minutes": minutes, "state": state}

    first = [activity("Minds meeting", 12, "done"), activity("Serve and return", 9, "current")]
    second = [activity("Good enough", 15, "open"), activity("What have you kept?", 8, "open", "Quiz")]
    return [
        {"title": "Before words", "activities": first},
        {"title": "When it is hard", "activities": second},
    ]


def sample_lists() -> dict[str, object]:
    return {
        "do": ["Go at the baby’s pace", "Say what you see"],
        "dont": ["Fill every silence", "Compare with other babies"],
        "columns": ["Name", "Course", {"text": "Parts finished", "numeric": True}],
        "people": [
            [{"text": "Ann Example", "href": "#"}, "Every baby has a mind", "3 of 7"],
            [{"text": "Bola Example", "href": "#"}, "Every baby has a mind", "7 of 7"],
        ],
        "facts": [
            {"key": "Name on certificates", "value": "Ann Example", "href": "#", "action": "Change"},
            {"key": "Employer", "value": "None printed", "href": "#", "action": "Change"},
        ],
        "shares": [SAMPLE_SHARE],
        "bars": SAMPLE_BARS,
    }
