"""Our rows as other programs read them: comma-separated values in which nothing is a formula."""

import csv
from collections.abc import Iterable, Iterator

from lms.reports.rules.spreadsheet import harmless

#: Spreadsheets take a file for UTF-8 when it begins with this.
BYTE_ORDER_MARK = "\ufeff"
LINES_AT_ONCE = 200


class _Line:
    """What ``csv.writer`` writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(headings: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The file bit by bit, so that its length costs no memory. Every cell is made harmless, headings too."""
    writer = csv.writer(_Line())
    waiting = [BYTE_ORDER_MARK, writer.writerow([harmless(heading) for heading in headings])]
    for row in rows:
        waiting.append(writer.writerow([harmless(value) for value in row]))
        if len(waiting) >= LINES_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)
