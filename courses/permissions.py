"""What trainers may do in the editor. Which course somebody edits is said by its authors, not here."""

from typing import Any

from cms.permissions import ADMINISTRATORS, MAY, TRAINERS, is_administrator

BANK = {f"courses.{verb}_question" for verb in ("add", "change", "delete", "view", "publish")}
#: What says whose a question is, to be read along with many of them.
THEIR_AUTHORS = "objective__course__authors"


def name_rights_in_the_editor() -> None:
    """Add to the table that the groups are made from."""
    for group in (TRAINERS, ADMINISTRATORS):
        MAY[group] |= BANK


def may_change_question(user: Any, question: Any) -> bool:
    """Every trainer reads, asks and copies every question of the bank: other courses rest on it as it is."""
    if not user.has_perm("courses.change_question"):
        return False
    return is_administrator(user) or is_their_question(user, question)


def is_their_question(user: Any, question: Any) -> bool:
    """Theirs who wrote it, and theirs who write the course whose objective it serves. Or nobody's."""
    if question.written_by_id == user.pk:
        return True
    if question.objective is not None:
        return any(author.user_id == user.pk for author in question.objective.course.authors.all())
    return question.written_by_id is None
