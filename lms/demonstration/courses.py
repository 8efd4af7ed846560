"""The courses: read from ``content/``, written and released by the authors' own actions."""

import copy
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from courses.actions import release
from courses.actions.authoring import mark_ready, write_course
from courses.models import Course, Edition
from courses.models.authoring import CoursePage, Question
from lms.people.models import User

CONTENT = Path(__file__).resolve().parent / "content"
MIND, SEEING = "every-baby-has-a-mind", "saying-what-you-see"
AUTHORS = {MIND: "Nneka Faraday", SEEING: "Siân Pritchard-Moss"}
RELEASED_DAYS_AGO = {MIND: 250, SEEING: 135}

#: Written later than the rest of its course: it waits as a draft until the second edition.
HELD_BACK = "4-2-back-to-work.toml"
#: What the first edition said by mistake, and its correction says rightly.
SLIP, MENDED = ("mental", "metnal"), "A slip of the keyboard in a title is mended. Nothing else has changed."

Manuscript = dict[str, Any]
Progress = Callable[[str], object]


def make_courses(people: dict[str, User], *, at: datetime, progress: Progress) -> dict[str, Course]:
    """Both courses, each released as its first edition months ago. By slug."""
    courses = {}
    for slug, author in AUTHORS.items():
        by, released_at = people[author], at - timedelta(days=RELEASED_DAYS_AGO[slug])
        page = _write(slug, by=by, at=released_at - timedelta(days=20))
        edition = release(course_page=page, by=by, at=released_at)
        courses[slug] = edition.course
        progress(f"“{page.title}”, {edition.minutes} minutes, released as edition {edition.name}")
    return courses


def _write(slug: str, *, by: User, at: datetime) -> CoursePage:
    manuscript = read_manuscript(slug)
    held_back = manuscript.pop("held_back")
    folder = CONTENT / slug
    page = write_course(manuscript, read=lambda name: (folder / name).read_bytes(), by=by, at=at, ready=False)
    ready = [each for each in page.get_descendants(inclusive=True).specific() if each.title != held_back]
    questions = Question.objects.filter(written_by=by)
    mark_ready(*questions, *ready, by=by)
    return CoursePage.objects.get(pk=page.pk)


def read_manuscript(slug: str) -> Manuscript:
    """A course as it is written down in ``content/``, with the title of the lesson that waits for later."""
    folder = CONTENT / slug
    manuscript = _read(folder / "course.toml")
    held_back = ""
    for module in manuscript["modules"]:
        files = module["lessons"]
        module["lessons"] = [_read(folder / name) for name in files]
        if HELD_BACK in files:
            held_back = module["lessons"][files.index(HELD_BACK)]["title"]
        if module.get("quiz"):
            module["quiz"] = _read(folder / module["quiz"])
    extra = folder / "questions_extra.toml"
    manuscript["questions"] = _read(extra)["questions"] if extra.exists() else []
    return _with_a_slip(manuscript) | {"held_back": held_back}


def _with_a_slip(manuscript: Manuscript) -> Manuscript:
    slipped = copy.deepcopy(manuscript)
    first = slipped["modules"][0]["lessons"][0]
    first["title"] = first["title"].replace(*SLIP)
    return slipped


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def make_correction(course: Course, people: dict[str, User], *, at: datetime) -> Edition:
    """The slip in a title is noticed, and mended for everybody."""
    by = people[AUTHORS[course.slug]]
    page = CoursePage.objects.get(translation_key=course.key)
    right, wrong = SLIP
    for part in page.get_descendants().filter(title__contains=wrong).specific():
        part.title = part.title.replace(wrong, right)
        part.save_revision(user=by)
        mark_ready(part, by=by)
    return release(course_page=page, kind=Edition.Kind.CORRECTION, note=MENDED, by=by, at=at)


def make_second_edition(course: Course, people: dict[str, User], *, at: datetime) -> Edition:
    """The lesson that was held back is ready. Those part-way may move, and keep what they have finished."""
    by = people[AUTHORS[course.slug]]
    page = CoursePage.objects.get(translation_key=course.key)
    drafts = page.get_descendants().filter(live=False).specific()
    note = f"There is a new lesson, “{drafts[0].title}”, on taking all this back to your work."
    mark_ready(*drafts, by=by)
    return release(course_page=page, note=note, by=by, at=at)
