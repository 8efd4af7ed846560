"""One file, broken in every small way that mutmut knows."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_string

#: Said once and read by type checkers, or asked only whether they are there: breaking them breaks nothing.
LEFT_ALONE = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom)
CALLS_LEFT_ALONE = {"len", "isinstance", "cast", "TypeVar"}


@dataclass(frozen=True)
class Mutant:
    """A file with one thing broken."""

    path: str
    line: int
    last_line: int  # of the statement that is broken
    unit: str  # the function or method it is in; "" for what runs when the module is imported
    number: int  # in its file
    module: cst.Module = field(repr=False, compare=False)
    original: cst.CSTNode = field(repr=False, compare=False)
    broken: cst.CSTNode = field(repr=False, compare=False)

    @cached_property
    def source(self) -> str:
        changed: Any = self.module.deep_replace(self.original, self.broken)
        return str(changed.code)

    def __str__(self) -> str:
        """``courses/rules/quiz.py:12 passes: score >= needed → score > needed``."""
        return f"{self.path}:{self.line} {self.unit or '(module)'}: {self._change()}"

    def _change(self) -> str:
        was, now = [], []
        for line in difflib.ndiff(self.module.code.splitlines(), self.source.splitlines()):
            if line.startswith("- "):
                was.append(line[2:].strip())
            elif line.startswith("+ "):
                now.append(line[2:].strip())
        return f"{' '.join(was)} → {' '.join(now) or '(nothing)'}"


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """In the order of the file, always the same."""
    whole = MetadataWrapper(cst.parse_module((root / path).read_text()))
    finder = _Finder(path, whole.module)
    whole.visit(finder)
    return finder.found


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, path: str, module: cst.Module) -> None:
        super().__init__()
        self.found: list[Mutant] = []
        self._path, self._module = path, module
        self._names: list[str] = []
        self._statements: list[tuple[int, int]] = []
        self._unit: list[cst.FunctionDef] = []
        self._in_body = False

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, LEFT_ALONE) or _is_call_left_alone(node):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self._enter(node)
            return False
        at_statement = isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement)
        if at_statement:
            self._statements.append(self._lines(node))
        if not _is_said_in_words(node):
            self._break(node)
        for child in node.children:
            child.visit(self)
        if at_statement:
            self._statements.pop()
        return False

    def _enter(self, node: cst.FunctionDef | cst.ClassDef) -> None:
        """Defaults and bases are worked out where it stands; a function's body when it is called."""
        self._statements.append(self._lines(node))
        for child in node.children:
            if child is not node.body:
                child.visit(self)
        if self._in_body:
            node.body.visit(self)
        else:
            self._names.append(node.name.value)
            self._in_body = isinstance(node, cst.FunctionDef)
            node.body.visit(self)
            self._in_body = False
            self._names.pop()
        self._statements.pop()

    def _break(self, node: cst.CSTNode) -> None:
        line = self._lines(node)[0]
        last = self._statements[-1][1] if self._statements else line
        unit = ".".join(self._names) if self._in_body else ""
        for kind, operator in mutation_operators:
            if not isinstance(node, kind):
                continue
            for broken in _fewer(operator, operator(node)):
                mutant = Mutant(
                    self._path, line, last, unit, len(self.found), self._module, original=node, broken=broken
                )
                self.found.append(mutant)

    def _lines(self, node: cst.CSTNode) -> tuple[int, int]:
        span: Any = self.get_metadata(PositionProvider, node, None)
        return (span.start.line, span.end.line) if span else (0, 0)


def _fewer(operator: Any, broken: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """Words once: in lower and in upper case as well would count each three times."""
    every: Sequence[cst.CSTNode] = list(broken)
    yield from every[:1] if operator is operator_string else every


def _is_said_in_words(node: cst.CSTNode) -> bool:
    """A docstring."""
    if not isinstance(node, cst.SimpleString):
        return False
    return node.value.startswith(('"""', "'''"))


def _is_call_left_alone(node: cst.CSTNode) -> bool:
    return (
        isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in CALLS_LEFT_ALONE
    )
