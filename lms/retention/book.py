"""The form of what ``lines`` says: lines about tables, and the rules in them."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q
from modelcluster.fields import ParentalKey

from lms.retention.rules import Length


@dataclass(frozen=True)
class Rule:
    """Rows of a table leave, or lose their words, so long after a time that stands in them."""

    table: str
    after: Length
    since: str  # the field that holds the time
    only: Q = field(default_factory=Q)
    words: dict[str, Any] = field(default_factory=dict)  # what they are emptied to; none: the row leaves

    @property
    def name(self) -> str:
        return f"{self.table} {'emptied' if self.words else 'left'}"


@dataclass(frozen=True)
class Line:
    """For how long a table's rows are kept, and why. Without rules: they stay."""

    table: str
    because: str
    rules: tuple[Rule, ...] = ()


class Book:
    """All the lines, in the order in which they were written."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    def kept(self, *tables: str, because: str) -> None:
        for table in tables:
            self._write(Line(table, because))

    def leaves(self, table: str, *, after: Length, since: str, because: str, only: Q | None = None) -> None:
        self._write(Line(table, because, (Rule(table, after, since, only or Q()),)))

    def emptied(self, table: str, *, after: Length, since: str, only: Q, **words: Any) -> None:
        """Its rows lose these words before they leave, by a line that is there already."""
        line = self.lines[table]
        emptying = Rule(table, after, since, only, words)
        self.lines[table] = Line(table, line.because, (emptying, *line.rules))

    def about(self, model: type[Model]) -> Line | None:
        """Its own line; or, if it has none, of the page or question of which it is a kind or a part."""
        line = self.lines.get(model._meta.db_table)
        return line or next((found for each in _wholes(model) if (found := self.about(each))), None)

    def rules(self) -> list[Rule]:
        """In the order in which they are kept to: a notice before the mail that it points to."""
        return [rule for line in self.lines.values() for rule in line.rules]

    def _write(self, line: Line) -> None:
        if line.table in self.lines:
            raise ValueError(f"There are two lines about {line.table}.")
        self.lines[line.table] = line


def _wholes(model: type[Model]) -> list[type[Model]]:
    """What it is a kind of (a row of both tables makes one page), or is edited within."""
    if model._meta.auto_created:
        return _wholes_of_a_join(model)
    within = [field.related_model for field in model._meta.local_fields if isinstance(field, ParentalKey)]
    return [*model._meta.parents, *within]


def _wholes_of_a_join(model: type[Model]) -> list[type[Model]]:
    """The table of a many-to-many field goes with the model that has the field."""
    owner = model._meta.auto_created
    return [owner] if isinstance(owner, type) else []
