"""How Django's forms look here: ``FORM_RENDERER = "lms.core.form_rendering.HouseRenderer"``.

Only the form and field templates are ours. Widget templates stay Django's own, because the authoring side
renders its widgets through the same renderer; our classes are added where the field template asks for input.
"""

from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

INPUT = "nhsuk-input"
CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "nhsuk-textarea"),
    (forms.SelectMultiple, "nhsuk-select"),
    (forms.Select, "nhsuk-select"),
    (forms.ClearableFileInput, "nhsuk-file-upload__input"),
    (forms.FileInput, "nhsuk-file-upload__input"),
    (forms.CheckboxInput, "nhsuk-checkboxes__input"),
    (forms.PasswordInput, f"{INPUT} nhsuk-password-input__input nhsuk-js-password-input-input"),
    (Input, INPUT),
    (forms.MultiWidget, INPUT),
]
ERROR_CLASSES = {
    "nhsuk-textarea": "nhsuk-textarea--error",
    "nhsuk-select": "nhsuk-select--error",
    INPUT: "nhsuk-input--error",
}
NOT_FILLED_IN = "This field is required."
STOCK_ERRORS = {
    NOT_FILLED_IN: "“{label}” is still empty.",
    "Enter a valid email address.": "“{label}” has to look like name@example.org.",
    "Enter a valid date.": "“{label}” has to be a real date, such as 3 9 2026.",
    "Enter a whole number.": "“{label}” has to be a whole number.",
}


class HouseRenderer(TemplatesSetting):
    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


class DayMonthYear(forms.SelectDateWidget):
    """Three boxes for a date that people know by heart: day, month, year. Use as a DateField's widget."""

    template_name = "core/forms/widgets/day_month_year.html"
    input_type = "text"
    parts = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = forms.Widget.get_context(self, name, value, attrs)
        written = context["widget"]["value"] or {}
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', f'id_{name}')}_{part}",
                "label": label,
                "width": width,
                "value": written.get(part) or "",
            }
            for part, label, width in self.parts
        ]
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day"


def group_kind(bound: BoundField) -> str:
    """Which part of the field template draws this field."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "single-checkbox"
    if isinstance(widget, DayMonthYear):
        return "date"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    return "plain"


def worded_errors(bound: BoundField) -> list[str]:
    """What is wrong with an answer. Django's stock sentences name no question, so ours take their place."""
    label = str(bound.label).rstrip("?:.")
    stock = STOCK_ERRORS
    if isinstance(bound.field, forms.BooleanField):
        stock = {NOT_FILLED_IN: "Tick “{label}” to carry on."}
    elif isinstance(bound.field, forms.ChoiceField | forms.ModelChoiceField):
        stock = {NOT_FILLED_IN: "Choose an answer for “{label}”."}
    texts = [str(text) for text in bound.errors]
    return [stock[text].format(label=label) if text in stock else text for text in texts]


def house_attributes(bound: BoundField, *, described: bool = False) -> dict[str, Any]:
    """The classes an input wears, its own kept; ``described`` when the page gave it a hint of its own."""
    widget = bound.field.widget
    named = next((classes for kind, classes in CLASSES if isinstance(widget, kind)), "")
    own = widget.attrs.get("class", "")
    error = ERROR_CLASSES.get(named.split(" ")[0], "") if bound.errors else ""
    attributes: dict[str, Any] = {"class": " ".join(part for part in (named, own, error) if part)}
    if described and not bound.field.help_text:
        described_by = [f"{bound.auto_id}_helptext", f"{bound.auto_id}_error" if bound.errors else ""]
        attributes["aria-describedby"] = " ".join(part for part in described_by if part)
    return attributes
