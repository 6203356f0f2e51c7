"""What an import leaves when something happens to it in the middle: nothing, and then the whole."""

import errno
import json
import re
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import OperationalError

from detente.evidence.imports.models import ImportRun
from detente.evidence.imports.services import read_and_store, read_file, store_readings
from detente.evidence.imports.tests.bringing import EVENTS, bring, keys, started, written
from detente.evidence.ledger.models import Document, Evidence
from detente.evidence.ledger.services import append_document
from detente.formats.format import formats_by_name
from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import JobId
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.jobs.outcome import DiskFull
from detente.foundation.jobs.registry import answer_of
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import AuditEntry
from detente.foundation.selectors.jobs import show_job
from detente.foundation.services.cancel_job import cancel_job
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.job_installation import PATIENCE, Installation, State
from detente.foundation.tests.people import NOON
from detente.foundation.uploads import Upload, keep_upload

ROWS = 2_500
TABLE = "kind,vendor,number,opened_at,priority\n" + "".join(
    f"ticket,Acme,{number},2026-10-01T00:00:00Z,1\n" for number in range(ROWS)
)
FULL = OSError(errno.ENOSPC, "No space left on device")


class OfPostgres(Exception):
    sqlstate = "53100"  # disk_full


def uploads_kept():
    return list((settings.HOME / "uploads").glob("*"))


def left_by(actor: Actor):
    """Return how many rows of each kind are there."""
    with acting_for(actor.organisation, writes=False):
        return [model.objects.count() for model in (ImportRun, Document, Evidence)]


@pytest.fixture
def no_uploads():
    """Forget what other tests sent."""
    for one in uploads_kept():
        one.unlink()


@pytest.fixture
def sent(the_analyst, no_uploads, tmp_path):
    """Return the job that reads a file which the analyst has sent."""
    with written(tmp_path, TABLE).open("rb") as content:
        upload = Upload(keep_upload(content), "tickets.csv")
    with acting_for(the_analyst.organisation, writes=True):
        inputs = {"uploads": [upload], "vendor": None}
        return enqueue("imports.import_files", actor=the_analyst, at=NOON, inputs=inputs)


@pytest.fixture
def a_worker(db):
    return WorkLoop(now=lambda: NOON, beside=lambda *_: nullcontext())


class TestAJob:
    def test_answers_with_the_report_and_lets_go_of_what_was_sent(self, the_analyst, sent, a_worker):
        started(the_analyst)
        assert len(uploads_kept()) == 1

        a_worker.run_next()

        status = show_job(actor=the_analyst, job=sent)
        assert (status.state, status.done, status.unit) == ("succeeded", ROWS, "rows")
        assert answer_of(status).files[0].facts == ROWS
        assert uploads_kept() == []

    def test_that_is_cancelled_in_the_middle_leaves_nothing(self, the_analyst, sent, a_worker, monkeypatch):
        real = store_readings.append_document

        def cancelled_meanwhile(**asked):
            cancel_job(actor=the_analyst, at=NOON, job=JobId(sent))
            return real(**asked)

        monkeypatch.setattr(store_readings, "append_document", cancelled_meanwhile)
        a_worker.run_next()

        assert show_job(actor=the_analyst, job=sent).state == "cancelled"
        assert left_by(the_analyst) == [0, 0, 0]
        assert uploads_kept() == []

    def test_that_asks_for_what_is_not_there_lets_go_of_what_was_sent(
        self, the_analyst, no_uploads, a_worker, tmp_path
    ):
        with written(tmp_path, EVENTS).open("rb") as content:
            inputs = {"uploads": [Upload(keep_upload(content), "e.csv")], "vendor": "Nobody"}
        with acting_for(the_analyst.organisation, writes=True):
            asked = enqueue("imports.import_files", actor=the_analyst, at=NOON, inputs=inputs)

        a_worker.run_next()

        status = show_job(actor=the_analyst, job=asked)
        assert (status.state, "no vendor 'Nobody'" in status.failure) == ("failed", True)
        assert uploads_kept() == []

    def test_keeps_what_was_sent_while_the_database_is_only_busy(
        self, the_analyst, sent, a_worker, monkeypatch
    ):
        def busy(**_):
            raise OperationalError("database is locked")

        monkeypatch.setattr(read_and_store, "store_readings", busy)
        a_worker.run_next()

        assert show_job(actor=the_analyst, job=sent).state == "queued"
        assert len(uploads_kept()) == 1
        monkeypatch.undo()
        started(the_analyst)
        a_worker.run_next()
        assert len(keys(the_analyst)) == ROWS


class TestAFileThatBreaksItsReader:
    """A fault of ours, which a parser has not been made for."""

    @pytest.fixture(autouse=True)
    def a_broken_reader(self, monkeypatch):
        events = formats_by_name()["upptime-events"]

        def broken(source):
            for one in events.parse(source):
                yield one
                raise OverflowError("date value out of range")

        known = {**formats_by_name(), "upptime-events": replace(events, parse=broken)}
        monkeypatch.setattr("detente.formats.format.formats_by_name", lambda: known)

    def test_is_told_of_it_and_takes_no_other_file_with_it(self, the_analyst, tmp_path, caplog):
        started(the_analyst)
        bad, good = written(tmp_path, EVENTS, "bad.csv"), written(tmp_path, TABLE, "good.csv")

        told = bring(the_analyst, bad, good, vendor="Acme")

        assert [one.outcome for one in told.files] == ["unusable", "added"]
        assert len(keys(the_analyst)) == ROWS
        assert (
            "bad.csv: something broke on our side while it was read after lines 2 to 3."
            in told.files[0].message
        )
        reference = re.search(r"Quote (\w+) to support", told.files[0].message)[1]
        assert f"fault {reference} in bad.csv" in caplog.text
        assert "OverflowError" in caplog.text

    def test_holds_the_others_back_where_all_or_nothing_is_asked(self, the_analyst, tmp_path):
        started(the_analyst)
        bad, good = written(tmp_path, EVENTS, "bad.csv"), written(tmp_path, TABLE, "good.csv")

        told = bring(the_analyst, bad, good, all_or_nothing=True)

        assert [one.outcome for one in told.files] == ["unusable", "held back"]
        assert keys(the_analyst) == []
        assert told.files[1].message == (
            "Nothing was stored, since bad.csv could not be read and all or nothing was asked for."
        )


