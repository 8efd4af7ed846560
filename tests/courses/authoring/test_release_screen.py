"""The release screen: what would change, what to mend, whom it touches, and then one button."""

import pytest

from courses.actions import release
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.kinds.single_choice.question import SingleChoiceOption, SingleChoiceQuestion
from courses.models import Edition, Enrolment, ItemRuling
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_released_course, a_trainer
from tests.factories.people import a_person
from tests.factories.rulings import turn_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    trainer = a_trainer()
    client.force_login(trainer)
    return trainer


def edit(model, by, **fields) -> None:
    row = model.objects.first().as_drafted()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save_revision(user=by)


def test_the_first_edition_is_released_with_a_sentence(client, trainer):
    page = a_course_page(by=trainer)
    address = f"/cms/courses/{page.pk}/release/"
    assert "Release edition 1" in client.get(address).text

    done = client.post(address, {"then": "release", "expect": "", "note": "For everybody."}, follow=True)

    assert "Edition 1 is released" in done.text
    assert Edition.objects.get().note == "For everybody."


def test_what_is_not_ready_can_be_taken_in(client, trainer):
    page, _ = a_released_course(by=trainer)
    edit(LessonPage, trainer, title="Another name")
    address = f"/cms/courses/{page.pk}/release/"
    shown = client.get(address)
    assert "Not ready yet: include?" in shown.text
    assert "Nothing changes for learners." in shown.text

    taken = client.post(
        address,
        {"then": "take_in", "take_in": f"page-{LessonPage.objects.get().pk}", "expect": "1"},
        follow=True,
    )

    assert "“Lesson 1” is called “Another name” now." in taken.text
    assert Edition.objects.count() == 1


def test_a_button_pressed_twice_releases_once(client, trainer):
    page = a_course_page(by=trainer)
    sent = {"then": "release", "expect": ""}
    client.post(f"/cms/courses/{page.pk}/release/", sent)

    again = client.post(f"/cms/courses/{page.pk}/release/", sent)

    assert again.status_code == 409
    assert "Edition 1 was released while you were looking" in again.text
    assert Edition.objects.count() == 1


def test_findings_lead_to_their_places(client, trainer):
    page = a_course_page(by=trainer)
    SingleChoiceOption.objects.filter(right=False).update(why="")
    LessonPage.objects.update(body="[]")
    question = SingleChoiceQuestion.objects.first()

    shown = client.get(f"/cms/courses/{page.pk}/release/").text

    assert "Put right first" in shown
    assert "1 of 2 answers do not say why." in shown
    assert f'href="/cms/questions/single-choice/edit/{question.pk}/"' in shown
    assert "It has no content." in shown
    assert f'href="/cms/pages/{LessonPage.objects.get().pk}/edit/"' in shown
    assert 'value="release"' not in shown


def test_it_says_how_many_are_part_way_and_what_each_kind_means(client, trainer):
    page, edition = a_released_course(by=trainer)
    for _ in range(2):
        Enrolment.objects.create(
            learner=a_person("Lena Learner"), course=edition.course, edition_number=1, enrolled_at=NOON
        )
    edit(LessonPage, trainer, title="Another name")
    LessonPage.objects.get().latest_revision.publish()

    shown = client.get(f"/cms/courses/{page.pk}/release/").text

    assert "2 people are part-way" in shown
    assert "A correction: edition 1.1" in shown
    assert "Lena" not in shown


def test_a_correction_that_cannot_be_one_says_why(client, trainer):
    page, _ = a_released_course(by=trainer)
    edit(QuizPage, trainer, pass_percent=60)
    QuizPage.objects.get().latest_revision.publish()

    shown = client.get(f"/cms/courses/{page.pk}/release/").text
    sent = {"then": "release", "expect": "1", "kind": "correction"}
    refused = client.post(f"/cms/courses/{page.pk}/release/", sent)

    assert "Not possible. “Check what you know” is passed at another mark." in shown
    assert refused.status_code == 409
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("kind", ["new-content", "correction"])
def test_when_the_right_answer_changed_it_asks_whether_the_old_one_was_wrong(client, trainer, kind):
    page, _ = a_released_course(by=trainer)
    question = SingleChoiceQuestion.objects.first()
    turn_round(question)

    shown = client.get(f"/cms/courses/{page.pk}/release/").text
    assert "Was the old answer wrong?" in shown
    sent = {"then": "release", "expect": "1", "kind": kind, f"ruling-{question.key}": "accept-also"}
    client.post(f"/cms/courses/{page.pk}/release/", sent)

    right_now = question.options.get(right=True).key
    ruling = ItemRuling.objects.get()
    assert (ruling.kind, ruling.alternative) == ("accept-also", {"right": [str(right_now)]})


def test_it_says_before_that_leaving_a_question_out_would_leave_nothing(client, trainer):
    page, _ = a_released_course(by=trainer, questions=1)
    question = SingleChoiceQuestion.objects.get()
    turn_round(question)

    shown = client.get(f"/cms/courses/{page.pk}/release/").text
    sent = {"then": "release", "expect": "1", "kind": "correction", f"ruling-{question.key}": "leave-out"}
    refused = client.post(f"/cms/courses/{page.pk}/release/", sent)

    words = "Leaving it out would leave nothing to mark in “Check what you know”."
    assert f"Not possible. {words}" in shown
    assert refused.status_code == 409
    assert words in refused.text
    assert Edition.objects.count() == 1


def test_the_editions_page_says_what_changed_and_how_many_are_on_which(client, trainer):
    page, edition = a_released_course(by=trainer)
    Enrolment.objects.create(learner=a_person(), course=edition.course, edition_number=1, enrolled_at=NOON)
    edit(LessonPage, trainer, title="Another name")
    LessonPage.objects.get().latest_revision.publish()
    release(course_page=page, by=trainer, at=NOON)

    shown = client.get(f"/cms/courses/{page.pk}/editions/").text

    assert "“Lesson 1” is called “Another name” now." in shown
    assert "The first edition." in shown
    assert '<td class="is-number">1</td>' in shown
    assert '<td class="is-number">0</td>' in shown
