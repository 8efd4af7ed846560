"""Files of 400 lines and functions of 40 are the end; 300 and 25 are the aim. Migrations are not counted."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, our_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def test_no_file_is_too_long():
    too_long = {
        str(path): lines
        for path in our_files(".py", ".js", ".scss", ".html")
        if "migrations" not in path.parts
        and (lines := len((ROOT / path).read_text().splitlines())) > LONGEST_FILE
    }

    assert too_long == {}


def test_no_function_is_too_long():
    too_long = {
        f"{path}: {function.name}": length(function)
        for path in our_files(".py")
        if "migrations" not in path.parts
        for function in functions_in(path)
        if length(function) > LONGEST_FUNCTION
    }

    assert too_long == {}


def functions_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse((ROOT / path).read_text(), filename=str(path))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1
