"""How pages look on this device: colours, size of text, space between lines, ground. Kept in a cookie.

Words of the cookie, parted by dots, are the choices that differ from the usual ones: ``dark.larger``.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

COOKIE = "display"
SECONDS = 365 * 24 * 3600


#: For each, the words of the cookie and what they are called; the first is the usual, and is not kept.
THEMES = {"device": "As on my device", "light": "Light", "dark": "Dark"}
TEXT = {"standard": "Standard", "larger": "Larger", "largest": "Largest"}
SPACING = {"normal": "Standard", "wide": "Wide: more space between lines and letters"}
GROUND = {"warm": "Warm paper", "plain": "Plain white"}


@dataclass(frozen=True)
class Display:
    """What was chosen; an empty word is the usual."""

    theme: str = ""
    text: str = ""
    spacing: str = ""
    ground: str = ""


def _choice(label: str, words: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(words.items()), initial=next(iter(words)), widget=forms.RadioSelect
    )


OFFERED = (THEMES, TEXT, SPACING, GROUND)


class DisplayForm(forms.Form):
    """One choice of each."""

    theme = _choice("Colours", THEMES)
    text = _choice("Size of text", TEXT)
    spacing = _choice("Space in lessons", SPACING)
    ground = _choice("Background, with light colours", GROUND)


def display_of(request: HttpRequest) -> Display:
    """What the cookie says; words that are no choice of ours say nothing."""
    said = set(request.COOKIES.get(COOKIE, "").split("."))
    return Display(*(next((word for word in _unusual(words) if word in said), "") for words in OFFERED))


def _unusual(words: dict[str, str]) -> list[str]:
    return list(words)[1:]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Choose, and go on where one came from."""
    back = _local(request, request.POST.get("next") or request.headers.get("Referer") or "/")
    form = DisplayForm(
        request.POST or None, initial={name: word for name, word in vars(display_of(request)).items() if word}
    )
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Saved. This device keeps it, also when you sign out.")
        return _remember(redirect(back), form.cleaned_data)
    return render(request, "core/display.html", {"form": form, "next": back})


def _remember(response: HttpResponse, chosen: dict[str, str]) -> HttpResponse:
    words = ".".join(word for word in chosen.values() if any(word in _unusual(words) for words in OFFERED))
    if words:
        response.set_cookie(
            COOKIE,
            words,
            max_age=SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COOKIE)
    return response


def _local(request: HttpRequest, address: str) -> str:
    """The path of an address, if it is one of this site."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    path = urlunsplit(("", "", *urlsplit(address)[2:]))
    return path if path.startswith("/") and not path.startswith(reverse("display")) else "/"
