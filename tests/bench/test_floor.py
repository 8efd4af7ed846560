"""The bare page can be served: what every other page is compared with."""

import subprocess
import sys

ASK = """
import django
django.setup()
from django.core.handlers.wsgi import WSGIHandler
WSGIHandler()
"""


def test_the_bare_page_starts(tmp_path):
    env = {"DJANGO_SETTINGS_MODULE": "tests.bench.floor_settings", "PIER_VAR": str(tmp_path), "PATH": ""}

    run = subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True, check=False)

    assert run.stderr == ""
    assert run.returncode == 0
