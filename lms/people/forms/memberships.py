"""Who is in which team, and until when."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import QuerySet

from lms.core.fields import LineField
from lms.core.form_rendering import DayMonthYear
from lms.people.models import JobRole, Membership, User

#: The day on which the National Health Service began.
NOBODY_STILL_WORKS_SINCE = date(1948, 7, 5)
DAY_MISSING = {"required": "Write a day, such as 31 3 2027.", "invalid": "There is no such day."}


def job_role_field(label: str = "Job role") -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        JobRole.objects.all(),
        label=label,
        empty_label="Choose",
        error_messages={"required": "Choose a job role."},
    )


def day_field(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=DayMonthYear,
        error_messages=DAY_MISSING,
        validators=[MinValueValidator(NOBODY_STILL_WORKS_SINCE, "Check the year: that is very long ago.")],
    )


class AddPersonForm(forms.Form):
    """Somebody who is in the organisation today. Others are invited, so that they agree to be seen."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Person",
        empty_label="Choose",
        help_text="Somebody already in this organisation. Invite anybody else.",
        error_messages={"required": "Choose a person.", "invalid_choice": "Choose somebody from the list."},
    )
    job_role = job_role_field()
    kind = forms.ChoiceField(
        label="They join as",
        choices=[(Membership.Kind.MEMBER, "Member"), (Membership.Kind.MANAGER, "Manager of the team")],
        initial=Membership.Kind.MEMBER,
        widget=forms.RadioSelect,
    )
    since = day_field("First day")

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people.open().in_order()


class EndForm(forms.Form):
    on = day_field("Last day", "The team’s managers see this person’s record up to and including this day.")

    def __init__(self, *args: Any, since: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if self.since and on < self.since:
            raise forms.ValidationError("The last day cannot be before the first.")
        return on


class LastDayForm(forms.Form):
    """The right last day in place of a wrong one, and why."""

    until = day_field("The right last day", "Leave it empty if they are still in the team.")
    reason = LineField(
        label="What was wrong",
        max_length=300,
        help_text="The person reads this, and it stays on record.",
        error_messages={"required": "Say what was wrong."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = False


class JobRoleForm(forms.Form):
    job_role = job_role_field("New job role")
    on = day_field("From", "What came before stays in the record.")


class OnForm(forms.Form):
    """The day that a page is about: ``?on=2026-11-23``."""

    on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def day(self, *, otherwise: date) -> date:
        return self.cleaned_data.get("on") or otherwise if self.is_valid() else otherwise
