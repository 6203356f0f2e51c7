"""Files that evidence came from: kept once, never half, and never trusted when they were changed."""

import errno
from hashlib import sha256

import pytest

from detente.foundation import file_store
from detente.foundation.file_store import FileIsGone, keep_file, kept_file

CONTENT = b"some evidence"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    return settings.HOME


@pytest.fixture
def original(tmp_path):
    path = tmp_path / "original"
    path.write_bytes(CONTENT)
    return path


def files_under(folder):
    return [one for one in folder.rglob("*") if one.is_file() and one.name != ".sweeping"]


class TestAKeptFile:
    def test_is_found_by_its_hash_when_the_original_is_gone(self, home, original):
        keep_file(original, DIGEST)
        original.unlink()

        assert kept_file(DIGEST).read_bytes() == CONTENT

    def test_is_kept_once(self, home, original):
        keep_file(original, DIGEST)
        before = kept_file(DIGEST).stat().st_ino
        keep_file(original, DIGEST)

        assert len(files_under(home)) == 1
        assert kept_file(DIGEST).stat().st_ino == before

    def test_is_for_its_owner_alone(self, home, original):
        keep_file(original, DIGEST)

        assert kept_file(DIGEST).stat().st_mode & 0o077 == 0
        assert kept_file(DIGEST).parent.stat().st_mode & 0o077 == 0

    def test_that_was_changed_or_removed_is_gone(self, home, original):
        with pytest.raises(FileIsGone, match="not in the file store: restore it"):
            kept_file(DIGEST)
        keep_file(original, DIGEST)
        kept_file(DIGEST).write_bytes(b"forged")
        with pytest.raises(FileIsGone, match="changed on disk"):
            kept_file(DIGEST)

    def test_is_never_left_half_on_a_full_disk(self, home, original, monkeypatch):
        def full(_, draft, __):
            draft.write(b"some")
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(file_store.shutil, "copyfileobj", full)
        with pytest.raises(OSError, match="No space"):
            keep_file(original, DIGEST)

        assert files_under(home) == []
