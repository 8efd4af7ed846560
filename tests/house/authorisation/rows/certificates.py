"""A learner's certificates, and their verification."""

from tests.factories.certificates import an_issued_certificate
from tests.house.authorisation.table import EVERYBODY, Row, Who, World

LEARNER = frozenset({Who.LEARNER})
OTHER_LEARNER = frozenset({Who.OTHER_LEARNER})


def prepare(world: World) -> None:
    world.certificate = an_issued_certificate(learner=world.learner)
    world.other_certificate = an_issued_certificate(learner=world.other_learner)


def certificate(name: str, **more: object) -> Row:
    return Row(
        name,
        by=LEARNER,
        own=lambda world: [world.certificate.number],
        other=lambda world: [world.other_certificate.number],
        other_by=OTHER_LEARNER,
        missing=lambda world: ["EY26-0000-0000"],
        **more,
    )


ROWS = [
    certificate("certificates:certificate"),
    certificate("certificates:pdf"),
    certificate("certificates:state"),
    Row("certificates:verify_form", by=EVERYBODY),
    Row(
        "certificates:verify",
        by=EVERYBODY,
        own=lambda world: [world.certificate.token],
        other=lambda world: [world.other_certificate.token],
        other_by=EVERYBODY,
        missing=lambda world: ["x" * 43],
    ),
]
