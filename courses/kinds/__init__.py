"""The kinds of question, one folder each, with the same file names in all of them.

Folders are found by themselves: copy one, and you have the next kind. One that begins with an underscore is
no kind but what several have in common.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent


def names() -> Iterator[str]:
    for folder in sorted(HERE.iterdir()):
        if (folder / "rule.py").is_file() and not folder.name.startswith("_"):
            yield folder.name


def load(*parts: str) -> None:
    """Import these files of every kind, which makes them known by name."""
    for name in names():
        for part in parts:
            import_module(f"{__name__}.{name}.{part}")