class TestAFullDisk:
    @pytest.mark.parametrize(
        ("place", "name"),
        [(append_document, "keep_file"), (read_file, "scratch_file")],
        ids=["where files are kept", "where they are read to"],
    )
    def test_stores_nothing_and_says_what_to_do(self, the_analyst, tmp_path, monkeypatch, place, name):
        started(the_analyst)
        entries = AuditEntry.objects.count()

        def full(*_, **__):
            raise FULL

        monkeypatch.setattr(place, name, full)
        with pytest.raises(DiskFull, match=r"disk is full.*make room"):
            bring(the_analyst, written(tmp_path, TABLE))

        assert left_by(the_analyst) == [0, 0, 0]
        assert AuditEntry.objects.count() == entries

    def test_of_the_database_stores_nothing_either(self, the_analyst, tmp_path, monkeypatch):
        started(the_analyst)

        def full(*, chunks):
            for _ in chunks:
                raise OperationalError("could not extend file") from OfPostgres()

        monkeypatch.setattr(append_document, "write_rows", full)
        with pytest.raises(DiskFull, match="disk is full"):
            bring(the_analyst, written(tmp_path, TABLE))

        assert left_by(the_analyst) == [0, 0, 0]


# ------------------------------------------------- real processes on a database of their own


class ImportInstallation(Installation):
    """An installation whose worker stops in the middle of an import."""

    stops: dict[str, str] = {}

    def start(self, *actions):
        with (self.folder / f"said by {len(self.processes)}").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "detente.evidence.imports.tests.import_process", *actions],
                env={**self.state.environment, "IMPORT_MEETS_IN": str(self.folder), **self.stops},
                stdout=said,
                stderr=said,
            )
        self.processes.append(process)
        return process

    def counted(self, *tables):
        return [self.look(f"SELECT count(*) FROM {table}")[0][0] for table in tables]  # noqa: S608


@pytest.fixture(scope="module")
def a_state(tmp_path_factory):
    state = State.migrated(tmp_path_factory.mktemp("template"))
    yield state
    state.drop()


@pytest.fixture
def installation(a_state, tmp_path):
    made = ImportInstallation(a_state.copied(tmp_path / "home"), tmp_path)
    yield made
    made.end()
    made.state.drop()


@pytest.fixture
def asked(installation):
    """Return how to ask for the import of a file that was sent."""
    folder = installation.state.home / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    path = written(folder, TABLE, "sent")
    return f"ask imports.import_files {json.dumps({'uploads': [{'path': str(path), 'name': 't.csv'}]})}"


STORED = ("imports_importrun", "ledger_document", "ledger_evidence", "foundation_auditentry")


class TestAKilledWorker:
    @pytest.mark.parametrize("doing", ["reading", "writing"])
    def test_leaves_nothing_half_done_and_the_next_one_completes_it(self, installation, asked, doing):
        installation.stops = {"IMPORT_STOPS_WHILE": doing}
        killed = installation.start(asked, "work")
        installation.until(installation.in_the_middle)
        killed.kill()
        killed.wait()

        assert installation.counted(*STORED) == [0, 0, 0, 0]
        assert (installation.state.home / "uploads" / "sent").is_file()

        installation.stops = {}
        installation.do("work once")

        assert installation.jobs("state", "attempt", "failure") == [("succeeded", 2, "")]
        assert installation.counted(*STORED) == [1, 1, ROWS, 1]
        assert list((installation.state.home / "uploads").iterdir()) == []


class TestADiskThatFillsUpWhileRowsAreWritten:
    def test_fails_the_job_with_words_and_stores_nothing(self, installation, asked):
        if installation.state.url:
            pytest.skip("SQLite alone has a limit that can be lowered")
        installation.stops = {"IMPORT_PAGES": "20"}

        installation.do(asked, "work once")

        [(state, failure)] = installation.jobs("state", "failure")
        assert (state, "disk is full" in failure) == ("failed", True)
        assert installation.counted(*STORED) == [0, 0, 0, 0]
        assert installation.look("PRAGMA integrity_check") == [("ok",)]


class TestTwoWorkersWithTheSameFile:
    def test_store_it_once(self, installation, asked):
        installation.stops = {"IMPORT_STOPS_WHILE": "writing"}
        installation.do(asked, asked.replace("/sent", "/sent again"))
        sent = installation.state.home / "uploads" / "sent"
        sent.with_name("sent again").write_bytes(sent.read_bytes())

        first = installation.start("work once")
        installation.until(installation.in_the_middle)
        second = installation.start("work once")
        installation.until(
            lambda: installation.jobs("state").count(("running",)) == 2 or not installation.state.url
        )
        installation.go()

        assert [first.wait(PATIENCE), second.wait(PATIENCE)] == [0, 0]
        assert installation.jobs("state") == [("succeeded",), ("succeeded",)]
        assert installation.counted(*STORED) == [2, 1, ROWS, 2]
        outcomes = installation.look("SELECT outcome FROM imports_importedfile")
        assert sorted(outcomes) == [("added",), ("same file",)]
