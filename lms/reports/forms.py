"""What may be asked of a grid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

LONGEST_NAME = 100


@dataclass(frozen=True)
class Asked:
    """A day, part of a name, a course; and a sentence where the day was no use."""

    on: date
    name: str = ""
    course: int | None = None
    problem: str = ""


class GridForm(forms.Form):
    on = forms.DateField(required=False)
    name = forms.CharField(required=False, max_length=LONGEST_NAME)
    course = forms.IntegerField(required=False, min_value=1)


def asked(query: Mapping[str, Any], *, today: date) -> Asked:
    """What the address asks for. A day that is none, or is yet to come, gives today and says so."""
    form = GridForm(query)
    form.is_valid()
    values = form.cleaned_data
    on, problem = values.get("on") or today, ""
    if "on" in form.errors:
        problem = "That is not a date. Today is shown."
    elif on > today:
        on, problem = today, "That day is still to come. Today is shown."
    return Asked(on, values.get("name", ""), values.get("course"), problem)
