"""The design “2026-3”: as “2026-2”, and says how many objectives had no room."""

from certificates.pdf import design_2026_1
from certificates.rules.wording import Wording


def draw(wording: Wording) -> bytes:
    return design_2026_1.draw(
        wording,
        heading_of_objectives="Learners who complete it can:",
        more="and {count} more: see the page of this certificate",
    )
