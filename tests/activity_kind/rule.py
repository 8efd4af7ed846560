"""Steps to tick."""

from collections.abc import Mapping
from typing import Any

from courses.rules.activities import ActivityKind, CompiledActivity, kind_of_activity


@kind_of_activity
class Checklist(ActivityKind):
    name = "checklist"
    noun = "checklist"
    plural = "checklists"
    readers = {1: lambda body: tuple(body["steps"])}

    def outlined(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {"steps": len(body["steps"])}

    def changes(self, old: CompiledActivity, new: CompiledActivity) -> list[str]:
        if old.body["steps"] == new.body["steps"]:
            return []
        return [f"“{new.title}” has {len(new.body['steps'])} steps, not {len(old.body['steps'])}."]

    def why_no_correction(self, old: CompiledActivity, new: CompiledActivity) -> list[str]:
        if len(old.body["steps"]) == len(new.body["steps"]):
            return []
        return [f"“{new.title}” has more or fewer steps to tick."]

    def sources(self, body: Mapping[str, Any]):
        yield {"title": "The book of lists", "publisher": "", "address": "", "checked_on": None}
