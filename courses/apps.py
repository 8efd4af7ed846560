from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = "Courses"

    def import_models(self) -> None:
        """Our tables, and those of the kinds of question and of activity: found here, so that nothing else
        names them.
        """
        super().import_models()
        from courses import activities, kinds

        kinds.load("rule", "question")
        activities.load("rule", "page")

    def ready(self) -> None:
        from courses import activities
        from courses.permissions import name_rights_in_the_editor
        from courses.queries import invariants  # noqa: F401
        from courses.templatetags import learning_components
        from courses.views import slots  # noqa: F401
        from lms.core.templatetags import components

        components.include(learning_components.register)
        activities.load("views")
        name_rights_in_the_editor()
        post_migrate.connect(find_courses, sender=self, dispatch_uid="courses.found")
        post_delete.connect(forget_its_authors, sender="courses.CoursePage", dispatch_uid="courses.authors")


def find_courses(**_: Any) -> None:
    """Courses from before they could be found by what their lessons say, or restored without their index."""
    from courses.actions.indexing import index_what_is_missing

    index_what_is_missing()


def forget_its_authors(instance: Any, **_: Any) -> None:
    """A course page that is deleted takes the group of its authors along."""
    from django.contrib.auth.models import Group

    from courses.actions.authoring.authorship import group_name

    Group.objects.filter(name=group_name(instance.pk)).delete()
