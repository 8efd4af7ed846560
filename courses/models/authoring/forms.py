"""The form of an activity: only this course's objectives can be chosen."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from courses.models.authoring.course import CoursePage, Objective


class FormOfACoursePart(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "objectives" not in self.fields:
            return
        beneath = self.parent_page or (self.instance.get_parent() if self.instance.pk else None)
        course = CoursePage.objects.ancestor_of(beneath).first() if beneath else None
        field = self.fields["objectives"]
        field.widget = forms.CheckboxSelectMultiple()
        field.queryset = course.objectives.all() if course else Objective.objects.none()
        field.help_text = (
            "" if field.queryset.exists() else "Say first, under Objectives, what the course is for."
        )
