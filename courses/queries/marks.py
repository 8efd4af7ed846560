"""What the marks of an attempt come to, and whether those that are stored are the same."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from courses.models import Attempt, Response
from courses.queries import edition_cache
from courses.rules.items import Answer
from courses.rules.marking import Result, Ruling


def work_out(
    attempt: Attempt,
    responses: Iterable[Response],
    rulings: Iterable[Ruling],
    *,
    new: Mapping[str, Answer] | None = None,
) -> Result:
    """``attempt`` as from ``with_digest``, ``responses`` as from ``responses_of``.

    ``new`` are answers that come just now, and take the place of those that stood. Where what was typed has
    been erased, the mark that it earned is kept.
    """
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    stood = list(responses)
    answers = quiz.thaw_answers((each.item_key, each.answer, words_of(each)) for each in stood)
    earned = {
        str(each.item_key): Fraction(each.score)
        for each in stood
        if is_erased(each) and each.score is not None
    }
    return quiz.mark(answers | dict(new or {}), rulings, earned=earned)


def responses_of(attempt: Attempt) -> list[Response]:
    """What stands for each item of an attempt as from ``with_digest``: nothing while nothing was answered.

    Else one statement, which fetches what was typed only where its quiz has something to type.
    """
    if attempt.last_sequence == 0 and attempt.is_open:
        return []
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    standing = attempt.responses.all()
    return list(standing.with_words() if quiz.types_words else standing)


def words_of(response: Response) -> Mapping[str, str] | None:
    return getattr(response, "words", None)


def is_erased(response: Response) -> bool:
    """Something was typed, and its words are gone: the answer cannot be marked again."""
    return words_of(response) == {}


def score_of(response: Response, result: Result) -> Decimal | None:
    """As stored; None where its question does not count."""
    mark = result.marks.get(str(response.item_key))
    return stored(mark.score) if mark else None


def stored(score: Fraction) -> Decimal:
    """Cut to hundredths, never rounded up."""
    return Decimal(int(score * 100)) / 100


def is_marked_differently(
    attempt: Attempt, rulings: Iterable[Ruling], *, may_have_kept_a_pass: bool = False
) -> bool:
    """Whether the stored marks of a submitted attempt are not what marking it again gives.

    ``may_have_kept_a_pass``: that it passed is then no mistake, whatever it comes to now. Nobody can say,
    once words have been erased.
    """
    responses = attempt.responses.all()
    if any(map(is_erased, responses)):
        return False
    result = work_out(attempt, responses, rulings)
    right = stored(result.score), result.out_of, result.passed
    passed = result.passed if attempt.passed and may_have_kept_a_pass else attempt.passed
    return (attempt.score, attempt.out_of, passed) != right or any(
        response.score != score_of(response, result) for response in responses
    )
