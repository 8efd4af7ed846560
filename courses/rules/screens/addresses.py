"""Where the pages of one enrolment stand, or those of one walk-through."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Addresses:
    """``outline`` ends with a slash; everything else of the same enrolment stands beneath it."""

    outline: str

    def activity(self, key: str) -> str:
        return f"{self.outline}{key}/"

    def finish(self, key: str) -> str:
        return f"{self.outline}{key}/finish/"

    def start(self, key: str) -> str:
        return f"{self.outline}{key}/start/"

    def ask(self, key: str) -> str:
        return f"{self.outline}{key}/ask/"

    def reading_position(self, key: str) -> str:
        return f"{self.outline}{key}/position/"

    def attempt(self, key: str, number: int) -> str:
        return f"{self.outline}{key}/attempts/{number}/"

    def save(self, key: str, number: int) -> str:
        return f"{self.outline}{key}/attempts/{number}/save/"

    def submit(self, key: str, number: int) -> str:
        return f"{self.outline}{key}/attempts/{number}/submit/"
