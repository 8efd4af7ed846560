"""What is to be made, read from ``network.toml``. Plain values; nothing is made here."""

import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Story:
    """What somebody did on a course: a word, how many parts or answers, and how many days ago."""

    word: str
    count: int
    days_ago: int

    @classmethod
    def read(cls, text: str) -> "Story":
        """“completed 150”, “under-way 3 20”."""
        word, *numbers = text.split()
        *counts, days_ago = (int(number) for number in numbers)
        return cls(word, counts[0] if counts else 0, days_ago)


@dataclass(frozen=True)
class Character:
    """A person of the demonstration."""

    name: str
    team: str
    job: str
    months: int
    kind: str = "member"
    gone: int | None = None
    also: str = ""
    roles: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    mind: Story | None = None
    seeing: Story | None = None
    sign_in: str = ""
    look: str = ""

    @classmethod
    def read(cls, values: dict[str, Any]) -> "Character":
        stories = {key: Story.read(values[key]) for key in ("mind", "seeing") if key in values}
        lists = {key: tuple(values[key]) for key in ("roles", "register") if key in values}
        return cls(**{**values, **stories, **lists})

    @property
    def email(self) -> str:
        """At example.org, which belongs to nobody."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return f"{plain.lower().replace(' ', '.')}@example.org"


@dataclass(frozen=True)
class Plan:
    organisations: list[dict[str, Any]]
    people: list[Character]


def read_plan() -> Plan:
    values = tomllib.loads((HERE / "network.toml").read_text(encoding="utf-8"))
    return Plan(values["organisations"], [Character.read(each) for each in values["people"]])
