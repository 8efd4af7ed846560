"""Certificates say for ever what they said, in whatever format their words were kept."""

from pathlib import Path

import pytest

from certificates.actions.minting import course_words
from certificates.models import CertificateWording
from certificates.rules.wording import FORMAT, READERS, wording_of
from cms.rules.formats import UnknownFormat
from tests.factories.certificates import a_certificate, a_completion
from tests.golden import examples, paths

GOLDEN = examples(Path(__file__).parent / "golden", "wording-*.json")

NAMED_OR_NOT = (".reviewer.", ".signatory.")


def worded(course):
    return wording_of(number="PIER-7K4M-2Q9X-C", holder="Ann Lee", organisation="Moor Trust", course=course)


def test_every_format_has_a_golden_example():
    assert set(GOLDEN) == {f"wording-{number}" for number in READERS}


@pytest.mark.parametrize("golden", GOLDEN.values(), ids=GOLDEN)
def test_an_old_certificate_says_what_it_said(golden):
    wording = worded(golden["course"])

    assert {name: plain(getattr(wording, name)) for name in golden["says"]} == golden["says"]


def plain(value):
    return list(value) if isinstance(value, tuple) else value


def test_without_a_number_it_is_the_first_format():
    golden = GOLDEN["wording-1"]
    stored = {key: value for key, value in golden["course"].items() if key != "format"}

    assert worded(stored).course == golden["says"]["course"]


def test_a_format_that_nobody_reads_is_said_and_not_guessed():
    with pytest.raises(UnknownFormat, match="the words of a certificate in format 99"):
        worded({**GOLDEN["wording-1"]["course"], "format": 99})


@pytest.mark.django_db
def test_what_is_kept_today_has_the_shape_of_its_golden_example(settings):
    """Another shape is another format: give it the next number, an example, and a reader that stays."""
    kept = CertificateWording.objects.get(certificate=a_certificate()).course
    completion = a_completion()
    settings.SIGNATORY = "Ada Example, Chair"
    completion.edition.about["reviewer"] = {"name": "Ada Example", "role": "midwife", "on": "2026-03-03"}
    reviewed = course_words(completion)

    assert kept["format"] == FORMAT
    wanted = paths(GOLDEN[f"wording-{FORMAT}"]["course"])
    assert paths(kept) == {path for path in wanted if not path.startswith(NAMED_OR_NOT)}
    assert paths(reviewed | {"verify_at": ""}) == wanted
