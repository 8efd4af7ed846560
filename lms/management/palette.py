"""Colours of the compiled style sheet by their names, so that a theme can say what each name stands for."""

import re

NAMED = re.compile(r'"([a-z-]+)":\s*(#[0-9a-f]{3,6}),')
#: With what it is the meaning of, if it is: there a colour may stand, since that gives it a name.
USED = re.compile(r"(--[a-z-]+:\s*)?(?<![\w%-])(#(?:[0-9a-fA-F]{3}){1,2})\b(?=[^{}]*\})")


class UnnamedColour(Exception):
    """The sheet uses a colour that the palette does not name."""


def names(palette: str) -> dict[str, str]:
    """By colour on light, six digits long, the name; of ``_palette.scss``.

    With the colours that nhsuk-frontend works out by itself, to which ``$computed`` gives one of the names.
    Raises ``ValueError`` where two names have the same colour: one could not be told from the other.
    """
    light = palette.partition("$light:")[2].partition(");")[0]
    found: dict[str, str] = {}
    for name, colour in NAMED.findall(light):
        if (before := found.setdefault(_in_full(colour), name)) != name:
            raise ValueError(f"“{before}” and “{name}” have the same colour on light, {colour}.")
    computed = palette.partition("$computed:")[2].partition(");")[0]
    return found | {_in_full(colour): name for name, colour in NAMED.findall(computed)}


def name_colours(sheet: str, palette: str) -> str:
    """The sheet with ``var(--name)`` for every colour. Raises ``UnnamedColour``."""
    known = names(palette)

    def named(found: re.Match[str]) -> str:
        if found[1]:
            return found[0]
        name = known.get(_in_full(found[2]))
        if name is None:
            raise UnnamedColour(found[2])
        return f"var(--{name})"

    return USED.sub(named, sheet)


def _in_full(colour: str) -> str:
    digits = colour.removeprefix("#").lower()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)
