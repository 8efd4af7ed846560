"""Which address belongs to whom."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from lms.core import errors, gallery, health

handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.broken

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # Wagtail's own sign-in would let a password in where ours asks for more.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("certificates.urls")),
    path("", include(wagtail_urls)),
]
if settings.SHOW_COMPONENT_GALLERY:
    urlpatterns.insert(0, path("components/", gallery.gallery, name="component_gallery"))
