"""A learner's certificates, and their verification."""

from django.urls import path

from certificates.views import own, verification

app_name = "certificates"

urlpatterns = [
    path("record/certificates/<slug:number>/", own.certificate, name="certificate"),
    path("record/certificates/<slug:number>.pdf", own.pdf, name="pdf"),
    path("record/certificates/<slug:number>/state/", own.state, name="state"),
    path("verify/", verification.verify_form, name="verify_form"),
    path("verify/<slug:token>/", verification.verify, name="verify"),
]
