"""Which address belongs to whom."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from cms.urls import wagtail_urlpatterns
from lms import gallery
from lms.core import display, errors, health, metrics, well_known
from lms.people.urls import SIGNING_IN, WAGTAIL_GIVES_WAY

handler400 = errors.not_understood
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.broken

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("display/", display.display, name="display"),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("", include("lms.people.urls")),
    path("accounts/", include(SIGNING_IN)),
    path("cms/", include(WAGTAIL_GIVES_WAY)),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("certificates.urls")),
    path("", include("lms.reports.urls")),
    path("", include("courses.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urlpatterns)),
]
if settings.SHOW_COMPONENT_GALLERY:
    urlpatterns.insert(0, path("components/", gallery.gallery, name="component_gallery"))
