"""Asking people in, and coming in."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from lms.core.fields import AddressField, LineField
from lms.people.forms.signing_in import PASSWORD_HINT
from lms.people.models import Invitation, JobRole, Membership, Organisation, Team, User
from lms.people.rules.address_lists import Entry, entries
from lms.people.rules.invitations import Invitee

LONGEST_NAME = 300
MOST_AT_ONCE = 100


def name_field(label: str = "Your name", hint: str = "") -> forms.CharField:
    """Any name that people have; longer than 300 characters is a sentence, not an error page."""
    return LineField(
        label=label,
        max_length=LONGEST_NAME,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": None, "spellcheck": "false"}),
        error_messages={
            "required": "Enter your name.",
            "max_length": "We can keep names of up to 300 characters. Please shorten this one.",
        },
    )


class AcceptForm(forms.Form):
    """A name and a password; agreeing to nothing else."""

    name = name_field(hint="As colleagues know you. You choose the name on certificates later.")
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password."},
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": invitation.name}, **kwargs)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if password := cleaned.get("password"):
            somebody = User(name=cleaned.get("name", ""), email=self.invitation.email)
            try:
                validate_password(password, somebody)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class InviteForm(forms.Form):
    addresses = forms.CharField(
        label="E-mail addresses",
        help_text="Paste them as they are: from an e-mail, a spreadsheet or a list. Names beside them are "
        "taken along, and so is a column of job roles.",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        error_messages={"required": "Write at least one e-mail address."},
    )
    name = LineField(
        label="Name", required=False, max_length=LONGEST_NAME, help_text="Only if you invite one person."
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Team", empty_label=None, error_messages={"required": "Choose a team."}
    )
    job_role = forms.ModelChoiceField(
        JobRole.objects.all(),
        label="Job role",
        empty_label="Choose",
        error_messages={"required": "Choose a job role."},
    )
    kind = forms.ChoiceField(
        label="They join as",
        choices=[(Membership.Kind.MEMBER, "Member"), (Membership.Kind.MANAGER, "Manager of the team")],
        initial=Membership.Kind.MEMBER,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        field.queryset = Team.objects.of(organisation).filter(closed_on=None)
        field.label_from_instance = team_label

    def clean_addresses(self) -> list[Entry]:
        """What is no address stays in the list, with why: the others are invited all the same."""
        roles = JobRole.objects.values_list("name", flat=True)
        found = [_checked(entry) for entry in entries(self.cleaned_data["addresses"], job_roles=roles)]
        if len(found) > MOST_AT_ONCE:
            raise forms.ValidationError(
                f"These are {len(found)}. Please invite at most {MOST_AT_ONCE} people at once."
            )
        if not any(entry.address for entry in found):
            raise forms.ValidationError(
                f"“{found[0].said[:100]}”: {found[0].problem}"
                if found
                else "Write at least one e-mail address."
            )
        return found

    def invitees(self) -> list[Invitee]:
        """Who can be asked in; with the name given beside a single address."""
        found = [
            Invitee(entry.address, entry.name, entry.job_role)
            for entry in self.cleaned_data["addresses"]
            if not entry.problem
        ]
        if len(found) == 1 and self.cleaned_data["name"]:
            return [replace(found[0], name=self.cleaned_data["name"])]
        return found

    def left_over(self) -> list[Entry]:
        """What names nobody who could be asked in."""
        return [entry for entry in self.cleaned_data["addresses"] if entry.problem]


def _checked(entry: Entry) -> Entry:
    if entry.problem:
        return entry
    try:
        return replace(entry, address=AddressField().clean(entry.address))
    except forms.ValidationError as error:
        return replace(entry, address="", problem=error.messages[0])


def team_label(team: Team) -> str:
    """Set in by how deep it stands in the tree."""
    return "– " * (team.depth - 1) + team.name
