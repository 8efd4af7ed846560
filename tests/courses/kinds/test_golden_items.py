"""Items and answers of every kind and format ever released thaw, are marked and are shown for ever."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from cms.models import Source
from courses.models.authoring import Question
from courses.models.authoring.question import KINDS as WRITTEN
from courses.rules.items import KINDS, UnknownFormat, thaw_item
from courses.rules.quiz import Quiz
from tests.factories import TODAY
from tests.factories.authoring import a_course_page, a_question_in_words
from tests.factories.courses import a_quiz_body

GOLDEN = Path(__file__).parents[1] / "golden"
EXAMPLES = {path.stem: json.loads(path.read_text()) for path in sorted(GOLDEN.glob("item-*.json"))}
SHIPPED = {"single-choice", "multiple-response", "true-false"}


def shape(value):
    """The keys of a frozen value, all the way down."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def test_every_kind_and_format_has_a_golden_example():
    wanted = {f"item-{kind}-{format}" for kind in SHIPPED for format in KINDS[kind].formats}

    assert set(EXAMPLES) == wanted


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_old_item_is_read_marked_and_shown(name):
    example = EXAMPLES[name]
    item = thaw_item(example["item"])

    for case in example["answers"]:
        answer = item.thaw_answer(case["answer"])
        mark = item.mark(answer, case["alternatives"])
        assert mark.score == Fraction(case["score"])
        assert answer.stored() == case["answer"]
        assert item.read({**answer.stored(), **answer.words()}) == answer
        assert f'name="item-{item.key}' in item.show(answer, id="question-1", name=f"item-{item.key}")
        assert item.review(answer, tell_all=True)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_old_quiz_is_marked_as_it_was(name):
    quiz = Quiz.thaw(a_quiz_body([EXAMPLES[name]["item"]]))
    for case in EXAMPLES[name]["answers"]:
        if not case["alternatives"]:
            answers = quiz.thaw_answers([(quiz.items[0].key, case["answer"], None)])
            assert quiz.mark(answers).score == Fraction(case["score"])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(SHIPPED))
def test_what_is_frozen_today_has_the_shape_of_its_golden_example(kind):
    """Another shape is another format: give it the next number, an example, and a reader that stays."""
    question = a_question_of(kind)

    frozen = json.loads(json.dumps(question.freeze()))

    assert shape(frozen) == shape(EXAMPLES[f"item-{kind}-{frozen.get('format', 1)}"]["item"])


@pytest.mark.parametrize("frozen", [{"kind": "crystal-ball"}, {"kind": "single-choice", "format": 99}])
def test_what_nobody_can_read_is_said_and_not_guessed(frozen):
    with pytest.raises(UnknownFormat, match=frozen["kind"]):
        thaw_item(frozen)


def a_question_of(kind: str) -> Question:
    words = a_question_in_words()
    if kind == "true-false":
        words["options"] = [
            {"key": "true", "right": True, "why": "So."},
            {"key": "false", "right": False, "why": "No."},
        ]
    in_common = {
        "stem": f"<p>{words['stem']}</p>",
        "explanation": "<p>Because.</p>",
        "objective": a_course_page(questions=0).objectives.get(),
        "source": Source.objects.create(
            title="Key concepts", publisher="A centre", address="https://example.org/key", checked_on=TODAY
        ),
    }
    question = WRITTEN[kind].read_in(words, in_common)
    question.save()
    return question
