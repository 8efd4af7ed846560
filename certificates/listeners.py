"""What happens here when something happens elsewhere."""

from certificates import actions, pdf
from courses.events import CourseCompleted
from courses.models import Completion
from lms.core.events import listens_to
from lms.core.printing import complains_of_words


@listens_to(CourseCompleted, essential=True)
def mint_its_certificate(event: CourseCompleted) -> None:
    """Part of the completing transaction: nobody completes a course and has no certificate.

    Minted when the completion was recorded, which may be days after it was earned: a ruling passed somebody.
    """
    completion = Completion.objects.only("completed_at", "recorded_at").get(pk=event.completion_id)
    actions.mint(completion_id=event.completion_id, at=completion.known_at)


@complains_of_words
def letters_without_a_font(words: str) -> str:
    """A certificate would wait for ever for a letter that no font has: said while it can be changed."""
    letters = pdf.undrawable(words)
    if not letters:
        return ""
    shown = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters[:3])
    return f"Certificates cannot print {shown} of “{words}”. Write it in other letters."
