"""Mails are text first; the HTML beside it is made of that text, and safe whatever stands in it."""

from hypothesis import given
from hypothesis import strategies as st

from lms.core.mail_markup import Paragraph, html_of, paragraphs

TEXT = """Hello Olivia,

Ruth invites you.
Both of you, that is.

https://learning.example.org/invitations/abc-123/

Here is a code:

K7Q2-M9

Questions: help@example.org, or see https://learning.example.org/help/.
"""


def test_an_address_alone_is_a_button_a_code_alone_is_large_and_the_rest_is_words():
    assert [(each.kind, str(each.words)) for each in paragraphs(TEXT)] == [
        ("words", "Hello Olivia,"),
        ("words", "Ruth invites you.<br>Both of you, that is."),
        ("button", "https://learning.example.org/invitations/abc-123/"),
        ("words", "Here is a code:"),
        ("code", "K7Q2-M9"),
        (
            "words",
            "Questions: help@example.org, or see "
            '<a href="https://learning.example.org/help/">https://learning.example.org/help/</a>.',
        ),
    ]


def test_a_word_in_capitals_is_no_code():
    assert paragraphs("NOTHING") == [Paragraph("words", "NOTHING")]


def test_names_are_no_markup():
    html = html_of("<b>Hello</b>", 'Dear <script>alert("x")</script> & https://example.org/?a=1&b="><i>,')

    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_nothing_is_fetched():
    html = html_of("A subject", TEXT)

    assert not any(each in html for each in ("<img", "src=", "url(", "@import", "<link", "<script"))


@given(st.text(max_size=300))
def test_any_text_becomes_a_page(text):
    assert "</html>" in html_of(text, text)
