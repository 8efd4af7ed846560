"""Forms: every field has its label, its hint and, when something is wrong, a sentence that names it."""

import re

from django import forms
from django.template import Context, Template

from lms.core.form_rendering import DayMonthYear

ROLES = [("hv", "Health visitor"), ("nn", "Nursery nurse")]
A_DATE = {"since_day": "3", "since_month": "9", "since_year": "2026"}
NO_DATE = {"since_day": "31", "since_month": "2", "since_year": "2026"}


class Invite(forms.Form):
    address = forms.EmailField(label="E-mail address", help_text="Where the invitation goes.")
    role = forms.ChoiceField(
        label="Job role",
        choices=[("hv", "Health visitor"), ("nn", "Nursery nurse")],
        widget=forms.RadioSelect,
    )
    since = forms.DateField(label="First day", widget=DayMonthYear)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)


def shown(form: forms.Form) -> str:
    return Template("{% load components %}{% error_summary form %}{{ form }}").render(Context({"form": form}))


def test_every_input_is_named_by_a_label_or_a_legend():
    html = shown(Invite())

    inputs = set(re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', html))
    assert len(inputs) == 7
    assert inputs == set(re.findall(r'<label[^>]* for="([^"]+)"', html))


def test_a_hint_is_tied_to_its_input():
    html = shown(Invite())

    hint = re.search(r'id="([^"]+)"[^>]*>\s*Where the invitation goes\.', html)
    assert hint
    assert re.search(rf'<input[^>]*aria-describedby="[^"]*{hint[1]}', html)


def test_what_is_wrong_is_said_in_words_that_name_the_question_and_lead_to_it():
    html = shown(Invite({"address": "nobody", "role": "", **NO_DATE}))

    assert "“E-mail address” has to look like name@example.org." in html
    assert "Choose an answer for “Job role”." in html
    assert "“First day” has to be a real date" in html
    assert 'href="#id_address"' in html
    assert "This field is required" not in html


def test_a_right_date_in_three_boxes_is_a_date():
    form = Invite({"address": "a@example.org", "role": "hv", **A_DATE})

    assert form.is_valid()
    assert form.cleaned_data["since"].isoformat() == "2026-09-03"


def test_what_people_typed_never_becomes_markup():
    html = shown(Invite({"address": "<script>alert(1)</script>", "note": "</textarea><b>"}))

    assert "<script>" not in html
    assert "<b>" not in html
