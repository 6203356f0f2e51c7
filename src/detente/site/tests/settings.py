"""The product's settings, for tests: a state of their own, a cheap password hash, a room that is planted.

Each process that runs tests has a folder of its own, so that none finds what another one's tests keep there.

DETENTE_TEST_DATABASE  "postgresql" runs the tests on a PostgreSQL that `conftest.py` starts; else SQLite
"""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

from detente.site.tests.postgres import an_address

if "PYTEST_XDIST_WORKER" in os.environ:  # workers inherit what their controller chose
    home = Path(os.environ["DETENTE_HOME"]) / os.environ["PYTEST_XDIST_WORKER"]
    home.mkdir(mode=0o700, exist_ok=True)
    os.environ["DETENTE_HOME"] = str(home)
else:
    os.environ["DETENTE_HOME"] = mkdtemp(prefix="detente-tests-")
    atexit.register(shutil.rmtree, os.environ["DETENTE_HOME"], ignore_errors=True)
    os.environ.pop("DETENTE_DATABASE_URL", None)
    if os.environ.get("DETENTE_TEST_DATABASE") == "postgresql":
        os.environ["DETENTE_DATABASE_URL"] = an_address()

from detente.site.settings import *  # noqa: F403  # read when the state above is chosen
from detente.site.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "detente.site.tests.planted"]
MIDDLEWARE = [one for one in MIDDLEWARE if "whitenoise" not in one]  # looks for files at each start
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is dear on purpose
