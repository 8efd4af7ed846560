"""What is told when something happens elsewhere."""

from courses.events import CourseCompleted
from lms.core.events import listens_to
from lms.notices import actions


@listens_to(CourseCompleted)
def tell_the_learner(event: CourseCompleted) -> None:
    actions.tell_of_completion(completion_id=event.completion_id)
