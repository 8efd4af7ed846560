"""``{% load components %}``: every component, and the filters for dates, minutes and sizes.

The tags live beside this file by subject; here they become one library. Each renders
``components/<name>.html``, questions excepted, and is styled by ``static/scss/components/_<name>.scss``;
``/components/`` shows them all in development.
"""

from django import template

from lms.core.templatetags import (
    content_components,
    form_components,
    learning_components,
    page_components,
    quiz_components,
    record_components,
    words,
)

register = template.Library()

for part in (
    words,
    page_components,
    content_components,
    learning_components,
    quiz_components,
    record_components,
    form_components,
):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
