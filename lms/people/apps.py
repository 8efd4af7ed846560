from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lms.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from lms.people import listeners  # noqa: F401
        from lms.people.views import menus  # noqa: F401
