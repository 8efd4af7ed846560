"""What authors upload, looked at before it is taken."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from cms.rules.pictures import NotAPicture, copies_of


class PictureForm(BaseImageForm):
    """Refuses what learners could not be shown as it was meant, and says why."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        file.seek(0)
        try:
            copies_of(file.read())
        except NotAPicture as problem:
            raise ValidationError(str(problem)) from problem
        finally:
            file.seek(0)
        return file
