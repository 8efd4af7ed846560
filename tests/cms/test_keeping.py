"""Copies are made when something is uploaded, and what has none is never shown as if nothing were missing."""

import os
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms import actions
from cms.blocks import ContentKit
from cms.blocks.copies import read_copy
from cms.models import KeptFile, KeptPicture
from cms.templatetags.bodies import render_block
from tests.factories.authoring import a_trainer
from tests.factories.cms import a_document, a_picture
from tests.factories.pictures import a_drawing, as_file, as_moving

pytestmark = pytest.mark.django_db
KIT = ContentKit()


def with_picture(picture: Image):
    return KIT.to_python(
        [{"type": "picture", "value": {"image": picture.pk, "alt": "Two faces", "caption": ""}}]
    )


def with_file(document: Document):
    return KIT.to_python([{"type": "download", "value": {"document": document.pk, "title": ""}}])


def to_mend(value) -> list[str]:
    return [finding.words for finding in KIT.findings(value) if finding.mend_first]


def kept_path(address: str) -> str:
    digest, _, suffix = address.removeprefix("/kept/").partition(".")
    return f"{settings.KEPT_FILES}/{digest[:2]}/{digest[2:4]}/{digest}.shown.{suffix}"


def test_a_picture_is_kept_when_it_is_uploaded():
    kept = KeptPicture.objects.get(image=a_picture())

    assert [copy["width"] for copy in kept.copies] == [480, 960]
    assert all(read_copy(copy["src"].removeprefix("/kept/")) for copy in kept.copies)


@pytest.mark.parametrize("lost", ["upload", "copy"])
def test_a_picture_whose_bytes_are_missing_is_to_be_mended_first(lost):
    picture = a_picture(width=611, height=333)
    path = picture.file.path if lost == "upload" else kept_path(picture.kept_picture.copies[0]["src"])
    os.unlink(path)

    value = with_picture(picture)

    assert to_mend(value) == [
        "The picture “Two faces” cannot be shown. Its file is missing or damaged. Upload it again."
    ]


def test_a_damaged_copy_is_made_again_when_the_picture_is_saved():
    picture = a_picture(width=612, height=334)
    address = picture.kept_picture.copies[0]["src"]
    with open(kept_path(address), "wb") as file:
        file.write(b"half")
    assert to_mend(with_picture(picture))

    picture.save()

    assert to_mend(with_picture(Image.objects.get())) == []


def test_a_picture_that_was_never_readable_leaves_a_mark_that_its_author_sees():
    picture = Image.objects.create(title="Gone", file="original_images/gone.png", width=5, height=5)

    [block] = KIT.freeze(with_picture(picture))

    assert block["kind"] == "missing"
    assert "“Gone” cannot be shown" in render_block(block)


@pytest.mark.parametrize("lost", ["upload", "copy"])
def test_a_file_whose_bytes_are_missing_is_to_be_mended_first(lost):
    document = a_document(content=b"some other words")
    os.unlink(document.file.path if lost == "upload" else kept_path(document.kept_file.src))

    assert to_mend(with_file(document)) == [
        "The file “Ten sentences” cannot be downloaded. It is missing or damaged. Upload it again."
    ]


def test_a_store_that_is_away_is_no_missing_file(monkeypatch):
    picture, document = a_picture(), a_document()

    def away(name: str) -> None:
        raise ConnectionError

    monkeypatch.setattr("cms.blocks.copies.stored_files.read", lambda *args, **more: away(""))

    assert "just now" in to_mend(with_picture(picture))[0]
    assert "just now" in to_mend(with_file(document))[0]


def test_another_file_in_its_place_is_shown_at_once():
    picture, document = a_picture(), a_document()
    before = picture.kept_picture.copies[0]["src"]

    picture.file = ContentFile(as_file(a_drawing()), "faces.png")
    picture.save()
    document.file = ContentFile(b"New words", "ten.txt")
    document.save()

    [shown] = KIT.freeze(with_picture(Image.objects.get()))
    [taken] = KIT.freeze(with_file(Document.objects.get()))
    assert before not in shown["srcset"]
    assert read_copy(taken["src"].removeprefix("/kept/")) == b"New words"


def test_what_was_uploaded_before_copies_were_made_gets_them():
    a_picture()
    a_document()
    KeptPicture.objects.all().delete()
    KeptFile.objects.all().delete()

    actions.keep_what_was_not_kept()

    assert [block["kind"] for block in KIT.freeze(with_picture(Image.objects.get()))] == ["picture"]
    assert [block["kind"] for block in KIT.freeze(with_file(Document.objects.get()))] == ["download"]


def test_an_animated_gif_is_refused_when_it_is_uploaded(client):
    client.force_login(a_trainer())
    moving = SimpleUploadedFile("waving.gif", as_moving("GIF"), "image/gif")

    page = client.post("/cms/images/add/", {"title": "Waving", "file": moving}, follow=True)

    assert "This picture moves, and would stand still for learners." in page.text
    assert not Image.objects.exists()


def test_a_moving_picture_that_is_there_already_is_to_be_mended_first():
    moving = Image.objects.create(
        title="Waving", file=ContentFile(as_moving("GIF"), "waving.gif"), width=600, height=400
    )

    assert "This picture moves" in to_mend(with_picture(moving))[0]
    assert [block["kind"] for block in KIT.freeze(with_picture(moving))] == ["missing"]


def test_an_ending_that_could_not_be_served_is_left_off(client):
    document = Document.objects.create(title="Odd", file=ContentFile(b"odd", "odd.excalidraw-x"))

    [block] = KIT.freeze(with_file(document))

    assert client.get(block["src"]).content == b"odd"


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Ten sentences for parents", "Ten sentences for parents.txt"),
        ("Ten sentences.txt", "Ten sentences.txt"),
        ("Wer bist du? / Näher: 1½", "Wer bist du Näher 1½.txt"),
        ('a"b\\c', "a b c.txt"),
    ],
)
def test_a_handout_is_saved_under_its_title(client, title, called):
    html = render_block(KIT.freeze(with_file(a_document(title)))[0])
    address = html.partition('href="')[2].partition('"')[0]

    file = client.get(address)

    assert file.content == b"You called, and he answered."
    assert unquote(address).endswith(f"/{called}")
    assert called.isascii() == (f'filename="{called}"' in file["Content-Disposition"])


def test_a_handout_without_a_name_and_one_of_long_ago_are_downloaded_all_the_same(client):
    html = render_block(KIT.freeze(with_file(a_document("???")))[0])
    address = html.partition('href="')[2].partition('"')[0]

    assert address.count("/") == 2
    assert client.get(address)["Content-Disposition"] == "attachment"
