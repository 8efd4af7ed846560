"""A kind of activity that no file of the house names works everywhere an activity is met.

The kind is ``tests/activity_kind``. The places: the outline page and its “Add”, the editor and its links,
“Mark ready”, copying, manuscripts · walk-through · checking, comparing, correcting, releasing ·
course page, outline, its own page, finishing, what comes next, my learning · moving to a newer edition ·
the team's grid, a person's page, the learner's record · the completion and its certificate · the invariants.
"""

import pytest
from django.urls import reverse

from certificates.models import Certificate
from courses import actions
from courses.actions import release
from courses.actions.authoring import copy_course, mark_ready, write_course
from courses.actions.release import NotACorrection
from courses.models import ActivityCompletion, Completion, Edition
from courses.models.authoring import CoursePage, ModulePage
from courses.rules.activities import activity_kind
from lms.core.invariants import broken
from tests.activity_kind.page import ChecklistPage
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_manuscript, a_trainer, no_files
from tests.factories.courses import an_enrolment
from tests.factories.learning import answer_all, start, submit
from tests.factories.people import a_membership, a_person, a_team

pytestmark = pytest.mark.django_db

STEPS = ["Wash your hands", "Say hello to the baby"]
ENTRY = {"title": "Before a visit", "steps": STEPS}


@pytest.fixture
def trainer(client):
    trainer = a_trainer()
    client.force_login(trainer)
    return trainer


def a_course(by, *, questions=0, ready=True) -> CoursePage:
    """A lesson, a checklist and perhaps a quiz."""
    manuscript = a_manuscript(questions=questions)
    manuscript["modules"][0]["checklists"] = [ENTRY]
    return write_course(manuscript, read=no_files, by=by, at=NOON, ready=ready)


def change(by, **fields) -> ChecklistPage:
    page = ChecklistPage.objects.get().as_drafted()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by)
    mark_ready(ChecklistPage.objects.get(), by=by)
    return page


# --- written ---------------------------------------------------------------------------------------------


def test_it_is_added_from_the_outline_edited_and_marked_ready(client, trainer):
    course = a_course_page(by=trainer, questions=0)
    outline = client.get(f"/cms/courses/{course.pk}/").text
    assert "Add a checklist" in outline

    beneath = ModulePage.objects.get().pk
    client.post(f"/cms/courses/{course.pk}/add/", {"kind": "checklist", "beneath": beneath})
    page = ChecklistPage.objects.get()
    form = client.get(f"/cms/pages/{page.pk}/edit/").text
    assert 'name="steps"' in form
    assert f"/cms/courses/{course.pk}/walk/{page.translation_key}/" in form
    sent = {"title": "Before a visit", "steps": "\n".join(STEPS), "minutes": "", "action-publish": "1"}
    done = client.post(f"/cms/pages/{page.pk}/edit/", sent, follow=True)

    page.refresh_from_db()
    assert "“Before a visit” is ready" in done.text
    assert (page.state, page.named()) == ("ready", STEPS)
    outline = client.get(f"/cms/courses/{course.pk}/").text
    assert "Checklist, 2\u00a0steps" in outline
    assert '4 <span class="quiet">suggested</span>' in outline


def test_what_lacks_is_said_before_the_release(client, trainer):
    course = a_course(trainer)
    change(trainer, steps="")

    page = client.get(f"/cms/courses/{course.pk}/release/")

    assert "There is nothing to tick." in page.text
    assert f'href="/cms/pages/{ChecklistPage.objects.get().pk}/edit/"' in page.text


def test_a_manuscript_has_it_and_a_copy_takes_it_along(trainer):
    course = a_course(trainer)

    copy = copy_course(course_page=course, by=trainer, at=NOON)

    assert [page.named() for page in ChecklistPage.objects.descendant_of(copy)] == [STEPS]


def test_drafts_are_walked_through(client, trainer):
    course = a_course(trainer, ready=False)
    page = ChecklistPage.objects.get()
    walk = f"/cms/courses/{course.pk}/walk/"
    assert "Before a visit" in client.get(walk).text

    shown = client.get(f"{walk}{page.translation_key}/").text
    onwards = client.post(f"{walk}{page.translation_key}/finish/")

    assert all(step in shown for step in STEPS)
    assert "Nothing you do here is kept" in shown
    assert "Finished. Next: Lesson 1" in shown
    assert onwards.url == walk
    assert client.post(f"{walk}{page.translation_key}/start/").status_code == 404


# --- released --------------------------------------------------------------------------------------------


