from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = "Courses"

    def ready(self) -> None:
        from courses.queries import invariants  # noqa: F401
        from courses.views import navigation  # noqa: F401
