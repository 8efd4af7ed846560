"""One's own record, and the teams that somebody manages."""

from uuid import uuid4

from tests.house.authorisation.table import Row, Who

MANAGER = frozenset({Who.MANAGER})
OTHER_MANAGER = frozenset({Who.OTHER_MANAGER})
NOT_THERE = 999_999


def about_team(name: str) -> Row:
    return Row(
        name,
        by=MANAGER,
        own=lambda world: [world.team.pk],
        other=lambda world: [world.other_team.pk],
        other_by=OTHER_MANAGER,
        missing=lambda world: [NOT_THERE],
    )


ROWS = [
    Row("reports:record"),
    Row("reports:record_csv"),
    Row("reports:my_data"),
    Row(
        "reports:erase_person",
        by=frozenset({Who.ADMINISTRATOR}),
        own=lambda world: [world.learner.key],
        missing=lambda world: [uuid4()],
        refused=403,
        refused_missing=403,
    ),
    Row("reports:my_data_file", answers=frozenset({404})),  # until a copy of one's own is made
    Row("reports:teams", answers=frozenset({200, 302})),  # whoever manages one team is led there
    about_team("reports:team"),
    about_team("reports:team_csv"),
    Row(
        "reports:person",
        by=MANAGER,
        own=lambda world: [world.team.pk, world.learner.key],
        other=lambda world: [world.other_team.pk, world.other_learner.key],
        other_by=OTHER_MANAGER,
        missing=lambda world: [world.team.pk, uuid4()],
    ),
]
