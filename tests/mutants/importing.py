"""A pytest plugin: the file in MUTANT_OF is imported as it stands in MUTANT."""

import os
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

_get_code = SourceFileLoader.get_code
_of, _mutant = os.environ["MUTANT_OF"], os.environ["MUTANT"]


def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
    if self.get_filename(fullname) != _of:
        return _get_code(self, fullname)
    code: Any = compile(Path(_mutant).read_text(), _of, "exec", dont_inherit=True)
    return code


SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
