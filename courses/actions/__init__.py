"""Everything that is written, as verbs."""

from courses.actions.answering import (
    Acknowledgement,
    AttemptForm,
    record_answer,
    record_answers,
)
from courses.actions.attempting import (
    ask_for_attempt,
    grant_attempt,
    start_attempt,
    submit_attempt,
    submit_form,
)
from courses.actions.finishing import finish_activity
from courses.actions.joining import enrol, leave, move
from courses.actions.reading import save_position
from courses.actions.release import correct_edition, release, withdraw_blocks
from courses.actions.ruling import rule_on_item

__all__ = [
    "Acknowledgement",
    "AttemptForm",
    "ask_for_attempt",
    "correct_edition",
    "enrol",
    "finish_activity",
    "grant_attempt",
    "leave",
    "move",
    "record_answer",
    "record_answers",
    "release",
    "rule_on_item",
    "save_position",
    "start_attempt",
    "submit_attempt",
    "submit_form",
    "withdraw_blocks",
]
