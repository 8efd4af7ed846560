"""What happens here when something happens elsewhere."""

from certificates import actions
from courses.events import CourseCompleted
from courses.models import Completion
from lms.core.events import listens_to


@listens_to(CourseCompleted, essential=True)
def mint_its_certificate(event: CourseCompleted) -> None:
    """Part of the completing transaction: nobody completes a course and has no certificate.

    Minted when the completion was recorded, which may be days after it was earned: a ruling passed somebody.
    """
    completion = Completion.objects.only("completed_at", "recorded_at").get(pk=event.completion_id)
    actions.mint(completion_id=event.completion_id, at=completion.known_at)
