"""What a trainer does: writes, releases, corrects, rules. Each move says what should come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wagtail.models import Page

from courses import actions
from courses.actions.authoring import add_part, mark_ready, place_questions, remove_part, take_out
from courses.actions.release import ItemDecision, NotACorrection, NothingLeftToMark, NothingToRelease
from courses.activities.lesson.page import LessonPage
from courses.models import Activity, ItemRuling, Remarking
from courses.models import Course as CourseRow
from courses.models.authoring import ModulePage, Question
from courses.rules.items import thaw_item
from tests.lives.moving import Moves
from tests.lives.reckoning import Asked, Decided, Edition, Part
from tests.lives.should import Course

#: What becomes of answers already given; “as-is” leaves them as they were marked.
DECISIONS = ["as-is", "accept-also", "credit-everyone", "leave-out"]


MOST_PARTS = 4


class Writing(Moves):
    @property
    def draft(self) -> list[Part]:
        return self.world.course.draft

    @property
    def quiz_now(self) -> Part:
        return next(part for part in self.draft if part.is_quiz)

    def lessons_now(self) -> list[Part]:
        return [part for part in self.draft if not part.is_quiz]

    def write_lesson(self, which: int) -> None:
        """It says something else than ever before."""
        part = self.lessons_now()[which % len(self.lessons_now())]
        words = self.new_words()
        page = LessonPage.objects.get(translation_key=part.key).as_drafted()
        page.body = [("text", f"<p>{words}</p>")]
        self._ready(page)
        self._redraft(part, words=words)

    def add_lesson(self) -> None:
        if len(self.draft) > MOST_PARTS:
            return
        words = self.new_words()
        module = ModulePage.objects.get()
        page = add_part(beneath=module, kind="lesson", by=self.world.trainer).as_drafted()
        page.title, page.minutes, page.body = f"Lesson {words}", 10, [("text", f"<p>{words}</p>")]
        page.objectives = list(self.world.page.objectives.all())
        self._ready(page)
        self.draft.append(Part(str(page.translation_key), words))

    def remove_lesson(self, which: int) -> None:
        if len(self.lessons_now()) == 1:
            return
        part = self.lessons_now()[which % len(self.lessons_now())]
        page = LessonPage.objects.get(translation_key=part.key)
        remove_part(course_page=self.world.page, part=page, by=self.world.trainer)
        self.draft.remove(part)

    def make_optional(self, which: int, optional: bool) -> None:
        part = self.lessons_now()[which % len(self.lessons_now())]
        page = LessonPage.objects.get(translation_key=part.key).as_drafted()
        page.optional = optional
        self._ready(page)
        self._redraft(part, optional=optional)

    def change_tries(self, tries: int) -> None:
        page = type(self.world.quiz).objects.get(pk=self.world.quiz.pk).as_drafted()
        page.attempts = tries
        self._ready(page)
        self._redraft(self.quiz_now, tries=tries)

    def word_question(self, which: int, back: bool = False) -> None:
        """It is worded anew, or as it was at first."""
        question, asked = self._question(which)
        first = self.world.questions[which % len(self.world.questions)].stem
        question.stem = first if back else f"<p>{self.new_words()}</p>"
        self._reask(question, replace(asked, words=question.stem))

    def turn_question(self, which: int, right: Sequence[int]) -> None:
        """Other answers are right now: these, as far as the kind can have them."""
        question, asked = self._question(which)
        chosen = sorted({number % len(asked.options) for number in right}) or [0]
        keys = frozenset(asked.options[number] for number in chosen[: None if asked.several else 1])
        if question.kind == "true-false":
            question.true_is_right = str(question.true_key) in keys
        else:
            options = list(question.options.all())
            for option in options:
                option.right = str(option.key) in keys
            question.options = options
        self._reask(question, replace(asked, right=keys))

    def place_question(self, which: int, placed: bool) -> None:
        """In the quiz, at its end, or out of it; two stay at least."""
        question = self.world.questions[which % len(self.world.questions)]
        quiz, key = self.quiz_now, str(question.key)
        others = tuple(asked for asked in quiz.asked if asked.key != key)
        if placed == (len(others) < len(quiz.asked)) or (not placed and len(others) < 2):
            return
        if placed:
            place_questions(quiz=self.world.quiz, questions=[question.pk], by=self.world.trainer)
            others = (*others, self.set_aside.pop(key))
        else:
            take_out(quiz=self.world.quiz, question=question.pk, by=self.world.trainer)
            self.set_aside[key] = quiz.question(key)
        mark_ready(type(self.world.quiz).objects.get(pk=self.world.quiz.pk), by=self.world.trainer)
        self._redraft(quiz, asked=others)

    def release(self, correction: bool = False, decisions: Mapping[int, str] | None = None) -> None:
        """``decisions`` by question: what becomes of answers given while it was right in another way."""
        course = self.world.course
        parts = tuple(self.draft)
        newest = course.newest if course.editions else None
        decided = {
            str(self.world.questions[which % len(self.world.questions)].key): kind
            for which, kind in (decisions or {}).items()
            if kind != "as-is"
        }
        edition = _next(newest, parts, correction=correction)
        made = _decisions(course, edition, decided) if newest else []
        expected = self._why_not(newest, edition, correction, made)
        with self.refused(expected):
            row = actions.release(
                course_page=self.world.page,
                kind="correction" if correction else "new-content",
                by=self.world.trainer,
                at=self.world.now,
                decisions=[ItemDecision(key, kind) for key, kind in decided.items()],
            )
        if expected is None:
            self.course_row = row.course
            course.editions.append(edition)
            self._decide(made, before=edition)

    def correct(self, which: int, right: Sequence[int], kind: str, correction: bool = True) -> None:
        """A right answer was wrong: turned, released, decided."""
        self.turn_question(which, right)
        self.release(correction, {which: kind})

    def rule(self, of_edition: int, which: int, kind: str, accepted: Sequence[int] = (0,)) -> None:
        """A decision about a question exactly as one edition asks it, for whoever met it or will."""
        course = self.world.course
        edition = course.editions[of_edition % len(course.editions)]
        asked = edition.quiz.asked[which % len(edition.quiz.asked)]
        chosen = sorted({number % len(asked.options) for number in accepted}) or [0]
        also = frozenset(asked.options[number] for number in chosen[: None if asked.several else 1])
        accepts = kind == "accept-also"
        actions.rule_on_item(
            course=self.course_row,
            item_key=asked.key,
            item_digest=_digest(self.course_row, edition, asked),
            kind=kind,
            alternative={"right": sorted(also)} if accepts else None,
            by=self.world.trainer,
            at=self.world.now,
        )
        self._decide([Decided(asked, kind, also if accepts else frozenset())])

    def _why_not(
        self, newest: Edition | None, edition: Edition, correction: bool, made: list[Decided]
    ) -> type[Exception] | None:
        if not edition.needed or (newest and newest.parts == edition.parts):
            return NothingToRelease
        if correction and (newest is None or not _asks_alike(newest, edition)):
            return NotACorrection
        return NothingLeftToMark if _leaves_nothing(self.world.course, made) else None

    def _decide(self, made: list[Decided], before: Edition | None = None) -> None:
        """The work that comes of it: every quiz that asked one of these is to be marked again."""
        course = self.world.course
        course.decided += made
        earlier = [each for each in course.editions if before is None or each is not before]
        names = {
            edition.name
            for edition in earlier
            for asked in edition.quiz.asked
            if any(each.asked == asked for each in made)
        }
        if names:
            course.to_mark[Remarking.objects.latest("pk").pk] = names
        assert ItemRuling.objects.count() == len(course.decided)
        assert Remarking.objects.count() == self.marked_again + len(course.to_mark)

    def _question(self, which: int) -> tuple[Question, Asked]:
        question = self.world.questions[which % len(self.world.questions)]
        key = str(question.key)
        asked = self.set_aside.get(key) or self.quiz_now.question(key)
        return type(question).objects.get(pk=question.pk).as_drafted(), asked

    def _reask(self, question: Question, asked: Asked) -> None:
        self._ready(question)
        if asked.key in self.set_aside:
            self.set_aside[asked.key] = asked
            return
        quiz = self.quiz_now
        self._redraft(quiz, asked=tuple(asked if each.key == asked.key else each for each in quiz.asked))

    def _ready(self, row: Page | Question) -> None:
        row.save_revision(user=self.world.trainer)
        mark_ready(row, by=self.world.trainer)

    def _redraft(self, part: Part, **changes: object) -> None:
        self.draft[self.draft.index(part)] = replace(part, **changes)


def _next(newest: Edition | None, parts: tuple[Part, ...], *, correction: bool) -> Edition:
    if newest is None:
        return Edition(1, 0, parts)
    if correction:
        return Edition(newest.number, newest.correction + 1, parts)
    return Edition(newest.number + 1, 0, parts)


def _asks_alike(old: Edition, new: Edition) -> bool:
    """The same parts, counting alike, and a quiz with the same questions, answers and rule."""
    parts = {part.key: part.optional for part in old.parts} == {part.key: part.optional for part in new.parts}
    before, after = old.quiz, new.quiz
    questions = {each.key: set(each.options) for each in before.asked} == {
        each.key: set(each.options) for each in after.asked
    }
    return parts and questions and (before.percent, before.tries) == (after.percent, after.tries)


def _decisions(course: Course, edition: Edition, decided: Mapping[str, str]) -> list[Decided]:
    """One for each earlier version of a question that is right in another way now."""
    now = {asked.key: asked for asked in edition.quiz.asked}
    made: list[Decided] = []
    for earlier in course.editions:
        for asked in earlier.quiz.asked:
            kind = decided.get(asked.key)
            if kind and asked.key in now and now[asked.key].right != asked.right:
                also = now[asked.key].right if kind == "accept-also" else frozenset()
                ruling = Decided(asked, kind, also, edition.name)
                made += [] if ruling in made else [ruling]
    return made


def _leaves_nothing(course: Course, made: list[Decided]) -> bool:
    for edition in course.editions:
        asked = edition.quiz.asked
        new = {each.asked.key for each in made if each.kind == "leave-out" and each.asked in asked}
        out = {
            each.key
            for each in asked
            if any(one.kind == "leave-out" and one.judges(each, edition) for one in course.decided)
        }
        if new and new | out == {each.key for each in asked}:
            return True
    return False


def _digest(course: CourseRow, edition: Edition, asked: Asked) -> str:
    """Of the frozen question: its name in the product."""
    quiz = Activity.objects.get(
        edition__course=course,
        edition__number=edition.number,
        edition__correction=edition.correction,
        key=edition.quiz.key,
    )
    return next(item.digest for item in map(thaw_item, quiz.body["items"]) if item.key == asked.key)
