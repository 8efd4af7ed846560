"""Questions whose right answer changes, what authors decide about it, and the work that follows."""

from typing import Any

from django.utils import timezone

from courses import tasks
from courses.actions import release, rule_on_item
from courses.actions.release import ItemDecision
from courses.models import Attempt, Edition, Enrolment, ItemRuling, Remarking
from courses.models.authoring import CoursePage
from courses.rules.items import thaw_item
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_enrolment, an_item
from tests.factories.learning import answer_all, start, submit


def do_the_marking() -> None:
    """What the sweep hands to a worker."""
    for claim in Remarking.objects.claim(at=timezone.now()):
        tasks.mark_again(pk=claim.pk, attempt=claim.attempt)


def rule(
    attempt: Attempt, frozen: dict[str, Any], kind: str, *, right: list[str] | None = None
) -> ItemRuling:
    """On an item exactly as this attempt met it; ``right``: what is accepted as well."""
    return rule_on_item(
        course=attempt.enrolment.course,
        item_key=frozen["key"],
        item_digest=thaw_item(frozen).digest,
        kind=kind,
        alternative={"right": right} if right else None,
        by=attempt.activity.edition.released_by,
        at=NOON,
    )


def turn_round(question: Any) -> None:
    """What was right is wrong now, and the other way round."""
    for option in question.options.all():
        type(option).objects.filter(pk=option.pk).update(right=not option.right)


def correct(page: CoursePage, question: Any, decision: str, *, kind: str = "correction") -> Edition:
    """Release what stands in the bank now, with that decision about one question."""
    return release(
        course_page=page,
        kind=kind,
        by=page.owner,
        at=timezone.now(),
        decisions=[ItemDecision(str(question.key), decision)],
    )


def wrong(item: dict[str, Any]) -> list[str]:
    """One wrong option."""
    return [option["key"] for option in item["options"] if not option["right"]][:1]


def a_missed_attempt(*, edition: Edition | None = None, enrolment: Enrolment | None = None) -> Attempt:
    """Sent in with every answer wrong."""
    attempt = start(enrolment or an_enrolment(edition=edition or an_edition_of_one()))
    answer_all(attempt, right=False)
    return submit(attempt)


def an_edition_of_one() -> Edition:
    """One question, and nothing to read."""
    return an_edition(lessons=0, quiz=a_quiz_body([an_item()]))


def items_of(attempt: Attempt) -> list[dict[str, Any]]:
    return attempt.activity.body["items"]


def accept_all(attempt: Attempt) -> None:
    """What was chosen wrongly is accepted."""
    attempt = Attempt.objects.get(pk=attempt.pk)
    for item in items_of(attempt):
        rule(attempt, item, "accept-also", right=wrong(item))
