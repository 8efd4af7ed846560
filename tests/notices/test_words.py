"""The words of notices."""

from lms.notices.rules import Letter, of_completion


def test_a_completion_is_told_with_where_the_certificate_is():
    letter = of_completion(
        name="Ann",
        course="Serve and return",
        completed_on="3 March 2026",
        time="60 minutes of learning",
        address="https://example.org/c/1",
        site="The network",
    )

    assert letter == Letter(
        subject="You have completed Serve and return",
        text="""Hello Ann,

You have completed “Serve and return” on 3 March 2026: 60 minutes of learning.

Your certificate is here and is valid now. The PDF is usually ready within seconds:
https://example.org/c/1

You can find it in your record at any time. You do not need to do anything else.

The network
""",
    )
