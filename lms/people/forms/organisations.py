"""Organisations and teams."""

from typing import Any

from django import forms

from lms.core.fields import LineField
from lms.core.printing import complaint_of
from lms.people.forms.invitation import team_label
from lms.people.models import Locality, Organisation, Team


class OrganisationForm(forms.Form):
    name = LineField(
        label="Name",
        max_length=200,
        error_messages={
            "required": "Write the name of the organisation.",
            "max_length": "A name may have up to 200 characters.",
        },
    )
    sector = forms.ChoiceField(label="Kind", choices=Organisation.Sector)
    locality = forms.ModelChoiceField(
        Locality.objects.all(), label="Place", required=False, empty_label="Whole region, or none"
    )
    ods_code = forms.RegexField(
        r"^[A-Za-z0-9]{2,10}$",
        label="ODS code",
        required=False,
        help_text="NHS organisations have one; others leave it empty.",
        error_messages={"invalid": "An ODS code has 2 to 10 letters and digits."},
    )

    def clean_name(self) -> str:
        """It may stand on certificates, as somebody's employer."""
        name: str = self.cleaned_data["name"]
        if said := complaint_of(name):
            raise forms.ValidationError(said)
        return name

    def clean_ods_code(self) -> str:
        return str(self.cleaned_data["ods_code"]).upper()


class TeamForm(forms.Form):
    name = LineField(
        label="Name of the team",
        max_length=200,
        error_messages={
            "required": "Write the name of the team.",
            "max_length": "A name may have up to 200 characters.",
        },
    )
    beneath = forms.ModelChoiceField(
        Team.objects.none(),
        label="Part of",
        required=False,
        empty_label="No other team",
        help_text="Managers of a team also see the teams that are part of it.",
    )

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisation is None:  # renaming: where it stands is not asked
            del self.fields["beneath"]
            return
        self.fields["beneath"].queryset = Team.objects.of(organisation).filter(closed_on=None)
        self.fields["beneath"].label_from_instance = team_label
