"""A lesson's page."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from courses.rules.html import Html
from courses.rules.outline import Outline, Part
from courses.rules.screens.addresses import Addresses, Link
from courses.rules.screens.outline import outlined
from lms.core.words import minutes


@dataclass(frozen=True)
class LessonScreen:
    title: str
    caption: str  # Lesson 2 of 7, 12 minutes
    course: Link  # to the outline
    body: Html
    is_finished: bool
    finish: Link | None  # “Finished. Next: …” as a form; none when nothing is kept any more
    previous: Link | None
    following: Link | None  # onwards without finishing, once there is nothing to finish
    reading_position: str = ""  # where the last heading seen is sent; empty: it is not kept
    heading: str = ""  # the id of the last heading seen
    note: str = ""
    parts: "PartsBeside | None" = None


@dataclass(frozen=True)
class PartsBeside:
    """The course's outline as it stands beside a part."""

    title: str
    href: str
    modules: list[dict[str, Any]]  # as of ``outlined``
    done: int
    total: int
    left: str  # 35 minutes left; empty when nothing is
    here: str  # the key of the part that it stands beside


def parts_beside(
    outline: Outline, part: Part, *, finished: Collection[str], addresses: Addresses
) -> PartsBeside:
    left = outline.minutes_left(finished)
    return PartsBeside(
        title=outline.title,
        href=addresses.outline,
        modules=outlined(outline, finished=finished, addresses=addresses, current=part.key),
        done=outline.done(finished),
        total=len(outline.parts),
        left=f"{minutes(left)} left" if left else "",
        here=part.key,
    )


def lesson_screen(
    outline: Outline,
    part: Part,
    body: Html,
    *,
    finished: Collection[str],
    addresses: Addresses,
    heading: str = "",
    is_open: bool = True,
    note: str = "",
) -> LessonScreen:
    """``is_open`` false: the enrolment has ended, and the lesson is there to be read again."""
    previous, following = outline.before(part.key), outline.after(part.key)
    return LessonScreen(
        title=part.title,
        caption=outline.caption(part),
        course=Link(outline.title, addresses.outline),
        body=body,
        is_finished=part.key in finished,
        finish=Link(finish_words(outline, part, finished), addresses.finish(part.key)) if is_open else None,
        previous=Link(previous.title, addresses.activity(previous.key)) if previous else None,
        following=Link(following.title, addresses.activity(following.key)) if following else None,
        reading_position=addresses.reading_position(part.key) if is_open else "",
        heading=heading,
        note=note,
        parts=parts_beside(outline, part, finished=finished, addresses=addresses),
    )


def finish_words(outline: Outline, part: Part, finished: Collection[str]) -> str:
    """What the button says happens next."""
    upcoming = outline.next_to_do({*finished, part.key}, after=part.key)
    if upcoming is None:
        return "Finished. Complete this course"
    return f"Finished. Next: {upcoming.rule.next_words(upcoming.title)}"
