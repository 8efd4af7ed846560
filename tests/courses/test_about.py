"""What an edition says about its course, whole."""

from courses.rules.about import About

FROZEN = {
    "for_whom": "All",
    "level": "Basic",
    "content_note": "Some of it is sad.",
    "label": "Level 1",
    "objectives": [{"key": "o", "text": "Say it."}],
    "sources": [{"title": "A book"}],
    "picture": {"alt": "Two faces"},
    "reviewer": {"name": "Ada"},
    "review_due_on": "2027-01-01",
    "authors": ["Ann"],
}


def test_all_that_was_frozen_is_read():
    assert About.thaw(FROZEN) == About(
        for_whom="All",
        level="Basic",
        content_note="Some of it is sad.",
        label="Level 1",
        objectives=({"key": "o", "text": "Say it."},),
        sources=({"title": "A book"},),
        picture={"alt": "Two faces"},
        reviewer={"name": "Ada"},
        review_due_on="2027-01-01",
        authors=("Ann",),
    )


def test_what_was_not_said_is_empty():
    assert About.thaw({}) == About.thaw(dict.fromkeys(FROZEN)) == About()
