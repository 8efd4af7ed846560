"""Whatever number people are on, what is wrong there can be put right at once."""

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText

from courses.actions import correct_edition, release, withdraw_blocks
from courses.actions.authoring import mark_ready
from courses.actions.release import (
    ItemDecision,
    NotACorrection,
    NothingToRelease,
    ReleasedMeanwhile,
    read_edition,
)
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.kinds.single_choice.question import SingleChoiceQuestion
from courses.models import Course, Edition, ItemRuling
from courses.rules.items import thaw_item
from courses.rules.withdrawing import released_blocks
from lms.core.models import AuditEntry
from lms.core.refusals import NotAllowed
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_manuscript, a_released_course, a_trainer
from tests.factories.courses import an_enrolment
from tests.factories.learning import lesson_of
from tests.factories.rulings import turn_round

pytestmark = pytest.mark.django_db

HELPLINE = {"kind": "text", "html": "<p>Ring 01632 960000 at night.</p>"}


@pytest.fixture
def course():
    """Two editions, a lesson with a helpline in both, somebody part-way on each."""
    lesson = {
        "title": "Who helps",
        "minutes": 5,
        "objectives": ["o"],
        "blocks": [{"kind": "text", "html": "<p>Someone always does.</p>"}, HELPLINE],
    }
    modules = a_manuscript()["modules"]
    modules[0]["lessons"].append(lesson)
    page, first = a_released_course(modules=modules)
    an_enrolment(edition=first)
    edit("Lesson 1", title="Lesson one", by=page.owner)
    second = release(course_page=page, by=page.owner, at=NOON)
    an_enrolment(edition=second)
    return page


def edit(lesson, *, by, **values):
    lesson = LessonPage.objects.get(title=lesson)
    for name, value in values.items():
        setattr(lesson, name, value)
    lesson.save_revision(user=by)
    mark_ready(LessonPage.objects.get(pk=lesson.pk), by=by)
    return LessonPage.objects.get(pk=lesson.pk)


def put_right(page):
    texts = ("<p>Someone always does.</p>", "<p>Ring 01632 960111.</p>")
    return edit("Who helps", by=page.owner, body=[("text", RichText(text)) for text in texts])


def names():
    return [edition.name for edition in Edition.objects.order_by("number", "correction")]


def shown(number):
    """The texts of what people on that number see."""
    edition = Edition.objects.shown().get(number=number)
    return " ".join(str(each.body) for each in edition.activities.all())


def test_people_on_an_earlier_edition_get_what_is_put_right(course, client):
    lesson = put_right(course)

    made = correct_edition(
        course_page=course,
        number=1,
        activities=[str(lesson.translation_key)],
        by=course.owner,
        at=NOON,
        note="Another helpline.",
        expect="1",
    )

    assert names() == ["1", "1.1", "2"]
    assert (made.name, made.kind, made.note) == ("1.1", "correction", "Another helpline.")
    assert "960111" in shown(1)
    assert "Lesson one" not in {each.title for each in made.activities.all()}  # it was not ticked
    enrolment = made.course.enrolments.get(edition_number=1)
    client.force_login(enrolment.learner)
    page = client.get(reverse("courses:activity", args=[enrolment.pk, lesson_of(enrolment, "Who helps").key]))
    assert "01632 960111" in page.text
    assert Course.objects.get().editions.newest_first().first().name == "2"
    assert AuditEntry.objects.filter(action="course.released").latest("pk").detail == {"edition": "1.1"}


def test_what_would_be_another_course_for_them_is_no_correction():
    page, _ = a_released_course(questions=2)
    quiz = QuizPage.objects.get()
    quiz.placements.first().delete()
    edit("Lesson 1", title="Lesson one", by=page.owner)
    release(course_page=page, by=page.owner, at=NOON)

    with pytest.raises(NotACorrection, match="asks other questions"):
        correct_edition(
            course_page=page, number=1, activities=[str(quiz.translation_key)], by=page.owner, at=NOON
        )

    assert names() == ["1", "2"]


def test_a_question_that_is_right_in_another_way_is_ruled_on_there():
    page, first = a_released_course(lessons=1, questions=1)
    edit("Lesson 1", title="Lesson one", by=page.owner)
    release(course_page=page, by=page.owner, at=NOON)
    question = SingleChoiceQuestion.objects.get()
    turn_round(question)
    quiz = first.activities.get(kind="quiz")

    made = correct_edition(
        course_page=page,
        number=1,
        activities=[str(quiz.key)],
        by=page.owner,
        at=NOON,
        decisions=[ItemDecision(str(question.key), "credit-everyone")],
    )

    [ruling] = ItemRuling.objects.all()
    assert (ruling.before, ruling.item_digest) == (made, thaw_item(quiz.body["items"][0]).digest)


def test_nothing_ticked_overtaken_or_unknown_is_said(course):
    lesson = put_right(course)
    asked = {"course_page": course, "by": course.owner, "at": NOON}

    with pytest.raises(NothingToRelease, match="Nothing is ticked"):
        correct_edition(number=1, activities=[], **asked)
    with pytest.raises(NothingToRelease, match="no such edition"):
        correct_edition(number=9, activities=[], **asked)
    with pytest.raises(ReleasedMeanwhile, match="Edition 1 was released"):
        correct_edition(number=1, activities=[str(lesson.translation_key)], expect="1.1", **asked)
    with pytest.raises(NotAllowed):
        correct_edition(number=1, activities=[], course_page=course, by=a_trainer("Another"), at=NOON)


