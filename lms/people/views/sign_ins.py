"""Where one is signed in, and what happened to how one signs in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lms.core.words import counted
from lms.people import actions
from lms.people.queries import device_of_session, sessions_of, sign_in_entries, sign_in_events
from lms.people.views.signed_in import SignedInRequest

EVENTS_ON_A_PAGE = 30


@require_safe
def my_sign_ins(request: SignedInRequest) -> HttpResponse:
    page = Paginator(sign_in_entries(request.user), EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    sessions = [
        {
            "pk": each.pk,
            "device": device_of_session(each),
            "since": each.created_at,
            "is_this": each.session_key == request.session.session_key,
        }
        for each in sessions_of(request.user, at=timezone.now())
    ]
    values = {"sessions": sessions, "page": page, "events": sign_in_events(page.object_list)}
    return render(request, "people/my_sign_ins.html", values)


@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    actions.end_session(session=session, by=request.user, at=timezone.now())
    messages.success(request, f"{device_of_session(session)} is signed out.")
    return redirect("people:my_sign_ins")


@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    others = sessions_of(request.user, at=timezone.now()).exclude(session_key=request.session.session_key)
    ended = [actions.end_session(session=each, by=request.user, at=timezone.now()) for each in others]
    messages.success(request, f"{counted(len(ended), 'other device')} signed out.")
    return redirect("people:my_sign_ins")
