"""One’s own account: name, certificates, registrations, and who can see one’s record."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.core.refusals import said_at
from lms.people import actions, interop
from lms.people.forms import CertificateForm, NameForm, RegistrationForm
from lms.people.models import Registration
from lms.people.queries import who_can_see, who_looked
from lms.people.views.hints import second_factor_due
from lms.people.views.signed_in import SignedInRequest


@require_safe
def me(request: SignedInRequest) -> HttpResponse:
    values = {
        "addresses": EmailAddress.objects.filter(user=request.user).order_by("-primary", "email"),
        "registrations": request.user.registrations.order_by("register"),
        "memberships": request.user.memberships.on(timezone.localdate())
        .select_related("team__organisation", "job_role")
        .order_by("team__name"),
        "has_second_factor": interop.has_second_factor(request.user),
        "second_factor_due": second_factor_due(request),
    }
    return render(request, "people/me.html", values)


@require_http_methods(["GET", "POST"])
def my_name(request: SignedInRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(user=request.user, name=form.cleaned_data["name"], by=request.user, at=timezone.now())
        return redirect("people:me")
    values = {"form": form, "title": "Your name", "button": "Save", "back": reverse("people:me")}
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def my_certificates(request: SignedInRequest) -> HttpResponse:
    form = CertificateForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.set_certificate_details(
            user=request.user, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        messages.success(request, "New certificates will be printed like this.")
        return redirect("people:me")
    values = {"form": form, "title": "What certificates say", "button": "Save", "back": reverse("people:me")}
    return render(request, "people/form.html", values)


@require_http_methods(["GET", "POST"])
def my_registrations(request: SignedInRequest) -> HttpResponse:
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with said_at(form, "number"):
            actions.add_registration(
                user=request.user, **form.cleaned_data, by=request.user, at=timezone.now()
            )
            return redirect("people:my_registrations")
    values = {"form": form, "registrations": request.user.registrations.order_by("register")}
    return render(request, "people/my_registrations.html", values)


@require_POST
def remove_registration(request: SignedInRequest, pk: int) -> HttpResponse:
    registration = get_object_or_404(Registration, pk=pk, user=request.user)
    actions.remove_registration(registration=registration, by=request.user, at=timezone.now())
    return redirect("people:my_registrations")


@require_safe
def who_can_see_me(request: SignedInRequest) -> HttpResponse:
    values = {
        "seers": who_can_see(request.user, on=timezone.localdate()),
        "looks": who_looked(request.user),
    }
    return render(request, "people/who_can_see_me.html", values)
