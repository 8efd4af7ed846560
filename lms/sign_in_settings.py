"""How people sign in: what django-allauth is told. Part of ``lms.settings``, which takes all of it."""

from datetime import timedelta

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "lms.people.interop.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "lms.people.forms.SignInForm",
    "request_login_code": "lms.people.forms.AskForCodeForm",
    "confirm_login_code": "lms.people.forms.CodeForm",
    "reset_password": "lms.people.forms.ForgottenPasswordForm",
    "confirm_password_reset_code": "lms.people.forms.ResetCodeForm",
    "reset_password_from_key": "lms.people.forms.NewPasswordForm",
    "change_password": "lms.people.forms.ChangePasswordForm",
    "set_password": "lms.people.forms.FirstPasswordForm",
    "reauthenticate": "lms.people.forms.ItIsMeForm",
    "add_email": "lms.people.forms.AddAddressForm",
    "confirm_email_verification_code": "lms.people.forms.AddressCodeForm",
}
CODE_SECONDS = int(timedelta(minutes=20).total_seconds())
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = CODE_SECONDS + 300  # or the way in would close before the code does
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
# Ours hold back guesses, and no trust whose thousands share an address: lms/people/rules/guessing.py.
_paced_by_us = "login", "login_failed", "request_login_code", "reset_password", "reset_password_from_key"
ACCOUNT_RATE_LIMITS = dict.fromkeys(_paced_by_us)
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True

SOCIALACCOUNT_ADAPTER = "lms.people.interop.SocialAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # only leads away: see lms/people/views/single_sign_on.py
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds, for each thing that is asked

MFA_ADAPTER = "lms.people.interop.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones are half a minute off
MFA_RATE_LIMITS = {"webauthn_login": None}  # a passkey cannot be guessed, and a trust shares one address
MFA_FORMS = {
    "authenticate": "lms.people.forms.SecondFactorForm",
    "reauthenticate": "lms.people.forms.ItIsMeByFactorForm",
    "activate_totp": "lms.people.forms.AddAppForm",
    "authenticate_webauthn": "lms.people.forms.PasskeyForm",
    "reauthenticate_webauthn": "lms.people.forms.ItIsMeByPasskeyForm",
    "login_webauthn": "lms.people.forms.SignInByPasskeyForm",
    "add_webauthn": "lms.people.forms.AddPasskeyForm",
    "edit_webauthn": "lms.people.forms.NamePasskeyForm",
}
