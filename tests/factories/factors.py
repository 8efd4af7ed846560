"""Second factors: an app that shows codes, and a passkey that lives in the test."""

import base64
import json
import secrets
import time
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from lms.people.models import User

APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = APP_SECRET, *, steps: int = 0) -> str:
    """What the app shows; ``steps`` half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def an_app(user: User) -> Authenticator:
    """With recovery codes, as it comes."""
    RecoveryCodes.activate(user)
    return TOTP.activate(user, APP_SECRET).instance


def recovery_codes(user: User) -> list[str]:
    found: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return found


class Passkey:
    """Makes and answers what a browser would, for the site at ``origin``."""

    def __init__(self, user: User, origin: str = "http://testserver") -> None:
        self.user, self.origin = user, origin
        self.host = origin.split("//")[1].split(":")[0]
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)

    def registration(self, challenge: str = "") -> dict[str, Any]:
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        made = AuthenticatorData.create(_digest(self.host.encode()), 0x45, 0, bytes(data))
        response = {
            "clientDataJSON": self._client_data("webauthn.create", challenge),
            "attestationObject": _web(bytes(AttestationObject.create("none", made, {}))),
            "transports": ["internal"],
        }
        return self._credential(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def answer(self, challenge: str) -> dict[str, Any]:
        data = bytes(AuthenticatorData.create(_digest(self.host.encode()), 0x05, 1))
        client = self._client_data("webauthn.get", challenge)
        signed = self.key.sign(data + _digest(_unweb(client)), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": client,
            "authenticatorData": _web(data),
            "signature": _web(signed),
            "userHandle": _web(user_pk_to_url_str(self.user).encode()),
        }
        return self._credential(response)

    def keep(self) -> Authenticator:
        """As if it had been added."""
        data = {"name": "Work phone", "credential": self.registration(_web(b"challenge"))}
        return Authenticator.objects.create(user=self.user, type="webauthn", data=data)

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        named = {"id": _web(self.id), "rawId": _web(self.id), "type": "public-key"}
        return named | {"response": response, "clientExtensionResults": {}}

    def _client_data(self, kind: str, challenge: str) -> str:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return _web(json.dumps(said).encode())


def _digest(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def _web(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unweb(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
