"""How allauth's sign-in is bent to this house."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lms.core import mail


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves, and every mail is a row."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask your organisation’s administrator.",
        "cannot_remove_primary_email": "This is your main address. Make another one the main address first.",
        "duplicate_email": "This address is already yours.",
        "email_password_mismatch": "The e-mail address and the password do not belong together. "
        "Check both, or ask for a code by e-mail instead.",
        "email_taken": "This address belongs to another account.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "This is not the code we sent. Check it, or go back and ask for a new one.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "That was tried too often. Wait a few minutes, then try again.",
        "rate_limited": "That was tried too often. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: people come by invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Codes and notices about an account: a row, sent by the worker, its text forgotten afterwards."""
        values = {
            **context,
            "email": email,
            "site_name": settings.SITE_NAME,
            "support": settings.SUPPORT_EMAIL,
            "address": settings.SITE_URL,
        }
        mail.post(
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", values).strip(),
            text=render_to_string(f"{template_prefix}_message.txt", values).strip() + "\n",
            key=f"{template_prefix}.{uuid.uuid4()}",
            at=timezone.now(),
            secret=True,
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:me")
