"""Several processes record at once, and some of what they do fails: no gap, nothing lost, nothing left."""

import os
import subprocess
import sys
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection

from detente.foundation.tests.audit_examples import is_postgres

WRITERS, DEEDS = 3, 20
WORK = f"""
import os
import django
django.setup()
from multiprocessing import get_context
from django.core.management import call_command
from django.db import connection

def record_some(actor):
    from detente.foundation.audit_log import record
    from detente.foundation.tenancy import acting_for
    from detente.foundation.tests.audit_examples import NOON
    for number in range({DEEDS}):
        try:
            with acting_for(actor.organisation, writes=True):
                record(verb="risk.accept_risk", actor=actor, at=NOON, inputs={{"number": number}})
                if number % 4 == 3:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            pass

if __name__ == "__main__":
    from detente.foundation.audit_log import sign_checkpoint, verify_log
    from detente.foundation.roles import Role
    from detente.foundation.tests.audit_examples import NOON, somebody
    call_command("migrate", verbosity=0)
    actors = [somebody(f"Bank {{number}}", Role.CISO) for number in range({WRITERS})]
    connection.close()
    context = get_context("fork")
    writers = [context.Process(target=record_some, args=(actor,)) for actor in actors]
    [one.start() for one in writers]
    for _ in range(5):
        sign_checkpoint(at=NOON)
    [one.join() for one in writers]
    assert [one.exitcode for one in writers] == [0] * {WRITERS}
    found = verify_log()
    assert found.ok, found.faults
    print(found.entries, found.payloads)
    connection.close()
"""


@pytest.fixture
def a_database_url(db):
    """Return the address of a new database of the kind that the tests run on, or "" for SQLite."""
    if not is_postgres():
        yield ""
        return
    import psycopg  # noqa: PLC0415  # an extra

    kept, name = connection.settings_dict, f"detente_audit_{uuid4().hex}"
    at = {"host": kept["HOST"], "port": kept["PORT"], "user": kept["USER"], "password": kept["PASSWORD"]}
    with psycopg.connect(**at, dbname="postgres", autocommit=True) as postgres:
        postgres.execute(f"CREATE DATABASE {name}")
        try:
            where = f"{kept['HOST'] or 'localhost'}:{kept['PORT'] or 5432}"
            yield f"postgresql://{quote(kept['USER'])}:{quote(kept['PASSWORD'])}@{where}/{name}"
        finally:
            postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


class TestSeveralWriters:
    def test_leave_no_gap_and_nothing_of_what_failed(self, a_database_url, tmp_path):
        script = tmp_path / "work.py"
        script.write_text(WORK, encoding="utf-8")
        environment = {
            **os.environ,
            "DETENTE_HOME": str(tmp_path),
            "DETENTE_DATABASE_URL": a_database_url,
            "DJANGO_SETTINGS_MODULE": "detente.site.settings",
        }

        done = subprocess.run(
            [sys.executable, str(script)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )

        assert (done.returncode, done.stderr) == (0, "")
        kept = WRITERS * DEEDS * 3 // 4
        assert done.stdout == f"{kept} {kept}\n"
