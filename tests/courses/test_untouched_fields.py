"""Pages left open, sent later: what nobody touched there changes nothing, whatever was answered elsewhere."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import actions
from courses.models import Attempt, ResponseEvent, ResponseWords
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_item
from tests.factories.learning import an_open_attempt

pytestmark = pytest.mark.django_db


def of(name, attempt):
    return reverse(f"courses:{name}", args=[attempt.enrolment_id, attempt.activity_key, attempt.number])


class Laptop:
    """A browser without script: it sends the whole form as it was rendered, with what was touched since."""

    def __init__(self, client, attempt):
        self.client, self.attempt = client, attempt
        client.force_login(attempt.enrolment.learner)
        self.open()

    def open(self):
        text = self.client.get(of("attempt", self.attempt)).text
        self.fields = dict(re.findall(r'<input type="hidden" name="(known-[^"]+)" value="(\d+)">', text))
        for name, value in re.findall(r'name="(item-[^"]+)" value="([^"]+)" checked', text):
            self.fields.setdefault(name, []).append(value)

    def choose(self, item, *options):
        self.fields[f"item-{item['key']}"] = [item["options"][number]["key"] for number in options]

    def press(self, then, **more):
        return self.client.post(of("submit", self.attempt), self.fields | {"then": then} | more, follow=True)


def answer_on_the_phone(attempt, item, *options, after=None):
    return actions.record_answer(
        attempt=attempt,
        item=item["key"],
        answer={"chosen": [item["options"][number]["key"] for number in options]},
        client_id=uuid.uuid4(),
        by=attempt.enrolment.learner,
        at=NOON,
        after=after,
    )


def stands(attempt, item):
    """The numbers of the options that count as the answer to it."""
    answer = attempt.responses.filter(item_key=item["key"]).values_list("answer", flat=True).first()
    keys = [option["key"] for option in item["options"]]
    return [keys.index(key) for key in answer["chosen"]] if answer else []


@pytest.fixture
def items():
    return [an_item("One"), an_item("Two"), an_item("Three", kind="multiple-response", right=2, wrong=2)]


@pytest.fixture
def attempt(items):
    return an_open_attempt(edition=an_edition(lessons=0, quiz=a_quiz_body(items)))


@pytest.mark.parametrize("then", ["stop", "finish", "finish-anyway"])
def test_a_page_left_open_does_not_erase_what_the_phone_answered(client, attempt, items, then):
    laptop = Laptop(client, attempt)
    answer_on_the_phone(attempt, items[0], 0)
    laptop.choose(items[1], 0)
    laptop.choose(items[2], 0, 1)

    page = laptop.press(then)

    assert stands(attempt, items[0]) == [0]
    assert ResponseEvent.objects.count() == 3
    assert "also answered" not in page.text
    assert ("Passed: 3 of 3" in page.text) == (then != "stop")


@pytest.mark.parametrize("then", ["stop", "finish", "finish-anyway"])
def test_a_page_left_open_does_not_bring_back_an_answer_that_the_phone_replaced(client, attempt, items, then):
    answer_on_the_phone(attempt, items[0], 1)
    laptop = Laptop(client, attempt)
    answer_on_the_phone(attempt, items[0], 0)

    laptop.press(then)

    assert stands(attempt, items[0]) == [0]
    assert ResponseEvent.objects.count() == 2


def test_what_was_touched_on_both_is_kept_twice_and_the_later_to_arrive_stands_and_is_said(
    client, attempt, items
):
    laptop = Laptop(client, attempt)
    answer_on_the_phone(attempt, items[0], 0)
    answer_on_the_phone(attempt, items[2], 0, 1)
    laptop.choose(items[0], 1)
    laptop.choose(items[2], 0)

    page = laptop.press("stop")

    assert (stands(attempt, items[0]), stands(attempt, items[2])) == ([1], [0])
    assert ResponseEvent.objects.filter(item_key=items[0]["key"]).count() == 2
    assert "Questions 1 and 3 were also answered in another tab or on another device" in page.text


def test_an_answer_taken_back_on_this_page_is_taken_back(client, attempt, items):
    answer_on_the_phone(attempt, items[2], 0, 1)
    laptop = Laptop(client, attempt)
    laptop.choose(items[2])

    page = laptop.press("stop")

    assert stands(attempt, items[2]) == []
    assert "also answered" not in page.text


def test_the_same_answer_on_both_is_kept_once(client, attempt, items):
    laptop = Laptop(client, attempt)
    answer_on_the_phone(attempt, items[0], 0)
    laptop.choose(items[0], 0)

    page = laptop.press("stop")

    assert ResponseEvent.objects.count() == 1
    assert "also answered" not in page.text


def test_a_form_sent_twice_adds_nothing(client, attempt, items):
    laptop = Laptop(client, attempt)
    laptop.choose(items[0], 1)

    for _ in range(2):
        page = laptop.press("stop")

    assert ResponseEvent.objects.count() == 1
    assert "also answered" not in page.text


@pytest.mark.parametrize("forged", ["-1", "99", "9" * 5000, "", "x", "\u0663", "2"])
def test_a_number_that_makes_no_sense_counts_as_the_newest(client, attempt, items, forged):
    answer_on_the_phone(attempt, items[0], 0)
    answer_on_the_phone(attempt, items[1], 0)  # number 2: of another question
    laptop = Laptop(client, attempt)
    laptop.fields[f"known-{items[0]['key']}"] = forged
    laptop.choose(items[0], 1)

    page = laptop.press("stop")

    assert stands(attempt, items[0]) == [1]
    assert "also answered" not in page.text


def test_an_empty_field_of_a_page_that_says_nothing_erases_nothing(client, attempt, items):
    answer_on_the_phone(attempt, items[0], 0)
    laptop = Laptop(client, attempt)
    laptop.fields = {f"item-{items[1]['key']}": items[1]["options"][0]["key"]}

    laptop.press("stop")

    assert (stands(attempt, items[0]), stands(attempt, items[1])) == ([0], [0])


def test_the_log_is_read_only_when_a_page_is_behind(attempt, items):
    def reads_of_the_log():
        """Those of a form that was rendered with answer 1 and now holds option 0."""
        with CaptureQueriesContext(connection) as captured:
            actions.record_answers(
                attempt=attempt,
                answers={items[1]["key"]: {"chosen": [items[1]["options"][0]["key"]]}},
                known={items[1]["key"]: 1},
                by=attempt.enrolment.learner,
                at=NOON,
            )
        read = r'^SELECT [^()]* FROM "courses_responseevent"'
        return len([each for each in captured if re.match(read, each["sql"])])

    answer_on_the_phone(attempt, items[1], 1)
    assert reads_of_the_log() == 0
    assert reads_of_the_log() == 0  # the same again
    answer_on_the_phone(attempt, items[1], 2)
    assert reads_of_the_log() == 1


def test_a_script_that_sends_what_it_was_shown_changes_nothing(attempt, items):
    first = answer_on_the_phone(attempt, items[0], 1)
    answer_on_the_phone(attempt, items[0], 0)

    again = answer_on_the_phone(attempt, items[0], 1, after=first.sequence)
    empty = answer_on_the_phone(attempt, items[0], after=0)

    assert (again.sequence, empty.sequence) == (first.sequence, 0)
    assert stands(attempt, items[0]) == [0]
    assert ResponseEvent.objects.count() == 2


@pytest.mark.parametrize("after", [-1, 10**30, True, "1", None, 1.5])
def test_what_a_script_cannot_know_is_no_claim(client, attempt, items, after):
    answer_on_the_phone(attempt, items[0], 0)
    client.force_login(attempt.enrolment.learner)

    sent = client.post(
        of("save_answer", attempt),
        {
            "client_id": str(uuid.uuid4()),
            "item": items[0]["key"],
            "answer": {"fields": {"": [items[0]["options"][1]["key"]]}},
            "after": after,
        },
        content_type="application/json",
    )

    assert sent.json() == {"saved": True, "sequence": 2, "changed_elsewhere": False}


def test_a_quiz_with_nothing_answered_asks_first(client, attempt, items):
    laptop = Laptop(client, attempt)

    page = laptop.press("finish")

    assert "You have answered none of 3. This uses one of 3\u00a0attempts." in page.text
    assert 'value="finish-anyway"' in page.text
    assert Attempt.objects.get().is_open

    page = laptop.press("finish-anyway")

    assert "Not passed yet: 0 of 3" in page.text


def test_a_page_that_is_empty_because_the_phone_answered_everything_finishes(client, attempt, items):
    laptop = Laptop(client, attempt)
    for item, options in zip(items, [(0,), (0,), (0, 1)], strict=True):
        answer_on_the_phone(attempt, item, *options)

    assert "Passed: 3 of 3" in laptop.press("finish").text


def test_finishing_that_was_asked_for_some_time_ago_is_dropped_when_somebody_answered_since(
    client, attempt, items
):
    laptop = Laptop(client, attempt)
    answer_on_the_phone(attempt, items[0], 0)
    laptop.fields = {}

    page = laptop.press("finish-anyway", as_of="0")

    assert "This quiz was not finished, because you have answered on another device since" in page.text
    assert Attempt.objects.get().is_open

    laptop.press("finish-anyway", as_of="1")

    assert not Attempt.objects.get().is_open


def test_a_script_that_finishes_is_told_where_to_go(client, attempt, items):
    client.force_login(attempt.enrolment.learner)

    def press(then):
        said = client.post(of("submit", attempt), {"then": then}, headers={"accept": "application/json"})
        return said.json()["see"]

    assert press("finish") == f"{of('attempt', attempt)}?empty"
    assert "You have answered none of 3" in client.get(press("finish")).text
    assert press("stop") == reverse("courses:outline", args=[attempt.enrolment_id])
    assert press("finish-anyway") == of("attempt", attempt)
    assert press("finish") == of("attempt", attempt)
    assert "These answers were already sent in" in client.get(of("attempt", attempt)).text


def test_no_field_is_filled_in_by_the_browser(client, attempt):
    client.force_login(attempt.enrolment.learner)
    form = re.search(r"<form[^>]+data-attempt[^>]+>", client.get(of("attempt", attempt)).text)

    assert 'autocomplete="off"' in form[0]


def a_written_word():
    return {"key": str(uuid.uuid4()), "kind": "written-word", "stem": "<p>Which word?</p>", "word": "pause"}


def test_what_is_typed_stands_beside_the_answer_and_is_there_again(client):
    item = a_written_word()
    attempt = an_open_attempt(edition=an_edition(lessons=0, quiz=a_quiz_body([item])))
    client.force_login(attempt.enrolment.learner)
    client_id = str(uuid.uuid4())

    def save(word, **more):
        sent = {"client_id": str(uuid.uuid4()), "item": item["key"], "answer": {"fields": {"word": [word]}}}
        return client.post(of("save_answer", attempt), sent | more, content_type="application/json")

    first = save("pause", after=0, client_id=client_id).json()
    assert save("pause", client_id=client_id).json() == first
    assert save("paint", client_id=client_id).status_code == 400
    save("paint", after=1)
    assert save("pause", after=1).json()["sequence"] == 1  # as it was shown: untouched
    assert 'value="paint"' in client.get(of("attempt", attempt)).text

    assert list(ResponseWords.objects.values_list("words", flat=True)) == [
        {"word": "pause"},
        {"word": "paint"},
    ]
    assert not ResponseEvent.objects.filter(answer__has_key="word").exists()


def test_a_form_with_what_was_typed_is_compared_letter_by_letter(client):
    item = a_written_word()
    attempt = an_open_attempt(edition=an_edition(lessons=0, quiz=a_quiz_body([item])))
    client.force_login(attempt.enrolment.learner)

    def press(then, word, known):
        fields = {f"item-{item['key']}-word": word, f"known-{item['key']}": known, "then": then}
        return client.post(of("submit", attempt), fields, follow=True)

    press("stop", "paint", 0)
    press("stop", "pause", 1)
    press("stop", "paint", 1)  # a page that was left open: untouched
    page = press("finish", "pause", 2)

    assert "Passed: 1 of 1" in page.text
    assert ResponseEvent.objects.count() == 2
