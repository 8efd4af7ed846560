"""How far something that a trainer writes is: a draft, ready, or ready and changed since."""

from typing import Any

from courses.models.authoring.drafts import checked

DRAFT, READY, CHANGED = "draft", "ready", "changed"
WORDS = {DRAFT: "Draft", READY: "Ready", CHANGED: "Ready, changed since"}


class HasState:
    """For pages and questions: Wagtail's words for publishing, in a trainer's."""

    live: bool
    has_unpublished_changes: bool
    draft: Any = None  # as load_drafts has read it

    @property
    def state(self) -> str:
        if not self.live:
            return DRAFT
        return CHANGED if self.has_unpublished_changes else READY

    @property
    def state_words(self) -> str:
        return WORDS[self.state]

    @property
    def status_string(self) -> str:
        """What Wagtail shows in its own lists and panels."""
        return self.state_words

    def as_drafted(self) -> Any:
        """With the changes that are not marked ready yet."""
        return self.draft or self.get_latest_revision_as_object()  # type: ignore[attr-defined]

    @classmethod
    def from_serializable_data(cls, data: Any, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """modelcluster's, which would ask for every reference by itself whether it is still there."""
        if check_fks:
            data = checked(cls, data)
        return super().from_serializable_data(data, False, strict_fks)  # type: ignore[misc]
