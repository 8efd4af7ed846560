"""The public site, and files that pages show."""

from uuid import UUID

from tests.house.authorisation.table import EVERYBODY, Row, Who

ROWS = [
    Row("cms:home", by=EVERYBODY),
    Row("cms:kept_file", by=EVERYBODY, own=lambda world: ["0" * 64 + ".png"], answers=frozenset({404})),
    Row(
        "cms:kept_file_by_title",
        by=EVERYBODY,
        own=lambda world: ["0" * 64 + ".txt", "Ten sentences.txt"],
        answers=frozenset({404}),
    ),
    Row("cms:page_by_key", by=EVERYBODY, own=lambda world: [UUID(int=1)], answers=frozenset({404})),
    Row(
        "cms:media",
        by=frozenset({Who.AUTHOR, Who.OTHER_AUTHOR, Who.ADMINISTRATOR}),
        own=lambda world: ["images/none.png"],
        answers=frozenset({404}),
        refused=403,
    ),
]
