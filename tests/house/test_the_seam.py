"""What the seam's import contract cannot see: authoring taken, by name, from ``courses.models`` itself."""

import ast

from tests.house.tree import ROOT, our_files

#: The authoring side, and the one action that reads both.
MAY_KNOW_PAGES = (
    "courses/models/__init__.py",
    "courses/models/authoring/",
    "courses/actions/release",
    "courses/actions/authoring",
    "courses/queries/authoring",
    "courses/wagtail_hooks",
    "courses/viewsets",
    "courses/migrations/",
)
LEARNING = ("courses/", "certificates/", "lms/reports/", "lms/notices/")


def test_learning_takes_no_page_and_no_question_from_the_models():
    authoring = names_of_the_authoring_side()
    crossing = [
        f"{path}: {alias.name}"
        for path in our_files(".py")
        if str(path).startswith(LEARNING) and not str(path).startswith(MAY_KNOW_PAGES)
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "courses.models"
        for alias in node.names
        if alias.name in authoring
    ]

    assert authoring
    assert crossing == []


def names_of_the_authoring_side() -> set[str]:
    return {
        node.name
        for path in our_files(".py")
        if str(path).startswith("courses/models/authoring/")
        for node in ast.parse((ROOT / path).read_text()).body
        if isinstance(node, ast.ClassDef)
    } | {"authoring"}
