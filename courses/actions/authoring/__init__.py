"""What trainers do before releasing: making, arranging, copying, and saying that something is ready."""

from courses.actions.authoring.arranging import add_part, move_part, remove_part
from courses.actions.authoring.authorship import LastAuthor, add_author, remove_author
from courses.actions.authoring.copying import copy_course, copy_question
from courses.actions.authoring.making import new_course, set_objectives, shelf
from courses.actions.authoring.placing import move_placement, place_questions, take_out
from courses.actions.authoring.readiness import mark_ready, may_mark_ready
from courses.actions.authoring.writing import write_course

__all__ = [
    "LastAuthor",
    "add_author",
    "add_part",
    "copy_course",
    "copy_question",
    "mark_ready",
    "may_mark_ready",
    "move_part",
    "move_placement",
    "new_course",
    "place_questions",
    "remove_author",
    "remove_part",
    "set_objectives",
    "shelf",
    "take_out",
    "write_course",
]
