"""Golden examples: what was frozen once, in every format there ever was, and what it must say for ever."""

import json
from pathlib import Path
from typing import Any


def examples(folder: Path, pattern: str) -> dict[str, Any]:
    """By file name without its ending."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob(pattern))}


def paths(value: Any, *, apart: frozenset[str] = frozenset(), at: str = "") -> set[str]:
    """Every way to a key, with [] for all that a list holds; what lies under a name ``apart`` has its own
    format, and is not looked into.
    """
    if isinstance(value, list | tuple):
        return {path for each in value for path in paths(each, apart=apart, at=f"{at}[]")}
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, each in value.items():
        found |= {f"{at}.{key}"} | (set() if key in apart else paths(each, apart=apart, at=f"{at}.{key}"))
    return found
