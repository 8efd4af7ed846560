"""The cells of a grid as HTML. Made in Python and once per value: a grid has a thousand of them."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import TypedDict

from django.utils.safestring import SafeString, mark_safe

from courses.rules.standing import Standing, State
from lms.core.templatetags.list_components import Share
from lms.core.words import counted, long_date
from lms.reports.queries.team import Grid, Person
from lms.reports.rules.words import CERTIFICATE_WORDS

NOT_JOINED = '<td class="progress-grid__none" role="cell"><span>Not joined</span></td>'


class GridRow(TypedDict):
    """A person: the address of their page, words about them, and their cells (the heading, and one for each
    course) as safe HTML.
    """

    name: str
    href: str
    detail: str
    cells: SafeString


def rows_of(grid: Grid, *, address_of: Callable[[Person], str]) -> Iterable[GridRow]:
    """A row for each person on the page, in their order."""
    titles = [(course, escape(title)) for course, title in grid.courses]
    teams = {person.team for person in grid.people}
    for person in grid.people:
        detail = f"{person.job_role}, {person.team}" if len(teams) > 1 else person.job_role
        href = address_of(person)
        cells, states = [], []
        for course, title in titles:
            standing = grid.standing(person.pk, course)
            states.append(standing.state)
            cells.append(cell(standing, title))
        yield {
            "name": person.name,
            "href": href,
            "detail": detail,
            "cells": mark_safe(_heading(person.name, href, detail, _summary(states)) + "".join(cells)),
        }


def _heading(name: str, href: str, detail: str, summary: str) -> str:
    """The cell that says who it is. ``summary`` stands for the others where the row is a card, on a phone."""
    return (
        f'<th scope="row" role="rowheader"><a href="{escape(href)}">{escape(name)}</a>'
        f'<span class="progress-grid__detail">{escape(detail)}</span>'
        f'<span class="progress-grid__summary" aria-hidden="true">{summary}</span></th>'
    )


def cell(standing: Standing, title: str) -> str:
    """``title`` (safe HTML) names the course where the row is a card, on a phone."""
    if standing.state is State.NOT_JOINED:
        return NOT_JOINED
    earned = standing.certificate
    words = _words(standing.state, standing.on, standing.done, standing.total, standing.again)
    certificate = _certificate(earned.number, earned.state) if earned else ""
    return (
        f'<td class="progress-grid__{standing.state}" role="cell">'
        f'<span class="progress-grid__course" aria-hidden="true">{title}</span>{words}{certificate}</td>'
    )


@lru_cache(maxsize=4096)
def _words(state: State, on: object, done: int, total: int, again: bool) -> str:
    if state is State.UNDER_WAY:
        return f'<span class="progress-grid__state">{small_bar(done, total)} {done} of {total}</span>'
    if state is State.LEFT:
        return f'<span class="progress-grid__state">Left {long_date(on)}</span>'
    more = f'<span class="progress-grid__more">Again: {done} of {total}</span>' if again else ""
    day = long_date(on)
    return (
        '<span class="progress-grid__state"><span class="nhsuk-u-visually-hidden">Completed </span>'
        f'<span aria-hidden="true">✓</span> {day}</span>{more}'
    )


def _certificate(number: str, state: str) -> str:
    if state == "issued":
        return (
            '<span class="progress-grid__more"><span class="nhsuk-u-visually-hidden">Certificate </span>'
            f"{number}</span>"
        )
    return f'<span class="progress-grid__more">Certificate {CERTIFICATE_WORDS[state]}</span>'


@lru_cache(maxsize=1024)
def small_bar(done: int, total: int) -> SafeString:
    """How far, as a picture beside its words."""
    width = round(done * 48 / total) if total else 0
    return mark_safe(
        '<svg class="small-bar" width="48" height="8" viewBox="0 0 48 8" aria-hidden="true">'
        '<rect class="small-bar__ground" width="48" height="8" rx="4"/>'
        f'<rect class="small-bar__fill" width="{width}" height="8" rx="4"/></svg>'
    )


def _summary(states: list[State]) -> str:
    """For the card of a person on a phone: “2 completed, 1 under way”."""
    parts = [
        f"{states.count(state)} {word}"
        for state, word in (
            (State.COMPLETED, "completed"),
            (State.UNDER_WAY, "under way"),
            (State.LEFT, "left"),
        )
        if state in states
    ]
    return ", ".join(parts) or "Nothing joined yet"


def shares_of(grid: Grid) -> list[Share]:
    """Rows of the chart: each course, and how many of the people stand where."""
    return [
        {
            "label": title,
            "words": _share_words(each.completed, each.under_way, each.people),
            "total": each.people,
            "parts": [("leaf", each.completed), ("teal", each.under_way), ("sand", each.left)],
        }
        for title, each in grid.tallies
    ]


def _share_words(completed: int, under_way: int, people: int) -> str:
    words = f"{completed} of {counted(people, 'person', 'people')} completed"
    return f"{words}, {under_way} under way" if under_way else words
