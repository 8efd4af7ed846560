"""What is announced from here."""

from dataclasses import dataclass

from lms.core.events import Event


@dataclass(frozen=True)
class CourseCompleted(Event):
    completion_id: int
