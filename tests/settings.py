"""The site's own settings, as tests meet them: files apart from its own, passwords that cost nothing."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")

os.environ["PIER_ENV"] = "test"
os.environ["PIER_VAR"] = str(HERE.parent / "var" / "test" / WORKER)

from lms.settings import *  # noqa: E402, F403 - the two lines above have to come first
from lms.settings import DATABASES, INSTALLED_APPS, STATIC_ROOT, VAR  # noqa: E402

#: A kind of question and a kind of activity that only the tests have.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.written_word", "tests.activity_kind"]

STATIC_ROOT.mkdir(exist_ok=True)  # empty, but WhiteNoise warns where there is none
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A file rather than memory, so that the tables made once serve the next run too.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
