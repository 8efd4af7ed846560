"""What can be done to the public site."""

from cms.actions.public_pages import make_public_pages, publish_news, publish_resource

__all__ = ["make_public_pages", "publish_news", "publish_resource"]
