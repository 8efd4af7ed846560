"""What is broken: what decides, who may, who sees; and of what is written, a sample."""

import random
from pathlib import Path

from tests.mutants.breaking import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLE_OF_ACTIONS = 200

GROUPS = {
    "rules": [
        "*/rules.py",
        "*/rules/**/*.py",
        "lms/*/rules.py",
        "lms/*/rules/**/*.py",
        "courses/kinds/*/rule.py",
    ],
    "permissions": ["*/permissions.py", "lms/*/permissions.py"],
    "sight": ["lms/people/models/sight.py", "lms/people/queries/sight.py", "lms/reports/queries/team.py"],
    "actions": ["*/actions.py", "*/actions/**/*.py", "lms/*/actions.py", "lms/*/actions/**/*.py"],
}

#: Tests that could notice. What starts processes, or reads the code itself, is left out: it takes long.
TESTS = [
    *["tests/courses", "tests/certificates", "tests/cms", "tests/people", "tests/reports", "tests/notices"],
    *["tests/retention", "tests/journeys", "tests/house/authorisation", "tests/core/test_words.py"],
]


def files_of(group: str) -> list[str]:
    found = {str(path.relative_to(ROOT)) for pattern in GROUPS[group] for path in ROOT.glob(pattern)}
    return sorted(path for path in found if not path.startswith((".venv", "node_modules", "tests", "var")))


def mutants(group: str, files: list[str], *, seed: int) -> list[Mutant]:
    """All of these files of a group in an order that ``seed`` decides; of actions as many as are sampled.

    What is worked out on import comes last, since each takes a process of its own.
    """
    found = [mutant for path in files for mutant in mutants_of(ROOT, path)]
    random.Random(f"{seed} {group}").shuffle(found)
    if group == "actions" and files == files_of(group):
        found = found[:SAMPLE_OF_ACTIONS]
    return sorted(found, key=lambda mutant: not mutant.unit)
