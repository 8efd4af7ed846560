"""The words of notices. Plain Python: no Django, no database, no clock."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str


def of_completion(*, name: str, course: str, completed_on: str, time: str, address: str, site: str) -> Letter:
    """Told at once: the certificate is valid already, and drawn within seconds."""
    return Letter(
        subject=f"You have completed {course}",
        text=(
            f"Hello {name},\n\n"
            f"You have completed “{course}” on {completed_on}: {time}.\n\n"
            f"Your certificate is here and is valid now. The PDF is usually ready within seconds:\n"
            f"{address}\n\n"
            f"You can find it in your record at any time. You do not need to do anything else.\n\n"
            f"{site}\n"
        ),
    )
