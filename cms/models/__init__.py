"""The public site's pages, what they are called and who is behind them, and sources."""

from cms.models.kept import KeptFile, KeptPicture
from cms.models.pages import (
    HomePage,
    NewsIndexPage,
    NewsPage,
    ResourceLibraryPage,
    ResourcePage,
    StandardPage,
)
from cms.models.site import SiteSettings
from cms.models.source import Source

__all__ = [
    "HomePage",
    "KeptFile",
    "KeptPicture",
    "NewsIndexPage",
    "NewsPage",
    "ResourceLibraryPage",
    "ResourcePage",
    "SiteSettings",
    "Source",
    "StandardPage",
]
