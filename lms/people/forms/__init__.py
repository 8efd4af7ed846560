"""What people type about themselves and each other, made into plain values."""

from lms.people.forms.factors import (
    AddAppForm,
    AddPasskeyForm,
    ItIsMeByFactorForm,
    ItIsMeByPasskeyForm,
    NamePasskeyForm,
    PasskeyForm,
    SecondFactorForm,
    SignInByPasskeyForm,
)
from lms.people.forms.invitation import AcceptForm, InviteForm
from lms.people.forms.me import AddressForm, CertificateForm, NameForm, RegistrationForm, RemoveFactorsForm
from lms.people.forms.memberships import AddPersonForm, EndForm, JobRoleForm, LastDayForm, OnForm
from lms.people.forms.organisations import OrganisationForm, TeamForm
from lms.people.forms.roles import GrantForm
from lms.people.forms.signing_in import (
    AddAddressForm,
    AddressCodeForm,
    AskForCodeForm,
    ChangePasswordForm,
    CodeForm,
    FirstPasswordForm,
    ForgottenPasswordForm,
    ItIsMeForm,
    NewPasswordForm,
    ResetCodeForm,
    SignInForm,
)

__all__ = [
    "AcceptForm",
    "AddAddressForm",
    "AddAppForm",
    "AddPasskeyForm",
    "AddPersonForm",
    "AddressCodeForm",
    "AddressForm",
    "AskForCodeForm",
    "CertificateForm",
    "ChangePasswordForm",
    "CodeForm",
    "EndForm",
    "FirstPasswordForm",
    "ForgottenPasswordForm",
    "GrantForm",
    "InviteForm",
    "ItIsMeByFactorForm",
    "ItIsMeByPasskeyForm",
    "ItIsMeForm",
    "JobRoleForm",
    "LastDayForm",
    "NameForm",
    "NamePasskeyForm",
    "NewPasswordForm",
    "OnForm",
    "OrganisationForm",
    "PasskeyForm",
    "RegistrationForm",
    "RemoveFactorsForm",
    "ResetCodeForm",
    "SecondFactorForm",
    "SignInByPasskeyForm",
    "SignInForm",
    "TeamForm",
]
