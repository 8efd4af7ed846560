"""The benchmark's people can be made: its statements name what the tables ask for."""

import pytest
from django.utils import timezone

from courses.models import Completion
from tests.bench import seed

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_benchmark_can_be_filled():
    facts = seed.fill(60, at=timezone.now())

    assert facts
    assert Completion.objects.count() == 60
