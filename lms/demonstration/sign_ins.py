"""Who can be tried out, as a table for a terminal."""

from lms.demonstration.plan import read_plan

HEADINGS = ("Who", "Sign in as", "Look first at")


def sign_ins(*, password: str) -> str:
    """The people worth trying, their addresses, and the password they share."""
    rows = [(each.sign_in, each.email, each.look) for each in read_plan().people if each.sign_in]
    widths = [max(len(row[column]) for row in [HEADINGS, *rows]) for column in range(3)]
    lines = [_line(HEADINGS, widths), "  ".join("─" * width for width in widths)]
    lines += [_line(row, widths) for row in rows]
    lines.append(f"\nThe password of each is  {password}")
    return "\n".join(lines)


def _line(row: tuple[str, str, str], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
