"""The table: one file per package. A file may have ``prepare(world)``, which adds what its rows ask for."""

from importlib import import_module
from pkgutil import iter_modules

from tests.house.authorisation.table import Others, Row, World

_FILES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]

ROWS: list[Row] = [row for file in _FILES for row in getattr(file, "ROWS", [])]
OTHERS: list[Others] = [others for file in _FILES for others in getattr(file, "OTHERS", [])]


def prepare(world: World, name: str) -> World:
    """What the rows of this address's file need."""
    for file in _FILES:
        if any(row.name == name for row in getattr(file, "ROWS", [])) and hasattr(file, "prepare"):
            file.prepare(world)
    return world
