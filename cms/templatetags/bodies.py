"""Frozen bodies as markup. What is rendered holds no person, no token, no form and no place."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django import template
from django.core.cache import caches
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from cms.models.pages import KitPage
from cms.rules import body_format
from cms.rules.file_names import file_name

register = template.Library()

#: Goes up whenever a template under ``cms/blocks`` changes what it says, so that nothing stale is shown.
RENDERER_VERSION = 2


@register.simple_tag
def render_body(digest: str, body: Mapping[str, Any]) -> SafeString:
    """``{% render_body activity.digest activity.body %}``: its blocks, rendered once for everybody."""
    cache, key = caches["rendered"], f"body:{digest}:{RENDERER_VERSION}"
    html = cache.get(key)
    if html is None:
        html = "".join(render_block(block) for block in body_format.blocks_of(body))
        cache.set(key, html, None)
    return mark_safe(html)  # cleaned when it was frozen; templates escape the rest


@register.simple_tag(takes_context=True)
def render_page(context: template.Context, page: KitPage) -> SafeString:
    """``{% render_page page %}``: a page of the site; what is being previewed is not kept."""
    if getattr(context.get("request"), "is_preview", False) or not page.live_revision_id:
        return _rendered(page)
    # Numbers may come again after a restore; the moment it was published does not.
    version = f"{page.pk}:{page.live_revision_id}:{page.last_published_at.timestamp()}:{RENDERER_VERSION}"
    cache, key = caches["rendered"], f"page:{version}"
    html = cache.get(key)
    if html is None:
        html = _rendered(page)
        cache.set(key, html, None)
    return mark_safe(html)


def _rendered(page: KitPage) -> SafeString:
    body = page.frozen_body()
    return render_body(body_format.digest_of(body), body)


def render_block(block: dict[str, Any]) -> str:
    return get_template(f"cms/blocks/{block['kind']}.html").render({"block": block})


@register.filter
def as_markup(html: str) -> SafeString:
    """``{{ block.html|as_markup }}``: text that was cleaned when it was frozen."""
    return mark_safe(html)


@register.filter
def saved_as_titled(block: dict[str, Any]) -> str:
    """``{{ block|saved_as_titled }}``: where a file is fetched, so that it is saved under its title."""
    stem, suffix = file_name(block["title"]), block["src"].rpartition(".")[2]
    if not stem:
        return str(block["src"])
    return f"{block['src']}/{quote(stem.removesuffix(f'.{suffix}') + '.' + suffix)}"
