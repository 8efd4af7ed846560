"""What people say about themselves."""

from typing import Any

from django import forms

from lms.core.fields import AddressField, LineField
from lms.core.printing import complaint_of
from lms.people.forms.invitation import LONGEST_NAME, name_field
from lms.people.models import Organisation, Registration, User


class NameForm(forms.Form):
    name = name_field()


class AddressForm(forms.Form):
    email = AddressField(
        label="E-mail address", error_messages={"required": "Write the address."}, max_length=254
    )


class CertificateForm(forms.Form):
    name = LineField(
        label="Your name on certificates",
        required=False,
        max_length=LONGEST_NAME,
        help_text="As it should be printed from now on. Leave it empty to use the name of your account. "
        "Certificates that you have stay as they are.",
        error_messages={"max_length": "A certificate has room for 300 characters. Please shorten the name."},
    )
    employer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Employer on certificates",
        required=False,
        blank=True,  # with radios, Django leaves the empty choice out unless told
        empty_label="Print no employer",
        widget=forms.RadioSelect,
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if said := complaint_of(name or self.person.name):
            raise forms.ValidationError(said)
        return name

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        initial = {"name": person.name_on_certificates, "employer": person.employer_on_certificates_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.person = person
        self.fields["employer"].queryset = Organisation.objects.filter(
            teams__memberships__user=person
        ).distinct()


class RegistrationForm(forms.Form):
    register = forms.ChoiceField(
        label="Register", choices=Registration.Register, error_messages={"required": "Choose a register."}
    )
    number = forms.RegexField(
        r"^[A-Za-z0-9 ]{4,20}$",
        label="Registration number",
        help_text="Letters and digits, such as 12A3456B. It is shown to nobody else.",
        error_messages={
            "required": "Write the number.",
            "invalid": "A registration number has 4 to 20 letters and digits.",
        },
    )


class RemoveFactorsForm(forms.Form):
    reason = LineField(
        label="Why, and how you know that it is them",
        max_length=200,
        help_text="“Lost her phone; I rang her on the team’s number.” They read it, too.",
        error_messages={"required": "Write why: whoever can talk you into this could sign in as them."},
    )
