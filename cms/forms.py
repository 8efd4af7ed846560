"""What authors upload, looked at before it is taken."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from wagtail.documents.forms import BaseDocumentForm
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


class DocumentForm(BaseDocumentForm):
    """Says before choosing which kinds of file are taken, and how large they may be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            return  # only its title is changed
        kinds = settings.WAGTAILDOCS_EXTENSIONS
        most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        file = self.fields["file"]
        file.help_text = f"{', '.join(each.upper() for each in kinds)}, up to {most}."
        file.widget.attrs["accept"] = ",".join(f".{each}" for each in kinds)
