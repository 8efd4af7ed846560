"""What of a course can be found by its words."""

from django.db import models
from modelsearch import index

from courses.models.learning.edition import Course, Edition
from courses.rules.passages import stems


def _compared(text: str) -> str:
    return " ".join(stems(text))


class Passage(index.Indexed, models.Model):
    """A course, or an activity of its newest edition, with the words by which it is found.

    Worked out from editions, and made anew with each: nothing rests on it. The words are kept as they are
    shown; the index has them as they are compared (``courses.rules.passages.stems``).
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="passages")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    activity_key = models.UUIDField(null=True)  # none: the course itself
    position = models.PositiveSmallIntegerField()  # in the course, itself first
    title = models.CharField(max_length=300)
    objectives = models.TextField(blank=True)
    headings = models.TextField(blank=True)
    text = models.TextField(blank=True)

    search_auto_update = False  # all of a course at once: courses/actions/indexing.py
    search_fields = [
        index.SearchField("compared_title"),
        index.SearchField("compared_objectives"),
        index.SearchField("compared_headings"),
        index.SearchField("compared_text"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "position"], name="courses_passage_one_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.title} in course {self.course_id} (#{self.pk})"

    def compared_title(self) -> str:
        return _compared(self.title)

    def compared_objectives(self) -> str:
        return _compared(self.objectives)

    def compared_headings(self) -> str:
        return _compared(self.headings)

    def compared_text(self) -> str:
        return _compared(self.text)
