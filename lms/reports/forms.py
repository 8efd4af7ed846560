"""What a grid can be filtered by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from lms.core.fields import LineField
from lms.core.text import searchable
from lms.people.models import User

LONGEST_NAME = 100


@dataclass(frozen=True)
class GridFilters:
    """A day, part of a name, a course, a page; and a sentence where the day was no use."""

    on: date
    name: str = ""
    course: int | None = None
    page: int = 1
    problem: str = ""


class GridForm(forms.Form):
    on = forms.DateField(required=False)
    name = LineField(required=False, max_length=LONGEST_NAME)
    course = forms.IntegerField(required=False, min_value=1)
    page = forms.IntegerField(required=False, min_value=1)


def grid_filters(query: Mapping[str, Any], *, today: date) -> GridFilters:
    """What the address asks for. A day that is none, or is yet to come, gives today and says so.

    Anything else that makes no sense is left out.
    """
    form = GridForm(query)
    form.is_valid()
    values = form.cleaned_data
    on, problem = values.get("on") or today, ""
    if "on" in form.errors:
        problem = "That is not a date. Today is shown."
    elif on > today:
        on, problem = today, "That day is still to come. Today is shown."
    page = values.get("page") or 1
    return GridFilters(on, values.get("name", ""), values.get("course"), page, problem)


class EraseForm(forms.Form):
    name = LineField(
        label="The person’s name, once more",
        help_text="So that nobody is erased by mistake.",
        error_messages={"required": "Write the person’s name as it stands above."},
    )
    reason = LineField(
        label="Why",
        max_length=200,
        help_text="“She asked by letter of 3 March.” Without her name: this stays.",
        error_messages={"required": "Write why."},
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if searchable(name) != searchable(self.person.name):
            raise forms.ValidationError(f"That is not the name: it is {self.person.name}.")
        return name
