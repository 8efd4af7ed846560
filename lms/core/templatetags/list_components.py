"""Components that show many things, or how far one is: states, progress, tables, lists, charts."""

from typing import Any, NotRequired, TypedDict

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

Values = dict[str, Any]


class Bar(TypedDict):
    label: str
    value: float


class Share(TypedDict):
    """How many of ``total`` are of which colour (leaf, teal, sand), and the same in words."""

    label: str
    words: str
    total: int
    parts: list[tuple[str, int]]


class SummaryRow(TypedDict):
    """What is known, and where it can be changed; ``about`` is said aloud after the action."""

    key: str
    value: str
    href: NotRequired[str]
    action: NotRequired[str]
    about: NotRequired[str]


#: state: (words, colour, shape). Shape and words carry the meaning; the colour only helps.
#: Packages further right add theirs.
STATES: dict[str, tuple[str, str, str]] = {
    "waiting": ("Being made", "honey", "clock"),
    "ready": ("Ready", "leaf", "tick"),
    "invited": ("Invited", "plum", "clock"),
    "active": ("Active", "leaf", "tick"),
    "ended": ("Ended", "sand", "dash"),
}


@register.inclusion_tag("components/status.html")
def status(state: str, text: str = "") -> Values:
    """``{% status "under_way" %}`` or ``{% status "completed" "Completed 3 May 2026" %}``: see STATES."""
    words, colour, shape = STATES.get(state, (state.replace("_", " ").capitalize(), "sand", "ring"))
    return {"text": text or words, "colour": colour, "shape": shape, "state": state}


@register.inclusion_tag("components/data_table.html")
def data_table(caption: str, columns: list[Any], rows: list[list[Any]], **more: Any) -> Values:
    """``{% data_table caption="People" columns=columns rows=rows layout="cards" %}``

    A column is words or ``{text, numeric}``; a cell is words, safe HTML or ``{text, href, html}``; the first
    of a row is its heading. Layouts: cards (a card a row on a phone), scroll. More: hide_caption, empty.
    """
    named = [column if isinstance(column, dict) else {"text": column} for column in columns]
    lined = [
        [{"column": column, "cell": cell} for column, cell in zip(named, row, strict=True)] for row in rows
    ]
    return {"layout": "cards", **more, "caption": caption, "columns": named, "rows": lined}


@register.simple_block_tag
def table_region(content: str, label: str) -> SafeString:
    """``{% table_region label="People and courses" %}<table>…</table>{% endtable_region %}``: scrolls."""
    return render_to_string("components/table_region.html", {"content": content, "label": label})


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: list[SummaryRow]) -> Values:
    """``{% summary_list rows %}``: a row is ``{key, value, href, action, about}``."""
    return {"rows": rows}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(label: str, rows: list[Bar], unit: str = "", full: float = 0) -> Values:
    """``{% bar_chart label="Completed by team" rows=rows unit="%" %}``: a row is ``{label, value}``.

    A full bar is ``full``, or the largest value. Drawn on the server inside a table, so the figures
    are there without the picture.
    """
    largest = full or max((row["value"] for row in rows), default=0)
    drawn = [{**row, "width": round(row["value"] * 100 / largest, 1) if largest else 0} for row in rows]
    return {"label": label, "rows": drawn, "unit": unit}


@register.inclusion_tag("components/share_chart.html")
def share_chart(label: str, rows: list[Share]) -> Values:
    """``{% share_chart label="Each course" rows=rows %}``: a row is ``{label, words, total, parts}``.

    ``parts`` are (colour, count) of ``total``, drawn one after the other; colours leaf, teal, sand. The words
    carry the figures, the picture only helps.
    """
    return {"label": label, "rows": [{**row, "bars": _bars(row["parts"], row["total"])} for row in rows]}


def _bars(parts: list[tuple[str, int]], total: int) -> list[Values]:
    bars, x = [], 0.0
    for colour, count in parts:
        width = round(count * 100 / total, 1) if total else 0.0
        if width:
            bars.append({"colour": colour, "x": round(x, 1), "width": width})
        x += width
    return bars


@register.simple_block_tag
def person_row(content: str, name: str, href: str = "", detail: str = "") -> SafeString:
    """``{% person_row name="Ann Lee" href=url detail=role %}status{% endperson_row %}``: inside a ul."""
    values = {"content": content, "name": name, "href": href, "detail": detail}
    return render_to_string("components/person_row.html", values)


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(done: int, total: int, label: str, hide_label: bool = False) -> Values:
    """``{% progress_bar done=3 total=5 label="Parts finished" hide_label=False %}``"""
    return {"done": done, "total": total, "label": label, "hide_label": hide_label}


@register.inclusion_tag("components/progress_ring.html")
def progress_ring(done: int, total: int, label: str) -> Values:
    """``{% progress_ring done=3 total=5 label="parts finished" %}``: a picture with its words."""
    return {"done": done, "total": total, "label": label, "share": round(done * 100 / total) if total else 0}


@register.inclusion_tag("components/stepper.html")
def stepper(at: int, of: int, noun: str = "Question") -> Values:
    """``{% stepper at=3 of=9 noun="Question" %}``: where one is in something short."""
    return {"at": at, "of": of, "noun": noun, "steps": range(1, of + 1)}
