"""What may be uploaded is said before choosing, and refused in a sentence afterwards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form

from lms.people.models import User
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def form(name="plan.pdf", content=b"%PDF-1.4"):
    document = get_document_form(get_document_model())
    return document({"title": "A plan", "collection": 1}, {"file": SimpleUploadedFile(name, content)})


def test_kinds_and_size_are_said_before_choosing(client):
    person = a_person()
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    client.force_login(person)

    for name, words in (
        ("wagtaildocs:add_multiple", "PDF, DOCX"),
        ("wagtailimages:add_multiple", "10"),
    ):
        page = client.get(reverse(name))
        assert page.status_code == 200, name
        assert words in page.text, name
    assert "up to 20" in form().fields["file"].help_text


@pytest.mark.parametrize("name", ["page.html", "run.exe", "picture.svg", "macro.docm", "plan.pdf.js", "plan"])
def test_other_kinds_are_refused_in_a_sentence(name):
    refused = form(name)

    assert not refused.is_valid()
    assert "allowed" in str(refused.errors["file"])


def test_larger_ones_are_refused_in_a_sentence(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10

    assert "too big" in str(form(content=b"x" * 11).errors["file"])


def test_what_fits_is_taken():
    assert form().is_valid(), form().errors
