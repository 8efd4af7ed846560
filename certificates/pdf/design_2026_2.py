"""The design “2026-2”: as “2026-1”, with the objectives introduced in plainer words."""

from certificates.pdf import design_2026_1
from certificates.rules.wording import Wording


def draw(wording: Wording) -> bytes:
    return design_2026_1.draw(wording, heading_of_objectives="Learners who complete it can:")
