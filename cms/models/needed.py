"""Pages that the site cannot be without: their words are replaced, never they themselves."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, PagePermissionTester

ITS_ADDRESS_STAYS = "The site links to this page, so its address stays “{slug}”. Replace its words instead."
IT_STAYS = "The site cannot be without this page, so it does not expire. Replace its words instead."


class RightsOnSitePage(PagePermissionTester):
    """Public pages are public: none is for some people only. Their lists have orders of their own."""

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class RightsOnNeededPage(RightsOnSitePage):
    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False  # Wagtail lets superusers, without asking whether it can be moved at all


class SitePageForm(WagtailAdminPageForm):
    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        page = self.instance
        if page.pk and page.is_needed and slug != page.slug:
            raise ValidationError(ITS_ADDRESS_STAYS.format(slug=page.slug))
        return slug

    def clean_expire_at(self) -> Any:
        expires = self.cleaned_data["expire_at"]
        if expires and self.instance.pk and self.instance.is_needed:
            raise ValidationError(IT_STAYS)
        return expires


class SitePage(Page):
    """A page of the public site."""

    base_form_class = SitePageForm

    class Meta:
        abstract = True

    @property
    def is_needed(self) -> bool:
        """Whether the site cannot be without it."""
        return True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return RightsOnNeededPage(user, self) if self.is_needed else RightsOnSitePage(user, self)
