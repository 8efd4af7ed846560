"""Numbers as people say them, and words that are already HTML."""

from fractions import Fraction

NO_BREAK = "\u00a0"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Html(str):
    """Words that were made safe when the course was released. Templates print them as they are."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def one_line(html: str) -> Html:
    """Paragraphs as lines, for places that may hold no paragraph: a question's legend, an answer's label."""
    lines = html.replace("</p>", "\n").replace("<p>", "").strip().split("\n")
    return Html("<br>".join(line.strip() for line in lines if line.strip()))


def counted(count: int, noun: str, plural: str = "") -> str:
    """1 question; 3 questions. ``plural`` for nouns that take no s: 3 people."""
    return f"{count}{NO_BREAK}{noun if count == 1 else plural or noun + 's'}"


def in_words(count: int, noun: str) -> str:
    """one lesson; three lessons; 12 lessons."""
    number = SMALL[count] if 0 <= count < len(SMALL) else str(count)
    return f"{number} {noun}" if count == 1 else f"{number} {noun}s"


def minutes(count: int) -> str:
    """12 minutes; 1 hour 30 minutes."""
    hours, rest = divmod(count, 60)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


def points(score: Fraction) -> str:
    """8; 7.66. Cut, never rounded up: “8” means all of it."""
    hundredths = int(score * 100)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
