"""Signed notes, held against the text of c2sp.org/signed-note and the example of Go's sumdb/note."""

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from detente.foundation.audit_log import verify_export
from detente.foundation.audit_log.merkle import EMPTY_ROOT
from detente.foundation.audit_log.note import (
    NoteRefused,
    SigningKey,
    TreeHead,
    VerifierKey,
    opened,
    tree_head,
)

# golang.org/x/mod/sumdb/note, note_test.go
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def a_key(name: str = "detente/audit-log/0123456789abcdef") -> SigningKey:
    return SigningKey(name, Ed25519PrivateKey.generate())


class TestAVerifierKey:
    def test_is_read_and_written_as_others_do(self):
        key = VerifierKey.read(GO_KEY)

        assert str(key) == GO_KEY
        assert key.key_id.hex() == "c74f20a3"

    def test_has_the_id_that_the_format_asks_for(self):
        key = a_key().verifier

        assert key.key_id == sha256(key.name.encode() + b"\n\x01" + key.public).digest()[:4]

    def test_is_refused_with_any_part_left_out(self):
        for start in range(len(GO_KEY)):
            for end in range(start, len(GO_KEY) + 1, 7):
                with pytest.raises(NoteRefused, match="is no key"):
                    VerifierKey.read(GO_KEY[start:end])

    def test_is_refused_with_any_character_changed(self):
        for at, character in enumerate(GO_KEY):
            with pytest.raises(NoteRefused, match="is no key"):
                VerifierKey.read(GO_KEY[:at] + chr(ord(character) + 1) + GO_KEY[at + 1 :])

    def test_of_another_signature_type_is_refused(self):
        with pytest.raises(NoteRefused, match="is no key"):
            VerifierKey.read("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")


class TestASignedNote:
    def test_of_others_is_opened(self):
        assert opened(GO_NOTE, VerifierKey.read(GO_KEY)) == GO_TEXT

    def test_is_the_text_an_empty_line_and_the_signature(self):
        key = a_key()

        note = key.sign("one\n\ntwo\n")

        text, signature = note[: len("one\n\ntwo\n")], note[len("one\n\ntwo\n") :]
        assert text == "one\n\ntwo\n"
        assert signature.startswith(f"\n— {key.name} ")
        assert signature.endswith("\n")
        blob = b64decode(signature.split(" ")[2])
        assert blob[:4] == key.verifier.key_id
        key.private.public_key().verify(blob[4:], b"one\n\ntwo\n")
        assert opened(note, key.verifier) == "one\n\ntwo\n"

    def test_passes_over_signatures_of_unknown_keys(self):
        key, witness = a_key(), a_key("witness")
        note = key.sign("text\n") + witness.sign("text\n").rpartition("\n\n")[2]

        assert opened(note, key.verifier) == opened(note, witness.verifier) == "text\n"

    def test_is_refused_when_one_signature_of_a_known_key_is_wrong(self):
        key = a_key()
        note = key.sign("text\n") + key.sign("another text\n").rpartition("\n\n")[2]

        with pytest.raises(NoteRefused, match="does not fit its text"):
            opened(note, key.verifier)

    def test_is_refused_when_nobody_known_signed_it(self):
        with pytest.raises(NoteRefused, match="not signed by the key"):
            opened(a_key().sign("text\n"), a_key().verifier)

    def test_is_refused_after_any_change(self):
        for at in range(len(GO_NOTE)):
            changed = GO_NOTE[:at] + chr(ord(GO_NOTE[at]) ^ 1) + GO_NOTE[at + 1 :]
            with pytest.raises(NoteRefused):
                opened(changed, VerifierKey.read(GO_KEY))

    @pytest.mark.parametrize(
        "broken", ["", "\n", "text\n", GO_TEXT + "\n", GO_NOTE[:-1], GO_TEXT + "\n— PeterNeumann\n"]
    )
    def test_is_refused_when_it_is_no_note(self, broken):
        with pytest.raises(NoteRefused):
            opened(broken, VerifierKey.read(GO_KEY))


class TestACheckpoint:
    def test_states_origin_size_and_root(self):
        key = a_key()
        note = key.sign(str(TreeHead(key.name, 0, EMPTY_ROOT)))

        assert note.split("\n")[:4] == [key.name, "0", b64encode(EMPTY_ROOT).decode(), ""]
        assert tree_head(note, key.verifier) == TreeHead(key.name, 0, EMPTY_ROOT)

    def test_may_have_further_lines(self):
        key = a_key()
        note = key.sign(str(TreeHead(key.name, 3, EMPTY_ROOT)) + "something more\n")

        assert tree_head(note, key.verifier).size == 3

    def test_of_another_log_is_refused(self):
        key = a_key()

        with pytest.raises(NoteRefused, match="speaks of the log"):
            tree_head(key.sign(str(TreeHead("another", 0, EMPTY_ROOT))), key.verifier)

    @pytest.mark.parametrize(
        "text", ["", "log\n", "log\nmany\nAAAA\n", "log\n3\nAAAA\n", "log\n03\n" + "A" * 43 + "=\n"]
    )
    def test_that_states_no_size_and_root_is_refused(self, text):
        with pytest.raises(NoteRefused):
            TreeHead.read(text)

    def test_is_read_the_same_by_the_script(self):
        key = a_key()
        note = key.sign(str(TreeHead(key.name, 7, EMPTY_ROOT)))

        assert verify_export.public_key(str(key.verifier)) == (key.name, key.verifier.public)
        assert verify_export.tree_head(note, key.name, key.verifier.public) == (7, EMPTY_ROOT)
