"""A lesson's page."""

from collections.abc import Collection
from dataclasses import dataclass

from courses.rules.outline import Part, Sheet
from courses.rules.places.addresses import Addresses, Link
from courses.rules.words import Html


@dataclass(frozen=True)
class LessonPlace:
    title: str
    caption: str  # Lesson 2 of 7, 12 minutes
    course: Link  # to the outline
    body: Html
    is_finished: bool
    finish: Link | None  # “Finished. Next: …” as a form; none when nothing is kept any more
    previous: Link | None
    following: Link | None  # onwards without finishing, once there is nothing to finish
    reading_place: str = ""  # where the last heading seen is sent; empty: it is not kept
    heading: str = ""  # the id of the last heading seen
    note: str = ""


def lesson_place(
    sheet: Sheet,
    part: Part,
    body: Html,
    *,
    finished: Collection[str],
    addresses: Addresses,
    heading: str = "",
    is_open: bool = True,
    note: str = "",
) -> LessonPlace:
    """``is_open`` false: the enrolment has ended, and the lesson is there to be read again."""
    previous, following = sheet.before(part.key), sheet.after(part.key)
    return LessonPlace(
        title=part.title,
        caption=sheet.caption(part),
        course=Link(sheet.title, addresses.outline),
        body=body,
        is_finished=part.key in finished,
        finish=Link(finish_words(sheet, part, finished), addresses.finish(part.key)) if is_open else None,
        previous=Link(previous.title, addresses.activity(previous.key)) if previous else None,
        following=Link(following.title, addresses.activity(following.key)) if following else None,
        reading_place=addresses.reading_place(part.key) if is_open else "",
        heading=heading,
        note=note,
    )


def finish_words(sheet: Sheet, part: Part, finished: Collection[str]) -> str:
    """What the button says happens next."""
    upcoming = sheet.next_to_do({*finished, part.key}, after=part.key)
    if upcoming is None:
        return "Finished. Complete this course"
    return f"Finished. Next: {'quiz, ' if upcoming.is_quiz else ''}{upcoming.title}"
