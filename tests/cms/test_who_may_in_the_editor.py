"""Whose things somebody changes in the editor: each rule, from both sides."""

import pytest
from django.contrib.auth.models import Group, Permission

from cms.models import Source
from cms.permissions import (
    ADMINISTRATORS,
    EDITORS,
    GROUPS,
    TRAINERS,
    TheirOwn,
    holds,
    is_administrator,
    is_theirs,
    seat,
)
from courses.models.authoring import Question
from courses.permissions import is_their_question, may_change_question
from lms.people.models import RoleHolding, User
from tests.factories import NOON
from tests.factories.authoring import a_course_page, a_trainer
from tests.factories.cms import a_source
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def in_group(*names: str, **fields) -> User:
    person = a_person(**fields)
    person.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in names))
    return person


def may_do(person: User, *codenames: str) -> User:
    person.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return person


def test_a_group_is_held_by_those_in_it_and_all_of_them_by_whoever_looks_after_everything():
    assert holds(in_group(EDITORS), EDITORS)
    assert holds(in_group(EDITORS), TRAINERS, EDITORS)
    assert not holds(in_group(EDITORS), TRAINERS)
    assert not holds(in_group(EDITORS))
    assert not holds(a_person(), *GROUPS)
    assert holds(a_person(is_superuser=True), EDITORS)


def test_only_administrators_are():
    assert is_administrator(in_group(ADMINISTRATORS))
    assert is_administrator(a_person(is_superuser=True))
    assert not is_administrator(in_group(TRAINERS, EDITORS))


def test_groups_are_asked_for_once_in_a_request(django_assert_num_queries):
    person = in_group(EDITORS, TRAINERS)

    with django_assert_num_queries(1):
        assert (holds(person, EDITORS), holds(person, TRAINERS), is_administrator(person)) == (
            *(True, True, False),
        )


def test_a_source_is_theirs_who_added_it_and_nobodys_is_nobodys():
    mine, theirs = a_person(), a_person()
    source = a_source(added_by=mine)

    assert is_theirs(mine, source) is True
    assert is_theirs(theirs, source) is False
    assert is_theirs(mine, a_source("Without anybody", added_by=None)) is False


@pytest.mark.parametrize("action", ["change", "delete"])
@pytest.mark.parametrize(
    ("groups", "is_mine", "may"),
    [([], True, True), ([], False, False), ([TRAINERS], False, False), ([ADMINISTRATORS], False, True)],
)
def test_what_is_there_is_changed_by_whose_it_is_and_by_administrators(action, groups, is_mine, may):
    person = may_do(in_group(*groups), f"{action}_source")
    source = a_source(added_by=person if is_mine else a_person())

    assert TheirOwn(Source, is_theirs).user_has_permission_for_instance(person, action, source) is may


def test_whoever_may_look_looks_at_everybodys():
    person, source = may_do(a_person(), "view_source"), a_source(added_by=a_person())

    assert TheirOwn(Source, is_theirs).user_has_permission_for_instance(person, "view", source)


@pytest.mark.parametrize("action", ["add", "view", "change", "delete"])
def test_nothing_is_done_to_ones_own_without_the_right(action):
    person = in_group(ADMINISTRATORS)
    Group.objects.get(name=ADMINISTRATORS).permissions.clear()
    source = a_source(added_by=person)

    assert not TheirOwn(Source, is_theirs).user_has_permission_for_instance(person, action, source)


def test_somebody_sits_in_the_groups_of_roles_held_today_and_in_others_that_are_no_roles():
    for name in GROUPS:
        Group.objects.get_or_create(name=name)
    person = in_group(EDITORS, TRAINERS, "Choir")
    RoleHolding.objects.create(user=person, role="trainer", granted_at=NOON)
    RoleHolding.objects.create(user=person, role="network-administrator", granted_at=NOON)
    RoleHolding.objects.create(user=person, role="editor", granted_at=NOON, ended_at=NOON)
    RoleHolding.objects.create(user=a_person(), role="editor", granted_at=NOON)

    seat(person)

    assert set(person.groups.values_list("name", flat=True)) == {TRAINERS, ADMINISTRATORS, "Choir"}


# --- questions of the bank ---------------------------------------------------------------------------------


@pytest.fixture
def writer() -> User:
    return a_trainer("Olga Owner")


@pytest.fixture
def question(writer) -> Question:
    """It serves an objective of a course that ``writer`` writes, and was written by somebody else."""
    a_course_page(by=writer, questions=1)
    Question.objects.update(written_by=a_person("Somebody else"))
    return Question.objects.get()


def test_a_question_is_theirs_who_wrote_it_and_theirs_who_write_the_course_it_serves(question, writer):
    assert is_their_question(question.written_by, question) is True
    assert is_their_question(writer, question) is True
    assert is_their_question(a_trainer("Otto Other"), question) is False


def test_a_question_that_serves_a_course_is_not_everybodys_though_nobody_wrote_it(question, writer):
    question.written_by = None

    assert is_their_question(writer, question) is True
    assert is_their_question(a_trainer("Otto Other"), question) is False


def test_a_question_that_serves_none_is_theirs_who_wrote_it_else_everybodys(question, writer):
    question.objective = None
    assert is_their_question(question.written_by, question) is True
    assert is_their_question(writer, question) is False

    question.written_by = None
    assert is_their_question(writer, question) is True


def test_a_question_is_changed_by_whose_it_is_and_by_administrators_with_the_right(question, writer):
    assert may_change_question(writer, question)
    assert may_change_question(may_do(in_group(ADMINISTRATORS), "change_question"), question)
    assert not may_change_question(may_do(a_person(), "change_question"), question)
    assert not may_change_question(a_trainer("Otto Other"), question)
    assert not may_change_question(question.written_by, question)  # who lost the right since
