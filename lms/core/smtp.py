"""Speaking to a mail server so that it is always known whether a mail may have gone out.

Up to the moment the text is handed over, a server that is slow or ends the call has taken nothing. From then
until it answers, nobody knows: such a mail is *uncertain*, and is not sent again unless somebody decides so.
"""

import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend as DjangoBackend

SECONDS_TO_SAY_GOODBYE = 2
READY_FOR_TEXT = 354


class Uncertain(Exception):
    """The text was handed over, and the server did not say what became of it."""


class _Patient:
    """Mixed into the two classes of the library."""

    handing_over: Callable[[], None] = staticmethod(lambda: None)

    def data(self: Any, msg: bytes) -> tuple[int, bytes]:
        code, reply = self.docmd("data")
        if code != READY_FOR_TEXT:
            raise smtplib.SMTPDataError(code, reply)
        try:
            self.handing_over()
        except BaseException:
            self.close()  # or what is said next would be taken for the text
            raise
        self.sock.settimeout(settings.EMAIL_ANSWER_TIMEOUT)
        try:
            text = smtplib._quote_periods(msg)  # type: ignore[attr-defined]
            self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
            self.send(b".\r\n")
            answer = self.getreply()
        except Exception as error:
            raise Uncertain(repr(error)) from error
        return self._heard(answer)

    def _heard(self: Any, answer: tuple[int, bytes]) -> tuple[int, bytes]:
        """“Try later” and “no” may come as any number; what is no number at all says nothing."""
        if answer[0] < 0:
            raise Uncertain(f"The mail server answered {answer[1]!r}")
        if self.sock is not None:
            self.sock.settimeout(SECONDS_TO_SAY_GOODBYE)  # all is said that matters
        return answer


class _Connection(_Patient, smtplib.SMTP):  # type: ignore[misc]
    pass


class _ConnectionOverSSL(_Patient, smtplib.SMTP_SSL):  # type: ignore[misc]
    pass


class EmailBackend(DjangoBackend):
    """Django's, and calls ``handing_over`` just before the text of a mail goes out."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.handing_over: Callable[[], None] = lambda: None
        self.accepted = False

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _ConnectionOverSSL if self.use_ssl else _Connection

    def open(self) -> bool | None:
        try:
            opened: bool | None = super().open()
        except BaseException:
            self.close()  # what was half open
            raise
        if self.connection is not None:
            setattr(self.connection, "handing_over", self.handing_over)  # noqa: B010 - typed as the library's
        return opened

    def _send(self, email_message: Any) -> bool:
        sent = bool(super()._send(email_message))  # type: ignore[misc]
        self.accepted = sent
        return sent

    def _close_connection(self, connection: Any) -> None:
        """Saying goodbye decides nothing any more."""
        try:
            if connection.sock is not None:
                connection.sock.settimeout(SECONDS_TO_SAY_GOODBYE)
            super()._close_connection(connection)  # type: ignore[misc]
        except (OSError, smtplib.SMTPException):
            pass
        finally:
            connection.close()
