"""Bytes to text: encodings, line numbers, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.errors import DamagedFile, UnsafeFile, UnusableFile
from detente.formats.limits import Limits
from detente.formats.source import Source
from detente.formats.tests.reading import source_of
from detente.formats.text_reading import numbered_lines, whole_lines


class TestEncoding:
    @pytest.mark.parametrize(
        ("content", "codec"),
        [
            ("Zürich".encode(), "utf-8"),
            (b"\xef\xbb\xbf" + "Zürich".encode(), "utf-8"),
            ("\ufeffZürich".encode("utf-16-le"), "utf-16-le"),
            ("\ufeffZürich".encode("utf-16-be"), "utf-16-be"),
            ("\ufeffZürich".encode("utf-32-le"), "utf-32-le"),
        ],
    )
    def test_is_told_by_the_mark_or_by_decoding_all_of_it(self, tmp_path, content, codec):
        source = source_of(tmp_path, content)

        assert (source.encoding.codec, source.text()) == (codec, "Zürich")

    @pytest.mark.parametrize(
        ("content", "where"),
        [
            ("name\nplain\nCafé\n".encode("cp1252"), "line 3: byte 0xE9, number 15"),
            ("Zürich\nCafé".encode() + "\nBücher".encode("cp1252"), "line 3: byte 0xFC, number 16"),
            ("Zürich, Köln €".encode()[:-1], "line 1: byte 0xE2, number 16"),
            (b"\xef\xbb\xbfa\xff", "line 1: byte 0xFF, number 5"),
            (b"x" * (1 << 20) + b"\n\x81", "line 2: byte 0x81, number 1,048,578"),
        ],
    )
    def test_is_refused_where_it_is_not_utf_8_with_the_line_and_the_byte(self, tmp_path, content, where):
        with pytest.raises(DamagedFile, match=f"{where} of the file, is not UTF-8. Save it as UTF-8"):
            source_of(tmp_path, content).text()

    def test_finds_a_character_that_lies_across_two_blocks(self, tmp_path):
        text = "a" * ((1 << 20) - 1) + "ü\n" + "b" * 10

        assert source_of(tmp_path, text).text() == text


class TestRefusal:
    @pytest.mark.parametrize(
        ("content", "word"),
        [
            (b"\x1f\x8b\x08\x00 broken off", "gzip"),
            (b"PK\x03\x04 no archive", "ZIP"),
            (b"\xd0\xcf\x11\xe0", "old Excel"),
            (b"%PDF-1.7", "PDF"),
            ("a,b\n1,2\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
            (b"a,b\n1,\0\n", "NUL byte at byte 6"),
            (bytes(range(1, 32)) * 9, "control characters"),
        ],
    )
    def test_names_what_it_is_and_what_to_do(self, tmp_path, content, word):
        with pytest.raises(DamagedFile, match=word):
            source_of(tmp_path, content).text()

    def test_finds_a_nul_far_behind_the_head(self, tmp_path):
        source = source_of(tmp_path, "line\n" * 30_000 + "a\0b\n")

        with pytest.raises(DamagedFile, match="line 30001: a NUL"):
            list(source.lines())

    def test_allows_the_stray_control_character_of_real_files(self, tmp_path):
        assert "\x19" in source_of(tmp_path, "the entity\x19s server and much more text\n").text()

    def test_names_a_file_that_is_none(self, tmp_path):
        with pytest.raises(UnusableFile, match="not a file"):
            list(Source(tmp_path, "folder").lines())


class TestLines:
    def test_are_counted_whatever_ends_them(self, tmp_path):
        source = source_of(tmp_path, "one\ntwo\r\nthree\rfour\n\rsix")

        assert list(source.lines()) == [
            (1, "one"),
            (2, "two"),
            (3, "three"),
            (4, "four"),
            (5, ""),
            (6, "six"),
        ]

    @given(st.lists(st.text(st.characters(exclude_characters="\r\n\0", codec="utf-8"))), st.data())
    def test_are_the_same_however_the_text_is_cut_into_blocks(self, lines, data):
        ends = [data.draw(st.sampled_from(["\n", "\r\n", "\r"])) for _ in lines]
        text = "".join(line + end for line, end in zip(lines, ends, strict=True))
        text = text.replace("\r\n", "\n") if data.draw(st.booleans()) else text
        size = data.draw(st.integers(1, 9))
        blocks = [text[at : at + size] for at in range(0, len(text), size)]

        found = list(numbered_lines(whole_lines(iter(blocks), Limits(), "file")))

        expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if expected[-1] == "":
            expected.pop()
        assert found == list(enumerate(expected, 1))

    def test_are_refused_when_endless(self, tmp_path):
        limits = Limits(line_bytes=1000)
        path = tmp_path / "long"
        path.write_bytes(b"short\n" + b"x" * 5000)

        with pytest.raises(UnsafeFile, match="line 2: longer than 1000 bytes"):
            list(Source(path, "long", limits).lines())


class TestSize:
    def test_of_a_file_is_bounded(self, tmp_path):
        path = tmp_path / "large"
        with path.open("wb") as file:
            file.truncate(2 * 1024**3)  # sparse: takes no room on the disk

        with pytest.raises(UnsafeFile, match=r"has 2048 MiB, and 512 MiB is the most"):
            next(Source(path, "large").rows())

    def test_of_a_text_is_bounded_tighter(self, tmp_path):
        path = tmp_path / "large"
        path.write_bytes(b"x" * 2000)

        with pytest.raises(UnsafeFile, match="1000 bytes is the most"):
            Source(path, "large", Limits(json_bytes=1000)).text()
