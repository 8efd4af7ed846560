"""Courses are found by what their lessons say, and the way leads to the lesson."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.actions.indexing import index_course, index_what_is_missing
from courses.models import Course, Passage
from courses.models.authoring import CoursePage
from courses.queries.searching import search
from courses.rules.passages import asked_words, excerpt, words_of
from courses.views.catalogue import LEVELS
from tests.courses.found_again import AGAIN
from tests.factories import NOON
from tests.factories.authoring import a_released_course
from tests.factories.courses import a_lesson_body, an_edition, an_enrolment
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
HTML = (
    "<h2>Rupture and repair</h2><p>Siân’s mum’s naming of a feeling, at the family hub: “you are cross”. "
    "Attachments grow out of thousands of such moments &amp; repairs.</p>"
)


@pytest.fixture
def course() -> Course:
    edition = an_edition(title="Looking after each other", lesson=a_lesson_body(HTML))
    index_course(edition.course)
    return edition.course


def found(query, **more):
    return search(query, among=Course.objects.values_list("pk", flat=True), **more)


def page(client, query):
    return client.get(reverse("courses:catalogue"), {"q": query})


@pytest.mark.parametrize(
    "query",
    [
        "attachment",
        "repair",
        "hub",
        "naming",
        "REPAIR",
        "sian",
        "Siân's",
        "mum's",
        "mum’s",
        "family hub",
        "rupture",
    ],
)
def test_words_of_a_lesson_find_its_course(course, query):
    assert [each.course_id for each in found(query)] == [course.pk]


def test_words_that_stand_nowhere_find_nothing_and_the_page_says_what_to_try(client, course):
    assert found("trigonometry") == []
    assert "Try fewer or other words" in page(client, "trigonometry").text


def test_with_every_word_before_with_any_of_them(course):
    other = an_edition(title="Sleep", lesson=a_lesson_body("<p>A family hub is open on Mondays.</p>"))
    index_course(other.course)

    assert [each.course_id for each in found("hub Mondays")] == [other.course_id]
    assert {each.course_id for each in found("naming Mondays")} == {course.pk, other.course_id}


def test_a_title_weighs_more_than_a_text(course):
    other = an_edition(title="Repair", lesson=a_lesson_body("<p>Something else altogether.</p>"))
    index_course(other.course)

    assert [each.course_id for each in found("repair")] == [other.course_id, course.pk]


def test_visitors_are_led_to_the_line_on_the_course_page(client, course):
    text = page(client, "attachment").text
    key = course.passages.exclude(activity_key=None).earliest("position").activity_key

    assert f"/courses/{course.slug}/#part-{key}" in text
    assert "<mark>Attachments</mark>" in text
    assert f'id="part-{key}"' in client.get(f"/courses/{course.slug}/").text


def test_whoever_is_on_the_course_is_led_to_the_lesson(client, course):
    learner = a_person()
    edition = course.editions.get()
    enrolment = an_enrolment(learner=learner, edition=edition)
    client.force_login(learner)
    key = course.passages.exclude(activity_key=None).earliest("position").activity_key

    assert f'href="/learn/{enrolment.pk}/{key}/"' in page(client, "attachment").text


def test_what_a_lesson_says_is_shown_as_words(client):
    edition = an_edition(lesson=a_lesson_body("<p>Ask &lt;b&gt;gently&lt;/b&gt; about sleep.</p>"))
    index_course(edition.course)

    text = page(client, "gently").text

    assert "<b>" not in text
    assert "gently" in text


def test_questions_are_not_found_before_their_quiz(course):
    quiz = Passage.objects.filter(text="", activity_key__isnull=False)

    assert quiz.exists()
    assert not quiz.exclude(headings="").exists()


def test_a_closed_course_is_not_found(client, course):
    Course.objects.filter(pk=course.pk).update(closed_at=NOON)

    assert "No course found" in page(client, "attachment").text


def test_a_release_makes_it_findable():
    _, edition = a_released_course(lessons=2)

    assert edition.course.passages.count() == 1 + len(edition.outlined())
    assert [each.course_id for each in found("feel before")] == [edition.course_id]


def test_courses_from_before_are_found_after_the_next_migrate(course):
    Passage.objects.all().delete()

    assert index_what_is_missing() == 1
    assert index_what_is_missing() == 0
    assert found("attachment")


def test_making_the_passages_takes_as_many_statements_for_many_lessons(
    django_assert_num_queries, known_types
):
    for lessons in (1, 6):
        edition = an_edition(lessons=lessons)
        index_course(edition.course)
        with django_assert_num_queries(AGAIN):
            index_course(edition.course)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "a OR b",
        "NOT",
        "AND AND",
        "title:x",
        "(",
        "*",
        "-",
        "😀",
        "\x00",
        "%00",
        "word " * 1000,
        "x" * 5000,
        "'; drop table--",
        "<script>",
        "\\",
        "NEAR(a b)",
        "^a",
        "{x}",
    ],
)
def test_odd_queries_are_no_error(client, course, query):
    assert page(client, query).status_code == 200


@given(st.text(max_size=60))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_an_error(course, query):
    found(query)


def test_pages_ask_the_same_number_of_statements_however_many_lessons(
    client, course, django_assert_max_num_queries
):
    for _ in range(6):
        index_course(an_edition(lesson=a_lesson_body(HTML)).course)
    with django_assert_max_num_queries(4):
        page(client, "attachment")


def test_words_are_taken_out_of_markup():
    words = words_of(["<h2 id='a'>One &amp; two</h2><p>Three<br>four</p>", "five"])

    assert (words.headings, words.text) == ("One & two", "One & two Three four five")


def test_an_excerpt_begins_shortly_before_what_was_found():
    text = " ".join(f"w{number}" for number in range(50)) + " attachments " + "end " * 50
    shown = excerpt(text, asked_words("attachment"))

    assert [each.text for each in shown if each.is_found] == ["attachments"]
    assert (shown[0].text, shown[-1].text) == ("…", "…")
    assert len(shown) < 40
    assert excerpt(text, ["nothing"]) == []


def test_every_level_that_a_course_can_have_is_explained():
    assert [level for level, _ in LEVELS] == CoursePage.Level.values
