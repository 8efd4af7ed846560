"""Fields of forms and tables through which text comes in clean, and is found as it is typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from lms.core import text

INVISIBLE = "There is nothing to be seen in this. Please write it again."


class LineField(forms.CharField):
    """One line: a name, a title. What cannot be seen is no name."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        line = text.one_line(typed) if isinstance(typed, str) else typed
        if line and text.is_blank(line):
            raise ValidationError(INVISIBLE, code="invisible")
        return line or ""


class LinesField(forms.CharField):
    """Text of several lines."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return (text.several_lines(typed) if isinstance(typed, str) else typed) or ""


class AddressField(forms.EmailField):
    """An e-mail address, however it was pasted. One that no mail could be sent to is refused."""

    default_error_messages = {"invalid": "This does not look like an e-mail address: name@example.org."}

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        address = (text.address(typed) if isinstance(typed, str) else typed) or ""
        if address and not text.can_be_mailed(address):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return address


class SearchableField(models.TextField):
    """What another column of the row says, as it is searched (``text.searchable``). Kept in step on saving.

    ``source`` is that column, or an attribute that says it. Whoever changes a row by ``QuerySet.update`` or
    with ``update_fields`` has to name both.
    """

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        self.source = source
        kwargs |= {"editable": False, "default": "", "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Migrations know a column of text, and nothing of how it is filled."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, instance: models.Model, add: bool) -> str:
        value = text.searchable(str(getattr(instance, self.source)))
        setattr(instance, self.attname, value)
        return value
