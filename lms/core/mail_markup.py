"""The HTML twin of a mail, made of its text as it is sent: what was written once is said once.

Paragraphs are parted by empty lines. An address that stands alone is a button, a code that stands alone is
set large; addresses within a sentence are links. Nothing is fetched, and nothing counts who reads it.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{3,14}")


@dataclass(frozen=True)
class Paragraph:
    """``kind``: words, button (``words`` is its address) or code."""

    kind: str
    words: str | SafeString


def paragraphs(text: str) -> list[Paragraph]:
    """What a mail says, in order."""
    written = (each.strip() for each in re.split(r"\n\s*\n", text))
    return [_paragraph(each) for each in written if each]


def _paragraph(words: str) -> Paragraph:
    if ADDRESS.fullmatch(words):
        return Paragraph("button", words)
    if CODE.fullmatch(words) and any(letter.isdigit() for letter in words):
        return Paragraph("code", words)
    return Paragraph("words", _with_links(words))


def _with_links(words: str) -> SafeString:
    parts, at = [], 0
    for found in ADDRESS.finditer(words):
        link = format_html('<a href="{0}">{0}</a>', found[0])
        parts += [conditional_escape(words[at : found.start()]), link]
        at = found.end()
    parts.append(conditional_escape(words[at:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))


def html_of(subject: str, text: str) -> str:
    """The page of a mail, for ``text/html``."""
    shown = {"subject": subject, "paragraphs": paragraphs(text), "site_name": settings.SITE_NAME}
    return render_to_string("core/mail.html", shown)
