"""What can be done to the public site, and what is kept of uploads."""

from cms.actions.keeping import keep_file, keep_picture, keep_what_was_not_kept
from cms.actions.public_pages import make_public_pages, missing_pages, publish_news, publish_resource

__all__ = [
    "keep_file",
    "keep_picture",
    "keep_what_was_not_kept",
    "make_public_pages",
    "missing_pages",
    "publish_news",
    "publish_resource",
]
