"""Files that people send: kept until they were read, all of them or none, under names that harm nobody."""

import errno
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.foundation import uploads
from detente.foundation.jobs.outcome import DiskFull
from detente.foundation.uploads import discard_uploads, keep_upload, keep_uploads, plain_name, scratch_file


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    return settings.HOME


class OfADisk(BytesIO):
    """Breaks as a full disk does, after a block."""

    def read(self, size=-1, /):
        if self.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().read(min(size, 3))


class TestAnUpload:
    def test_is_kept_whole_for_its_owner_alone_under_a_name_nobody_can_guess(self, home):
        one, other = keep_upload(BytesIO(b"abc")), keep_upload(BytesIO(b""))

        assert (one.read_bytes(), other.read_bytes()) == (b"abc", b"")
        assert one.parent.stat().st_mode & 0o077 == 0
        assert len(one.name) == 32
        assert one.name != other.name

    def test_is_never_left_half(self, home):
        with pytest.raises(OSError, match="No space"):
            keep_upload(OfADisk(b"abcdef"))

        assert list((home / "uploads").iterdir()) == []

    def test_is_discarded_and_a_file_of_somebodys_own_is_not(self, home, tmp_path):
        own = tmp_path / "own"
        own.write_text("mine")
        kept = keep_upload(BytesIO(b"abc"))

        for _ in range(2):
            discard_uploads([kept, own])

        assert not kept.exists()
        assert own.read_text() == "mine"


class TestSeveralUploads:
    def test_keep_the_names_that_they_were_sent_under(self, home):
        kept = keep_uploads([(BytesIO(b"a"), "../x/a.csv"), (BytesIO(b"b"), "b.csv")])

        assert [(one.name, one.path.read_bytes()) for one in kept] == [("a.csv", b"a"), ("b.csv", b"b")]

    def test_are_kept_together_or_not_at_all(self, home):
        with pytest.raises(DiskFull, match="disk is full"):
            keep_uploads([(BytesIO(b"a"), "a.csv"), (OfADisk(b"bbbbbb"), "b.csv")])
        with pytest.raises(ZeroDivisionError):
            keep_uploads((BytesIO(b"a"), str(1 // number)) for number in (1, 0))

        assert list((home / "uploads").iterdir()) == []


class TestAPlainName:
    @pytest.mark.parametrize(
        ("sent", "plain"),
        [
            ("report.csv", "report.csv"),
            ("..\\..\\windows\\report.csv", "report.csv"),
            ("/etc/", "file"),
            ("", "file"),
            ("a\nb\0c\u202e.csv", "abc.csv"),
            ("x" * 300 + ".csv", "x" * 251 + ".csv"),
        ],
    )
    def test_is_what_is_left_without_folders_and_controls(self, sent, plain):
        assert plain_name(sent) == plain

    @given(st.text())
    def test_is_always_one_that_can_be_shown(self, sent):
        name = plain_name(sent)

        assert 0 < len(name) <= 255
        assert "/" not in name
        assert name.isprintable()


def test_scratch_is_on_the_installations_own_disk_and_leaves_nothing(home):
    with scratch_file() as scratch:
        scratch.write(b"abc")
        scratch.seek(0)
        assert scratch.read() == b"abc"
        assert uploads.uploads_folder() == home / "uploads"
    assert list((home / "uploads").iterdir()) == []
