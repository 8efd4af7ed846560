"""What trainers may do in the editor. Which course somebody edits is said by its authors, not here."""

from cms.permissions import ADMINISTRATORS, MAY, TRAINERS

BANK = {f"courses.{verb}_question" for verb in ("add", "change", "delete", "view", "publish")}


def name_rights_in_the_editor() -> None:
    """Add to the table that the groups are made from."""
    for group in (TRAINERS, ADMINISTRATORS):
        MAY[group] |= BANK
