"""Everything that is written, as verbs."""

from courses.actions.answering import Acknowledgement, record_answer, record_answers
from courses.actions.attempting import ask_for_attempt, grant_attempt, start_attempt, submit_attempt
from courses.actions.finishing import finish_activity
from courses.actions.joining import enrol, leave, move
from courses.actions.reading import keep_place
from courses.actions.release import release
from courses.actions.ruling import rule_on_item

__all__ = [
    "Acknowledgement",
    "ask_for_attempt",
    "enrol",
    "finish_activity",
    "grant_attempt",
    "keep_place",
    "leave",
    "move",
    "record_answer",
    "record_answers",
    "release",
    "rule_on_item",
    "start_attempt",
    "submit_attempt",
]
