"""Stored files that no document has: removed in time, and never one that an import may be about to speak of."""

import os
from datetime import timedelta
from hashlib import sha256

import pytest

from detente.evidence.imports.tests.bringing import EVENTS, bring, started, written
from detente.evidence.ledger.services import sweep_files as sweeping
from detente.evidence.ledger.services.sweep_files import sweep_files
from detente.foundation.file_store import keep_file, kept_file
from detente.foundation.forgotten_uploads import FORGOTTEN_AFTER
from detente.foundation.tests.people import NOON
from detente.site.commands.worker import CHORES

TOO_OLD = FORGOTTEN_AFTER + timedelta(seconds=1)
LEFT = b"what an import stored before it was killed"


def stored(folder):
    path = folder / "left"
    path.write_bytes(LEFT)
    keep_file(path, sha256(LEFT).hexdigest())
    return kept_file(sha256(LEFT).hexdigest())


def aged(path, age=TOO_OLD):
    moment = (NOON - age).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def imported(the_analyst, settings, tmp_path):
    """Return the stored file of a document, stored long ago."""
    settings.HOME = tmp_path / "home"
    started(the_analyst)
    bring(the_analyst, written(tmp_path, EVENTS), vendor="Acme")
    return aged(kept_file(sha256(EVENTS.encode()).hexdigest()))


class TestAStoredFile:
    def test_that_no_document_has_is_removed_after_a_day_with_what_is_half_written(self, imported, tmp_path):
        left = aged(stored(tmp_path))
        half = left.with_name(".arriving-1")
        half.write_bytes(b"wh")
        aged(half)

        assert sweep_files(at=NOON) == 2
        assert (left.exists(), half.exists(), imported.is_file()) == (False, False, True)

    def test_stays_for_a_day_since_its_import_may_be_under_way(self, imported, tmp_path):
        left = aged(stored(tmp_path), FORGOTTEN_AFTER)

        assert (sweep_files(at=NOON), left.is_file()) == (0, True)

    def test_stays_where_an_import_has_stored_it_again_meanwhile(self, imported, tmp_path, monkeypatch):
        left = aged(stored(tmp_path))
        look = sweeping.files_before

        def look_and_then_store(moment):
            seen = look(moment)
            aged(stored(tmp_path), timedelta())
            return seen

        monkeypatch.setattr(sweeping, "files_before", look_and_then_store)

        assert (sweep_files(at=NOON), left.is_file()) == (0, True)

    def test_counts_as_new_when_an_import_stores_it_again(self, imported, tmp_path):
        left = aged(stored(tmp_path))
        before = left.stat().st_mtime

        assert stored(tmp_path).stat().st_mtime > before

    @pytest.mark.django_db
    def test_stays_where_the_database_knows_none_of_them_for_it_may_be_another(self, settings, tmp_path):
        settings.HOME = tmp_path / "home"
        left = aged(stored(tmp_path))

        assert (sweep_files(at=NOON), left.is_file()) == (0, True)

    def test_is_swept_by_a_worker(self, imported, tmp_path):
        left = aged(stored(tmp_path))

        [chore] = [one for one in CHORES if "no document has" in one.name]
        chore.do(NOON)

        assert not left.exists()
