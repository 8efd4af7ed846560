"""Something to read, look at and think about."""

from cms.rules import body_format
from courses.rules.activities import ActivityKind, Frozen, kind_of_activity
from courses.rules.passages import Words, words_of


@kind_of_activity
class Lesson(ActivityKind):
    name = "lesson"
    noun = "lesson"
    plural = "lessons"
    is_looked_at_again = True
    readers = body_format.READERS

    def words(self, body: Frozen) -> Words:
        return words_of(list(body_format.texts_in(self.thaw(body))))

    def next_words(self, title: str) -> str:
        return title  # what comes next is a lesson unless it says otherwise
