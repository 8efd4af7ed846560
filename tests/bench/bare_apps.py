"""allauth's tables, without its start: that asks for its middleware."""

from django.apps import AppConfig


class Account(AppConfig):
    name = "allauth.account"
    label = "account"
    default_auto_field = "django.db.models.AutoField"
