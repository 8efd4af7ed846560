"""Passwords that anybody here would try are refused; others with such a word in them are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password", ["HealthVisitor2026!", "parentinfant123", "PIER-Learning-2026", "123456789012"]
)
def test_words_of_this_place_alone_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["lantern-otter-gravel", "visitor lantern 7 otters", "Ünïcödé grävel lamp"]
)
def test_with_another_word_they_are_fine(password):
    validate_password(password)
