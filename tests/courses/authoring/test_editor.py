"""The editor as a trainer meets it: the menu, the start screen, and the way from nothing to a preview."""

import re

import pytest

from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import CoursePage, ModulePage
from lms.people.models import RoleHolding
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_trainer
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    trainer = a_trainer()
    client.force_login(trainer)
    return trainer


ENTRIES = ["Courses", "Questions", "Sources", "Pictures and media", "For review", "Help", "Site pages"]
OF_WAGTAIL = ["Settings", "Reports", "Pages", "Images", "Documents", "Snippets"]


def menu(client) -> list[str]:
    page = client.get("/cms/").text
    props = page[page.index("wagtail.sidebar.MainMenuModule") :]
    return re.findall(rf'"({"|".join(ENTRIES + OF_WAGTAIL)})"', props)


def test_a_trainers_menu_shows_a_trainers_things_only(client, trainer):
    assert menu(client) == ["Courses", "Questions", "Sources", "Pictures and media", "For review", "Help"]


def test_an_editor_has_the_site_pages_and_no_courses(client):
    editor = a_person("Eve Editor")
    RoleHolding.objects.create(user=editor, role="editor", granted_at=NOON)
    client.force_login(editor)

    assert menu(client) == ["Pictures and media", "Help", "Site pages"]
    assert client.get("/cms/courses/").status_code == 403


def test_an_administrator_has_settings_and_reports_too(client):
    administrator = a_person("Ada Admin")
    RoleHolding.objects.create(user=administrator, role="network-administrator", granted_at=NOON)
    client.force_login(administrator)

    assert {"Courses", "Site pages", "Settings", "Reports"} <= set(menu(client))


def test_a_learner_does_not_come_in(client):
    client.force_login(a_person())

    assert client.get("/cms/courses/").status_code == 403


def test_new_course_makes_one_module_one_lesson_and_one_quiz(client, trainer):
    page = client.post("/cms/courses/new/", follow=True)

    course = CoursePage.objects.get()
    assert "New course" in page.text
    assert [p.specific_class for p in course.get_descendants()] == [ModulePage, LessonPage, QuizPage]
    assert [author.user for author in course.authors.all()] == [trainer]


def test_from_new_course_to_a_walk_through_is_two_presses(client, trainer):
    start = client.get("/cms/")
    assert 'action="/cms/courses/new/"' in start.text
    outline = client.post("/cms/courses/new/", follow=True)
    [walk] = re.findall(r'href="(/cms/courses/\d+/walk/)"', outline.text)

    assert "First lesson" in client.get(walk).text


def test_the_start_screen_says_what_is_not_released(client, trainer):
    a_course_page(by=trainer, title="Good enough")

    page = client.get("/cms/")

    assert "Changes not yet released" in page.text
    assert "never released" in page.text


def test_parts_are_added_moved_and_removed(client, trainer):
    course = a_course_page(by=trainer, lessons=2)
    module = ModulePage.objects.get()
    client.post(f"/cms/courses/{course.pk}/add/", {"beneath": module.pk, "kind": "lesson"})
    new = LessonPage.objects.get(title="New lesson")

    client.post(f"/cms/courses/{course.pk}/move/", {"part": new.pk, "to": "up"})
    titles = [part.title for part in ModulePage.objects.get().get_children()]
    assert titles == ["Lesson 1", "Lesson 2", "New lesson", "Check what you know"]

    page = client.post(f"/cms/pages/{new.pk}/delete/", follow=True)
    assert page.redirect_chain[-1][0] == f"/cms/courses/{course.pk}/"
    assert not LessonPage.objects.filter(title="New lesson").exists()


def test_a_lesson_at_the_edge_moves_into_the_next_module(client, trainer):
    course = a_course_page(by=trainer)
    client.post(f"/cms/courses/{course.pk}/add/", {"beneath": course.pk, "kind": "module"})
    quiz = QuizPage.objects.get()

    client.post(f"/cms/courses/{course.pk}/move/", {"part": quiz.pk, "to": "down"})

    assert QuizPage.objects.get().get_parent().title == "New module"


def test_another_trainer_reads_and_copies_but_does_not_change(client, trainer):
    course = a_course_page(by=a_trainer("Olga Other"), title="Good enough")
    lesson = LessonPage.objects.get()
    address = f"/cms/courses/{course.pk}/"

    assert "You can read this course" in client.get(address).text
    assert client.get(f"{address}walk/").status_code == 200
    assert client.get(f"{address}release/").status_code == 403
    assert client.post(f"{address}add/", {"beneath": course.pk, "kind": "module"}).status_code == 403
    assert client.post(f"{address}objectives/", {"key": "", "text": "x"}).status_code == 403
    assert client.get(f"/cms/pages/{lesson.pk}/edit/").status_code == 302
    client.post(f"/cms/pages/{lesson.pk}/delete/")
    assert LessonPage.objects.filter(pk=lesson.pk).exists()

    client.post(f"{address}copy/")

    copy = CoursePage.objects.exclude(pk=course.pk).get()
    assert copy.title == "Good enough (copy)"
    assert client.get(f"/cms/courses/{copy.pk}/release/").status_code == 200


def test_a_course_that_is_not_there_is_a_404(client, trainer):
    assert client.get("/cms/courses/999999/").status_code == 404


def test_mark_all_ready(client, trainer):
    course = a_course_page(by=trainer, ready=False)

    page = client.post(f"/cms/courses/{course.pk}/ready/", follow=True)

    assert "Everything in this course is ready now." in page.text
    assert {page.specific.state for page in course.get_descendants(inclusive=True)} == {"ready"}


def test_the_last_author_stays(client, trainer):
    course = a_course_page(by=trainer)

    page = client.post(f"/cms/courses/{course.pk}/authors/", {"remove": str(trainer.key)})

    assert page.status_code == 409
    assert course.authors.count() == 1


def test_nobody_is_removed_who_is_no_author(client, trainer):
    course, other = a_course_page(by=trainer), a_trainer("Olga Other")

    page = client.post(f"/cms/courses/{course.pk}/authors/", {"remove": str(other.key)})

    assert page.status_code == 404
    assert "Olga" not in page.text


def test_an_author_that_was_added_edits(client, trainer):
    course = a_course_page(by=trainer)
    other = a_trainer("Olga Other")
    client.post(f"/cms/courses/{course.pk}/authors/", {"add": str(other.key)})
    client.force_login(other)

    assert client.get(f"/cms/pages/{LessonPage.objects.get().pk}/edit/").status_code == 200
