"""Form fields and the summary of what is still to be put right."""

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from lms.core.form_rendering import group_kind, house_attributes, worded_errors

register = template.Library()

Values = dict[str, Any]


@register.simple_tag
def field(bound: BoundField, hint: str = "", size: str = "") -> SafeString:
    """``{% field form.name hint="" size="l" %}``: label, hint, error and input of one field."""
    return bound.render(context={"field": bound, "own_hint": hint, "size": size})


@register.simple_tag
def house_input(bound: BoundField, own_hint: str = "") -> SafeString:
    """``{% house_input field own_hint %}``: the bare input in the site's classes; for the field template."""
    return bound.as_widget(attrs=house_attributes(bound, described=bool(own_hint)))


@register.filter
def in_words(bound: BoundField) -> list[str]:
    """``{% for error in field|in_words %}``: what is wrong with an answer, naming its question."""
    return worded_errors(bound)


@register.filter
def kind_of_group(bound: BoundField) -> str:
    """``{{ field|kind_of_group }}``: radios, checkboxes, single-checkbox, date, password, file or plain."""
    return group_kind(bound)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*shown: BaseForm) -> Values:
    """``{% error_summary form other_form %}``: at the top of the page, if there is anything to say."""
    return {
        "problems": [
            problem for form in shown if isinstance(form, forms.BaseForm) for problem in problems(form)
        ]
    }


def problems(form: BaseForm) -> list[Values]:
    if not form.is_bound:
        return []
    general = [{"text": text, "target": ""} for text in form.non_field_errors()]
    named = [
        {"text": text, "target": first_input(form[name])}
        for name in form.errors
        if name in form.fields
        for text in worded_errors(form[name])
    ]
    return general + named


def first_input(bound: BoundField) -> str:
    """The id of what a person would fill in first, so that the summary's link goes there."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id
