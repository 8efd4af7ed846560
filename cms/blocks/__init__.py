"""The content kit: what a lesson, a resource and a page of the site are written with.

Each kind of block is a file. It knows how to freeze itself into our own format (``freeze``), and what its
author should look at before it is released (``findings``).
"""

from cms.blocks.kit import ContentKit, Finding, ShortKit

__all__ = ["ContentKit", "Finding", "ShortKit"]
