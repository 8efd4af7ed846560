"""The editor for site pages, sources and media, and a menu with only what is theirs."""

import copy
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.html import format_html, json_script
from wagtail import hooks
from wagtail.admin import messages, widgets
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from cms.models import Source
from cms.permissions import ADMINISTRATORS, EDITORS, TheirOwn, holds, is_theirs
from cms.rules.left_out import for_the_script, left_out_of
from lms.core.fields import LineField, LinesField
from lms.core.refusals import NotAllowed
from lms.core.templatetags.page_components import asset

# Whatever is typed into a form of the editor comes in clean, too: titles, names, captions of tables.
register_form_field_override(models.CharField, override={"form_class": LineField}, exact_class=True)
register_form_field_override(
    models.TextField,
    override={"form_class": LinesField, "widget": widgets.AdminAutoHeightTextInput},
    exact_class=True,
)

#: Wagtail's own entries that only administrators meet. What is not named here was put there by us.
FOR_ADMINISTRATORS = {"settings", "reports"}
NOT_THEIRS = (
    "This belongs to another author. Ask them, or an administrator, to change it; or make one of your own."
)
FOR_NOBODY = {"explorer", "images", "documents", "snippets", "help"}


class AddSource(CreateView):
    def save_instance(self) -> Source:
        self.form.instance.added_by = self.request.user
        source: Source = super().save_instance()
        return source


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "link-external"
    menu_label = "Sources"
    menu_name = "sources"
    menu_order = 300
    add_to_admin_menu = True
    url_namespace = "sources"
    base_url_path = "sources"
    list_display = ["title", "publisher", "checked_on"]
    copy_view_enabled = False
    add_view_class = AddSource


register_permission_policy(Source, TheirOwn(Source, is_theirs))
register_snippet(SourceViewSet)


@hooks.register("before_edit_snippet")
def changed_by_those_whose_it_is(request: HttpRequest, row: Any) -> None:
    _refuse_others("change", row, request)


@hooks.register("before_unpublish")
def taken_back_by_those_whose_it_is(request: HttpRequest, row: Any) -> None:
    _refuse_others("publish", row, request)


@hooks.register("before_delete_snippet")
def deleted_by_those_whose_it_is(request: HttpRequest, rows: list[Any]) -> None:
    for row in rows:
        _refuse_others("delete", row, request)


def _refuse_others(action: str, row: Any, request: HttpRequest) -> None:
    """Wagtail asks whether somebody changes rows of that kind, and not whether this one is theirs."""
    policy = policy_registry.get(row)
    if not isinstance(row, Page) and not policy.user_has_permission_for_instance(request.user, action, row):
        raise NotAllowed(NOT_THEIRS)


class SitePagesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return holds(request.user, EDITORS, ADMINISTRATORS)


@hooks.register("register_admin_menu_item")
def site_pages() -> MenuItem:
    return SitePagesItem("Site pages", reverse("wagtailadmin_explore_root"), icon_name="site", order=700)


@hooks.register("register_admin_menu_item")
def pictures_and_media() -> MenuItem:
    items = [
        MenuItem("Pictures", reverse("wagtailimages:index"), icon_name="image", order=1),
        MenuItem("Files", reverse("wagtaildocs:index"), icon_name="doc-full-inverse", order=2),
    ]
    return SubmenuMenuItem(
        "Pictures and media", Menu(items=items), icon_name="image", name="media", order=400
    )


@hooks.register("construct_main_menu")
def only_what_is_theirs(request: HttpRequest, items: list[MenuItem]) -> None:
    hidden = FOR_NOBODY if holds(request.user, ADMINISTRATORS) else FOR_NOBODY | FOR_ADMINISTRATORS
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("insert_global_admin_css")
def our_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', asset("authoring/authoring.css"))


@hooks.register("insert_editor_js")
def says_what_pasting_left_out() -> str:
    script = format_html('<script src="{}" defer></script>', asset("authoring/pasting.js"))
    return json_script(for_the_script(), "left-out") + script


@hooks.register("before_serve_document")
def files_are_for_authors(document: Any, request: HttpRequest) -> None:
    """Learners and visitors get the copies that editions and pages keep. To them, an upload is not there."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_was_left_out(request: HttpRequest, page: Page) -> None:
    """The editor's own filter keeps only clean text. What it left out is named, not lost in silence."""
    left_out = left_out_of(value for values in request.POST.lists() for value in values[1])
    if left_out and "application/json" not in request.headers.get("Accept", ""):
        messages.warning(request, f"Only plain text was kept. Left out: {', '.join(left_out)}.")


@hooks.register("construct_snippet_action_menu", order=1000)  # after those who add to it
def ready_not_published(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """What lies in a bank is not published: it is ready."""
    items[:] = [_in_our_words(item) for item in items]


def _in_our_words(item: Any) -> Any:
    words = {"action-publish": "Mark ready", "action-unpublish": "Back to draft"}.get(item.name)
    if not words:
        return item
    item = copy.copy(item)  # Wagtail keeps one for all requests
    item.label = words
    if item.name == "action-publish":
        item.template_name = "cms/mark_ready_button.html"
    return item
