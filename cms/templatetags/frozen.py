"""Frozen bodies as markup. What is rendered holds no person, no token, no form and no place."""

from typing import Any

from django import template
from django.core.cache import caches
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from cms.models.pages import KitPage
from cms.rules import frozen

register = template.Library()

#: Goes up whenever a template under ``cms/frozen`` changes what it says, so that nothing stale is shown.
RENDERER_VERSION = 1


@register.simple_tag
def render_body(digest: str, body: dict[str, Any]) -> SafeString:
    """``{% render_body activity.digest activity.body %}``: its blocks, rendered once for everybody."""
    cache, key = caches["rendered"], f"body:{digest}:{RENDERER_VERSION}"
    html = cache.get(key)
    if html is None:
        html = "".join(render_block(block) for block in body["blocks"])
        cache.set(key, html, None)
    return mark_safe(html)  # cleaned when it was frozen; templates escape the rest


@register.simple_tag(takes_context=True)
def render_page(context: template.Context, page: KitPage) -> SafeString:
    """``{% render_page page %}``: a page of the site; what is being previewed is not kept."""
    if getattr(context.get("request"), "is_preview", False) or page.live_revision_id is None:
        return _rendered(page)
    cache, key = caches["rendered"], f"page:{page.pk}:{page.live_revision_id}:{RENDERER_VERSION}"
    html = cache.get(key)
    if html is None:
        html = _rendered(page)
        cache.set(key, html, None)
    return mark_safe(html)


def _rendered(page: KitPage) -> SafeString:
    body = page.frozen_body()
    return render_body(frozen.digest_of(body), body)


def render_block(block: dict[str, Any]) -> str:
    return get_template(f"cms/frozen/{block['kind']}.html").render({"block": block})


@register.filter
def as_markup(html: str) -> SafeString:
    """``{{ block.html|as_markup }}``: text that was cleaned when it was frozen."""
    return mark_safe(html)
