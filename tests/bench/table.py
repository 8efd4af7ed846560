"""What was measured, as a table and as JSON, beside the gates."""

from dataclasses import dataclass
from typing import Any

#: (ratio to F, statements) that a work may cost; none: not judged.
GATES: dict[str, tuple[float | None, int | None]] = {
    "my-learning": (2, 9),
    "lesson": (1.5, 9),
    "course": (3, 12),
    "quiz": (18, 85),
    "quiz-plain": (8, 40),
    "team": (6.5, None),
    "landing": (0.5, None),
    "verify": (1, None),
}


@dataclass(frozen=True)
class Line:
    """One work: per request or flow."""

    work: str
    size: str
    cpu_ms: float
    ratio: float
    sql: float
    kb: float
    p50_ms: float

    def as_json(self) -> dict[str, Any]:
        return {
            "work": self.work,
            "size": self.size,
            "cpu_ms": round(self.cpu_ms, 2),
            "ratio": round(self.ratio, 2),
            "sql": int(self.sql) if float(self.sql).is_integer() else round(self.sql, 1),
            "kb": round(self.kb, 1),
            "p50_ms": round(self.p50_ms, 2),
        }

    @property
    def verdict(self) -> str:
        ratio, statements = GATES.get(self.work, (None, None))
        missed = []
        if ratio is not None and self.ratio > ratio:
            missed.append(f"over {ratio} F")
        if statements is not None and self.sql > statements:
            missed.append(f"over {statements} SQL")
        if missed:
            return ", ".join(missed)
        return "" if ratio is None else "within"


def table(lines: list[Line]) -> str:
    heads = ("work", "CPU ms", "× F", "SQL", "kB", "p50 ms", "gate")
    rows = [
        (
            line.work,
            f"{line.cpu_ms:.2f}",
            f"{line.ratio:.2f}",
            f"{line.sql:g}" if float(line.sql).is_integer() else f"{line.sql:.1f}",
            f"{line.kb:.1f}",
            f"{line.p50_ms:.1f}",
            line.verdict,
        )
        for line in lines
    ]
    widths = [max(len(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n in {0, len(heads) - 1} else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [heads, *rows]
    )
