"""``{% what_managers_see %}``: the one account of it, on every page that gives one."""

from django import template

from lms.people.rules import sight_words

register = template.Library()


@register.simple_tag
def what_managers_see(to: str = "person") -> str:
    """Two sentences, to the person who is seen or to the manager who sees."""
    return sight_words.TO_THE_MANAGER if to == "manager" else sight_words.TO_THE_PERSON


@register.simple_tag
def what_managers_see_of_a_quiz() -> str:
    return sight_words.ABOUT_A_QUIZ
