"""Breaks a function that is already loaded, wherever it is held: decorated, bound or a property."""

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.breaking import Mutant


class Loaded:
    """The functions of the files that are to be broken, as they live in this process."""

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self._root = root
        self._functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        wanted = {str(root / path) for path in paths}
        for each in gc.get_objects():  # lazy objects wake up when asked what they are an instance of
            if type(each) is FunctionType and each.__code__.co_filename in wanted:
                self._functions.setdefault(_place(each.__code__), []).append(each)

    def swap(self, mutant: Mutant) -> bool:
        """Whether it could be done; what runs on import, or closes over something, needs a new process."""
        path = str(self._root / mutant.path)
        was = list(_units(compile(Path(path).read_text(), path, "exec"), mutant.unit))
        now = list(_units(compile(mutant.source, path, "exec"), mutant.unit))
        if not mutant.unit or len(was) != len(now):
            return False
        pairs = [(old, new) for old, new in zip(was, now, strict=True) if old != new]
        if not pairs or any(old.co_freevars != new.co_freevars for old, new in pairs):
            return False
        if not all(_place(old) in self._functions for old, _ in pairs):
            return False
        for old, new in pairs:
            for function in self._functions[_place(old)]:
                function.__code__ = new
        return True


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _units(code: CodeType, name: str) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            if each.co_qualname == name:
                yield each
            elif name.startswith(f"{each.co_qualname}."):
                yield from _units(each, name)
