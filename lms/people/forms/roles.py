"""Giving a role."""

from typing import Any

from django import forms

from lms.people.models import Organisation
from lms.people.rules.roles import ROLES


class GrantForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        help_text="The address of somebody who has an account.",
        error_messages={
            "required": "Write the e-mail address.",
            "invalid": "This does not look like an e-mail address.",
        },
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[(role.key, role.name) for role in ROLES.values()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role."},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(closed_on=None),
        label="Organisation",
        required=False,
        empty_label="The whole network",
        help_text="Only for organisation administrators.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        role = ROLES.get(cleaned.get("role", ""))
        if role and role.of_organisation and not cleaned.get("organisation"):
            self.add_error("organisation", f"An {role.name.lower()} looks after one organisation: choose it.")
        if role and not role.of_organisation and cleaned.get("organisation"):
            self.add_error("organisation", f"The role {role.name} is for the whole network.")
        return cleaned
