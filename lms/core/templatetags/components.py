"""``{% load components %}``: every component, and the filters for dates, minutes and sizes.

The tags live beside this file by subject, and in packages further right those that know what the package
knows: each package includes its own when the site starts. Each tag renders ``components/<name>.html`` and
is styled by ``static/scss/components/_<name>.scss``; ``/components/`` shows them all
in development.
"""

from django import template

from lms.core.templatetags import (
    content_components,
    form_components,
    list_components,
    page_components,
    words,
)

register = template.Library()


def include(library: template.Library) -> None:
    """Its tags and filters become part of ``{% load components %}``."""
    register.tags.update(library.tags)
    register.filters.update(library.filters)


for part in (words, page_components, content_components, list_components, form_components):
    include(part.register)
