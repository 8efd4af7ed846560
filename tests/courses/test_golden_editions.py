"""Editions of every format ever released are read for ever; another frozen shape needs the next number."""

import json
from datetime import date
from pathlib import Path

import pytest

from cms.rules.formats import UnknownFormat
from courses.actions.release import compile_course
from courses.activities import names
from courses.models import Edition
from courses.models.authoring import CoursePage
from courses.models.authoring.manuscript import read_manuscript
from courses.rules import about, outline
from courses.rules.about import About
from courses.rules.activities import KINDS, UnknownKind, activity_kind, sources_of
from courses.rules.outline import Outline, modules_of
from courses.rules.quiz import Quiz
from courses.views.course import review_words
from tests.factories.authoring import a_course_page
from tests.factories.cms import a_picture
from tests.golden import examples, paths

GOLDEN = Path(__file__).parent / "golden"
OUTLINES, ABOUTS, ACTIVITIES = (
    examples(GOLDEN, f"{name}-*.json") for name in ("outline", "about", "activity")
)
#: Blocks and questions have formats, and golden examples, of their own.
APART = frozenset({"blocks", "items"})


def test_every_format_has_a_golden_example():
    assert set(OUTLINES) == {f"outline-{number}" for number in outline.READERS}
    assert set(ABOUTS) == {f"about-{number}" for number in about.READERS}
    assert set(ACTIVITIES) == {f"activity-{kind}-{n}" for kind in names() for n in KINDS[kind].readers}


@pytest.mark.parametrize("golden", OUTLINES.values(), ids=OUTLINES)
def test_an_old_outline_says_what_it_said(golden):
    read, says = Outline.read("A course", golden["outline"]), golden["says"]

    assert read.facts() == says["facts"]
    assert [read.caption(part) for part in read.parts] == says["captions"]
    assert [part.module for part in read.parts] == says["modules"]
    assert [part.items for part in read.parts] == says["items"]
    assert read.required == set(says["required"])
    assert read.lessons_for(says["required"][-1], read.parts[0].objectives) == set(says["look_at_again"])


@pytest.mark.parametrize("golden", ABOUTS.values(), ids=ABOUTS)
def test_what_an_old_edition_said_of_its_course_is_read(golden):
    read, says = About.thaw(golden["about"]), golden["says"]

    assert (read.level, read.label) == (says["level"], says["label"])
    assert review_words(read) == says["review"]
    assert [each["text"] for each in read.objectives] == says["objectives"]
    assert read.picture["src"] == says["picture"]


@pytest.mark.parametrize("name", ACTIVITIES)
def test_an_old_body_of_every_kind_thaws_and_marks(name):
    golden, rule = ACTIVITIES[name], activity_kind(name.split("-")[1])

    thawed = rule.thaw(golden["body"])

    assert SAID[rule.name](thawed) == golden["says"]
    assert rule.outlined(golden["body"]) == golden["outlined"]
    assert [source["title"] for source in rule.sources(golden["body"])] == golden["sources"]


def said_by_a_quiz(quiz: Quiz):
    return {
        "items": len(quiz.items),
        "needed": quiz.needed,
        "attempts": quiz.attempts,
        "shuffle": quiz.shuffle,
        "in_order": [item.key for item in quiz.items],
        "scores": [
            int(quiz.mark({item.key: item.right_answer() for item in quiz.items}).score),
            int(quiz.mark({item.key: item.wrong_answer() for item in quiz.items}).score),
        ],
    }


#: What a thawed body says. A new kind adds its line, and its golden example.
SAID = {"lesson": lambda blocks: {"kinds": [block["kind"] for block in blocks]}, "quiz": said_by_a_quiz}


@pytest.mark.django_db
def test_what_is_frozen_today_has_the_shape_of_its_golden_example():
    """Another shape is another format: give it the next number, an example, and a reader that stays."""
    compiled = compile_course(read_manuscript(a_course_with_everything()), drafts=True)
    frozen = json.loads(json.dumps({"about": compiled.about, "outline": compiled.outline()}))

    assert paths(frozen["about"]) == paths(ABOUTS[f"about-{about.FORMAT}"]["about"])
    assert paths(frozen["outline"]) == paths(OUTLINES[f"outline-{outline.FORMAT}"]["outline"])
    for activity in compiled.activities:
        golden = ACTIVITIES[f"activity-{activity.kind}-{activity.body['format']}"]
        assert paths(dict(activity.body), apart=APART) == paths(golden["body"], apart=APART)
    assert {activity.kind for activity in compiled.activities} == set(names())


def a_course_with_everything() -> CoursePage:
    """Nothing that an edition can say is left unsaid. An activity of every kind."""
    page = a_course_page()
    page.picture, page.picture_alt = a_picture(), "Two faces"
    page.reviewer_name, page.reviewer_role = "Ada Example", "consultant midwife"
    page.reviewed_on, page.review_due_on = date(2026, 3, 3), date(2027, 3, 3)
    page.save_revision(user=page.owner)
    return CoursePage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    ("read", "frozen"),
    [
        (modules_of, {"format": 99, "modules": []}),
        (About.thaw, {"format": 99}),
        (Quiz.thaw, {"format": 99, "items": []}),
        (lambda body: activity_kind("lesson").thaw(body), {"format": "x", "blocks": []}),
    ],
)
def test_a_format_that_nobody_reads_is_said_and_not_guessed(read, frozen):
    with pytest.raises(UnknownFormat, match=f"in format {frozen['format']!r}"):
        read(frozen)


def test_a_kind_that_is_not_there_is_said():
    with pytest.raises(UnknownKind, match="crystal-ball"):
        activity_kind("crystal-ball")


def test_without_a_number_it_is_the_first_format():
    body = {key: value for key, value in ACTIVITIES["activity-quiz-1"]["body"].items() if key != "format"}

    assert Quiz.thaw(body).attempts == 3
    assert About.thaw({"level": "Awareness"}).level == "Awareness"
    assert Edition(outline=OUTLINES["outline-1"]["outline"]).outlined()[0]["title"] == "Babies feel"
    assert list(sources_of([])) == []
