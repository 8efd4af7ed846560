from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    label = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        from certificates import listeners, queries  # noqa: F401
        from certificates.templatetags import certificate_components
        from certificates.views import slots  # noqa: F401
        from lms.core.templatetags import components

        components.include(certificate_components.register)