def helpline_in(edition):
    parts = read_edition(edition).activities
    return next(b.digest for part in parts for b in released_blocks(part) if "960000" in b.words)


def test_a_block_is_withdrawn_at_once_from_every_edition_that_has_it(course, client):
    made = withdraw_blocks(
        course_page=course,
        digests=[helpline_in(Edition.objects.get(number=2))],
        words="Nobody answers there any more: ring 111.",
        by=course.owner,
        at=NOON,
    )

    assert [edition.name for edition in made] == ["2.1", "1.1"]
    for number in (1, 2):
        assert "960000" not in shown(number)
        enrolment = Course.objects.get().enrolments.get(edition_number=number)
        client.force_login(enrolment.learner)
        page = client.get(
            reverse("courses:activity", args=[enrolment.pk, lesson_of(enrolment, "Who helps").key])
        )
        assert "Someone always does." in page.text
        assert "was withdrawn on 23 November 2026. Nobody answers there any more: ring 111." in page.text
    assert AuditEntry.objects.filter(action="course.block_withdrawn").count() == 2


def test_what_was_withdrawn_does_not_come_back_with_the_next_release(course, client):
    withdraw_blocks(
        course_page=course,
        digests=[helpline_in(Edition.objects.get(number=2))],
        words="It is wrong.",
        by=course.owner,
        at=NOON,
    )

    with pytest.raises(NothingToRelease, match="This was withdrawn, and would be back: “Ring 01632 960000"):
        release(course_page=course, by=course.owner, at=NOON)
    client.force_login(course.owner)
    screen = client.get(reverse("authoring:release", args=[course.pk]))
    assert "This was withdrawn, and would be back" in screen.text
    assert "Release edition 3</button>" not in screen.text

    put_right(course)

    assert release(course_page=course, by=course.owner, at=NOON).name == "3"


def test_a_reason_is_needed_and_what_is_gone_is_said(course):
    asked = {"course_page": course, "by": course.owner, "at": NOON}

    with pytest.raises(NothingToRelease, match="Say in a sentence"):
        withdraw_blocks(digests=[helpline_in(Edition.objects.get(number=2))], words="  ", **asked)
    with pytest.raises(NothingToRelease, match="Nothing was withdrawn"):
        withdraw_blocks(digests=["0" * 64], words="Wrong.", **asked)
    with pytest.raises(NotAllowed):
        withdraw_blocks(course_page=course, digests=[], words="Wrong.", by=a_trainer("Another"), at=NOON)


def test_the_screen_offers_both_and_does_them(course, client):
    lesson = put_right(course)
    client.force_login(course.owner)
    address = reverse("authoring:correct_edition", args=[course.pk, 1])
    assert address in client.get(reverse("authoring:editions", args=[course.pk])).text

    screen = client.get(address)

    assert "1 person is part-way on it" in screen.text.replace("\u00a0", " ")
    assert "The lesson “Who helps” has changed." in screen.text
    assert "Ring 01632 960000 at night." in screen.text

    sent = {"then": "correct", "activity": [str(lesson.translation_key)], "expect": "1", "note": ""}
    answer = client.post(address, sent, follow=True)

    assert "Edition 1.1 is released. Everybody on edition 1 sees it now." in answer.text
    newest = reverse("authoring:correct_edition", args=[course.pk, 2])
    assert "release a correction" in client.get(newest).text

    block = helpline_in(Edition.objects.get(number=2))
    answer = client.post(newest, {"then": "withdraw", "block": [block], "words": "Wrong."}, follow=True)

    assert "Withdrawn. Everybody sees edition 2.1 now" in answer.text
    assert names() == ["1", "1.1", "2", "2.1"]


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_an_edition_that_is_not_there_is_not_found(course, client, number):
    client.force_login(course.owner)

    assert client.get(reverse("authoring:correct_edition", args=[course.pk, number])).status_code == 404


def test_what_is_not_ticked_need_not_be_mended_and_what_is_has_to(course):
    lesson = put_right(course)
    other = edit("Lesson one", by=course.owner, body=[])  # nothing to read is no lesson
    asked = {"course_page": course, "number": 1, "by": course.owner, "at": NOON}

    with pytest.raises(NothingToRelease, match="Put this right first, in “Lesson one”"):
        correct_edition(activities=[str(lesson.translation_key), str(other.translation_key)], **asked)

    assert correct_edition(activities=[str(lesson.translation_key)], **asked).name == "1.1"


def test_a_correction_does_not_bring_back_what_was_withdrawn(course):
    lesson = LessonPage.objects.get(title="Who helps")
    withdraw_blocks(
        course_page=course,
        digests=[helpline_in(Edition.objects.get(number=2))],
        words="It is wrong.",
        by=course.owner,
        at=NOON,
    )

    with pytest.raises(NothingToRelease, match="in “Who helps”: This was withdrawn, and would be back"):
        correct_edition(
            course_page=course,
            number=1,
            activities=[str(lesson.translation_key)],
            by=course.owner,
            at=NOON,
        )


def test_an_edition_is_read_with_the_objectives_of_its_lessons(course):
    parts = read_edition(Edition.objects.get(number=2)).activities

    assert all(part.objectives for part in parts if part.title == "Who helps")


def test_a_correction_of_what_was_never_released_is_refused_in_words():
    page = a_course_page()

    with pytest.raises(NotACorrection, match="There is no edition to correct yet"):
        release(course_page=page, kind="correction", by=page.owner, at=NOON)
