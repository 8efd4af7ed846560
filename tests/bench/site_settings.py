"""The site as it is, on the database of the benchmark, saying how many statements each response took."""

from lms.settings import *  # noqa: F403
from lms.settings import DATABASES, MIDDLEWARE

DATABASES["default"]["ENGINE"] = "tests.bench.counting"
MIDDLEWARE.insert(0, "tests.bench.middleware.CountingMiddleware")