def test_it_is_released_in_its_own_frozen_form(trainer):
    edition = release(course_page=a_course(trainer), by=trainer, at=NOON)

    row = edition.activities.get(kind="checklist")
    assert row.body == {"format": 1, "blocks": [], "steps": STEPS}
    assert row.minutes == 4
    assert edition.outlined()[-1]["steps"] == 2
    assert "The book of lists" in [source["title"] for source in edition.about["sources"]]


def test_changes_and_corrections_are_in_its_own_words(trainer):
    course = a_course(trainer)
    release(course_page=course, by=trainer, at=NOON)
    change(trainer, steps="Only this")

    with pytest.raises(NotACorrection, match="has more or fewer steps to tick"):
        release(course_page=course, kind=Edition.Kind.CORRECTION, by=trainer, at=NOON)
    edition = release(course_page=course, by=trainer, at=NOON)

    assert "“Before a visit” has 1 steps, not 2." in edition.changes


def test_a_new_one_and_one_that_is_gone_are_named(trainer):
    course = a_course(trainer)
    release(course_page=course, by=trainer, at=NOON)
    ChecklistPage.objects.get().delete()

    edition = release(course_page=course, by=trainer, at=NOON)

    assert "Gone: the checklist “Before a visit”." in edition.changes


# --- learnt ----------------------------------------------------------------------------------------------


@pytest.fixture
def edition(trainer):
    return release(course_page=a_course(trainer, questions=1), by=trainer, at=NOON)


@pytest.fixture
def learner(client, edition):
    learner = a_person("Grace Example")
    client.force_login(learner)
    return learner


def test_the_course_page_and_the_outline_name_it(client, learner, edition):
    enrolment = an_enrolment(learner=learner, edition=edition)

    for address in (edition.course.get_absolute_url(), enrolment.get_absolute_url()):
        page = client.get(address).text
        assert "Before a visit" in page
        assert "Checklist" in page


def test_a_learner_meets_it_finishes_it_and_it_counts(client, learner, edition):
    enrolment = an_enrolment(learner=learner, edition=edition)
    lesson, checklist, quiz = edition.activities.in_order()
    address = reverse("courses:activity", args=[enrolment.pk, checklist.key])
    first = client.get(reverse("courses:activity", args=[enrolment.pk, lesson.key])).text
    assert "Finished. Next: checklist, Before a visit" in first

    page = client.get(address).text
    onwards = client.post(f"{address}finish/")

    assert all(step in page for step in STEPS)
    assert "Finished. Next: quiz, Check what you know" in page
    assert onwards.url == reverse("courses:activity", args=[enrolment.pk, quiz.key])
    assert ActivityCompletion.objects.get().activity == checklist
    assert "1 of 3" in client.get(reverse("courses:my_learning")).text
    assert client.post(f"{address}start/").status_code == 404
    assert client.post(f"{address}ask/").status_code == 404


def test_it_is_kept_and_counted_when_a_learner_moves(client, learner, edition, trainer):
    enrolment = an_enrolment(learner=learner, edition=edition)
    checklist = edition.activities.get(kind="checklist")
    actions.finish_activity(enrolment=enrolment, activity=checklist, by=learner, at=NOON)
    course = CoursePage.objects.get(translation_key=edition.course.key)
    change(trainer, steps="Only this")
    release(course_page=course, by=trainer, at=NOON)

    page = client.get(enrolment.get_absolute_url()).text

    assert "You keep 2 of 3 parts. New or changed: one checklist, 2\u00a0minutes." in page


def test_completing_with_it_makes_a_record_a_grid_and_a_certificate(client, learner, edition):
    team, manager = a_team()
    a_membership(learner, team)
    enrolment = an_enrolment(learner=learner, edition=edition)
    finish_by_saying_so(enrolment)
    client.force_login(manager)
    assert "2 of 3" in client.get(reverse("reports:person", args=[team.pk, learner.key])).text

    attempt = start(enrolment)
    answer_all(attempt)
    submit(attempt)

    certificate = Certificate.objects.get(completion=Completion.objects.get(learner=learner))
    assert certificate.number in client.get(reverse("reports:person", args=[team.pk, learner.key])).text
    assert client.get(reverse("reports:team", args=[team.pk])).status_code == 200
    client.force_login(learner)
    record = client.get(reverse("reports:record")).text
    assert edition.title in record
    assert certificate.number in record
    again = client.get(
        reverse("courses:activity", args=[enrolment.pk, edition.activities.get(kind="checklist").key])
    ).text
    assert all(step in again for step in STEPS)
    assert list(broken(at=NOON)) == []


def finish_by_saying_so(enrolment) -> None:
    for activity in enrolment.edition().activities.in_order():
        if not activity_kind(activity.kind).is_passed:
            actions.finish_activity(enrolment=enrolment, activity=activity, by=enrolment.learner, at=NOON)
