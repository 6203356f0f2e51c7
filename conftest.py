"""What every test may use: people, doors, a clock that stands still, real sample files, a running server.

Tests never touch an installation: `detente.site.tests.settings` gives them a state of their own.
With DETENTE_TEST_DATABASE=postgresql a PostgreSQL is started for the run, and ended with it.
"""

import os
from pathlib import Path

import hypothesis
import pytest

from detente.foundation import clock
from detente.foundation.tests import people
from detente.site.tests import discovery, doors, postgres
from detente.site.tests.running_server import serving

SHARED_DATA = Path(__file__).resolve().parent.parent / "shared" / "data"
RUNNING = pytest.StashKey()

hypothesis.settings.load_profile("ci")  # its own: the same examples everywhere, and no clock beside them


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL if it is asked for: the controller does, its workers use it."""
    config.addinivalue_line("markers", "slow: takes seconds, so it is left out of the quick run")
    wanted = os.environ.get("DETENTE_TEST_DATABASE") == "postgresql"
    if wanted and not hasattr(config, "workerinput") and not config.option.collectonly:
        config.stash[RUNNING] = postgres.start(os.environ["DETENTE_DATABASE_URL"])


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what this run started."""
    if RUNNING in config.stash:
        config.stash[RUNNING].end()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real sample files, which is laid beside a checkout and never committed."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data with real sample files is not beside this checkout")
    return SHARED_DATA


@pytest.fixture
def the_clock_stands_still(monkeypatch):
    """Stop the clock that doors read, at noon; return that moment."""
    monkeypatch.setattr(clock, "now", lambda: people.NOON)
    return people.NOON


@pytest.fixture
def everybody(db):
    """Write down the people of `detente.foundation.tests.people`; return each as an actor, by name."""
    return people.everybody()


@pytest.fixture
def the_world(everybody):
    """Lay out every room's examples, too."""
    discovery.lay_out_the_world()
    return everybody


@pytest.fixture
def the_ciso(everybody):
    """The CISO of the bank, a customer."""
    return everybody["the_ciso"]


@pytest.fixture
def the_analyst(everybody):
    """An analyst of the bank."""
    return everybody["the_analyst"]


@pytest.fixture
def the_director(everybody):
    """A director of the bank."""
    return everybody["the_director"]


@pytest.fixture
def the_auditor(everybody):
    """The bank's auditor."""
    return everybody["the_auditor"]


@pytest.fixture
def the_stranger(everybody):
    """The CISO of an insurer, another customer: has every permission, and nothing to do with the bank."""
    return everybody["the_stranger"]


@pytest.fixture
def the_vendor(everybody):
    """The lead of the bank's supplier."""
    return everybody["the_vendor"]


@pytest.fixture
def the_contributor(everybody):
    """A contributor of the bank's supplier."""
    return everybody["the_contributor"]


@pytest.fixture
def the_rival(everybody):
    """The lead of another vendor, of which the bank buys nothing."""
    return everybody["the_rival"]


@pytest.fixture
def the_host(everybody):
    """The host of a programme."""
    return everybody["the_host"]


@pytest.fixture
def by_api(db):
    """Ask through the REST API: `by_api("room.verb_noun", inputs, the_ciso).code`, `.said`, `.content`."""
    return doors.by_api


@pytest.fixture
def by_command(db):
    """Ask at the command line; the same arguments and the same answer as by_api, with an exit code."""
    return doors.by_command


@pytest.fixture
def browser(db):
    """Return a signed-in test client: `browser(the_ciso).get("/...")`; `browser(None)` is anonymous."""
    return doors.browser


@pytest.fixture(scope="session")
def running_server(tmp_path_factory):
    """Serve an empty installation on SQLite in processes of its own; give `.url` and `.detente(*words)`."""
    with serving(tmp_path_factory.mktemp("installation")) as server:
        yield server
