"""Whom a pasted list of addresses names, as mail programs, spreadsheets and people write it. Plain Python.

One entry a line, or several between semicolons, or between commas; “Name <address>”, bare addresses, columns
between tabs or commas with or without a heading; surnames first, in capitals, with an organisation behind.
"""

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lms.core import text
from lms.core.text import searchable

NO_ADDRESS = "There is no e-mail address in it."

_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]+@[^\s<>\"'(),;:\[\]]+")
_MAILTO = re.compile(r"\bmailto:", re.IGNORECASE)
_BETWEEN = re.compile(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")  # a semicolon that stands in no quotation marks
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = " \t,;:<>\"'|–-"

#: What columns are called, as it is searched.
_HEADINGS = {
    **dict.fromkeys(("email", "e-mail", "email address", "e-mail address", "mail", "address"), "address"),
    **dict.fromkeys(("name", "full name", "display name"), "name"),
    **dict.fromkeys(("first name", "forename", "given name", "first"), "first"),
    **dict.fromkeys(("last name", "surname", "family name", "last"), "last"),
    **dict.fromkeys(("job role", "role", "job title", "job"), "job_role"),
}


@dataclass(frozen=True)
class Entry:
    """One person of the list, or a piece of it that names none: ``problem`` says why.

    ``said`` is the piece as it was pasted. ``name`` and ``job_role`` (one of those that are known) may be
    empty.
    """

    said: str
    address: str = ""
    name: str = ""
    job_role: str = ""
    problem: str = ""


def entries(pasted: str, *, job_roles: Collection[str] = ()) -> list[Entry]:
    """In the order pasted, each address once. ``job_roles``: those that a column may name."""
    known = {searchable(role): role for role in job_roles}
    lines = [line for line in _lines(pasted) if line.strip(_MARKS)]
    headings = _headings(_cells(lines[0])) if lines else []
    found: dict[str, Entry] = {}
    for line in lines[1:] if headings else lines:
        for entry in _of_line(line, headings, known):
            found.setdefault(entry.address or entry.said, entry)
    return list(found.values())


def _lines(pasted: str) -> list[str]:
    return [_straight(line) for line in pasted.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _straight(line: str) -> str:
    """Tabs stay: they stand between columns. Quotation marks are straight, as programs write them."""
    cells = (text.one_line(cell) for cell in line.split("\t"))
    return _MAILTO.sub("", "\t".join(cells)).translate(dict.fromkeys(map(ord, "“”„"), '"'))


def _headings(cells: Sequence[str]) -> list[str]:
    """What each column holds, if the first line says so; an unknown one is named by nothing."""
    named = [_HEADINGS.get(searchable(cell), "") for cell in cells]
    return named if "address" in named and not any("@" in cell for cell in cells) else []


def _of_line(line: str, headings: list[str], known: dict[str, str]) -> list[Entry]:
    if headings:
        return [_of_columns(line, dict(zip(headings, _cells(line), strict=False)), known)]
    pieces = [piece for part in _BETWEEN.split(line) for piece in _by_address(part)]
    return [_of_piece(piece.strip(), known) for piece in pieces if piece.strip(_MARKS)]


def _by_address(line: str) -> list[str]:
    """Cut behind each address, if there are several: what stands before one is its name."""
    if len(_ADDRESS.findall(line)) < 2:
        return [line]
    ends = [match.end() for match in _ADDRESS.finditer(line)]
    ends = [end + 1 if line[end : end + 1] == ">" else end for end in ends]
    ends[-1] = len(line)
    starts = [0, *ends[:-1]]
    return [line[start:end].lstrip(" \t,|–-") for start, end in zip(starts, ends, strict=True)]


def _of_columns(line: str, cells: dict[str, str], known: dict[str, str]) -> Entry:
    match = _ADDRESS.search(cells.get("address", "")) or _ADDRESS.search(line)
    if match is None:
        return Entry(line, problem=NO_ADDRESS)
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    return Entry(line, _address(match), _name(name), known.get(searchable(cells.get("job_role", "")), ""))


def _of_piece(piece: str, known: dict[str, str]) -> Entry:
    match = _ADDRESS.search(piece)
    if match is None:
        return Entry(piece, problem=NO_ADDRESS)
    if "\t" not in piece and piece[match.end() : match.end() + 1] == ">":  # Name <address>, perhaps a role
        return Entry(
            piece, _address(match), _name(piece[: match.start()]), _role(piece[match.end() :], known)
        )
    cells = [cell for cell in _cells(piece) if cell and not _ADDRESS.search(cell)]
    roles = [cell for cell in cells if searchable(cell) in known]
    names = [cell for cell in cells if cell not in roles]
    if not names:
        names = [_ADDRESS.sub("", cell) for cell in _cells(piece) if _ADDRESS.search(cell)]
    name = " ".join(names[:2]) if all(len(each.split()) == 1 for each in names[:2]) else names[0]
    return Entry(piece, _address(match), _name(name), known[searchable(roles[0])] if roles else "")


def _role(rest: str, known: dict[str, str]) -> str:
    return known.get(searchable(rest.strip(_MARKS)), "")


def _cells(line: str) -> list[str]:
    """Between tabs, or between commas that stand in no quotation marks."""
    if "\t" in line:
        return [cell.strip(' "') for cell in line.split("\t")]
    return [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True), [])]


def _address(match: re.Match[str]) -> str:
    return text.address(match[0]).strip(".").lower()


def _name(words: str) -> str:
    """“OZOUX, Pierre (TRUST)” is Pierre Ozoux."""
    bare = text.one_line(_BRACKETED.sub(" ", words)).strip(_MARKS)
    last, comma, first = (part.strip() for part in bare.partition(","))
    if comma and first:
        return f"{first} {_as_written(last)}"
    return " ".join(_as_written(word) for word in bare.split()) if comma else bare


def _as_written(surname: str) -> str:
    """Programs write surnames in capitals, people do not. Van der BERG stays half as it is: who knows."""
    if not surname.isupper() or len(surname) < 3:
        return surname
    parts = re.split(r"([\s'’-])", surname)
    return "".join(re.sub(r"^Mc(\w)", lambda m: f"Mc{m[1].upper()}", part.capitalize()) for part in parts)
