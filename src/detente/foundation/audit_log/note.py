"""Signed notes and checkpoints, as c2sp.org/signed-note and c2sp.org/tlog-checkpoint have them."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"  # the signature type of c2sp.org/signed-note
KEY_BYTES, KEY_ID_BYTES, ROOT_BYTES = 32, 4, 32


class NoteRefused(ValueError):
    """A note is not signed by the key it should be, or is no note at all."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a log's key, under the log's name."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def read(cls, text: str) -> "VerifierKey":
        """Return the key that `str` wrote down, or raise NoteRefused."""
        name, _, rest = text.strip().partition("+")
        try:
            public = b64decode(rest.partition("+")[2], validate=True)
        except NotBase64:
            public = b""
        key = cls(name, public[1:])
        if len(key.public) != KEY_BYTES or str(key) != text.strip():
            raise NoteRefused(f"{text.strip()!r} is no key: it looks like NAME+1a2b3c4d+AR...=")
        return key


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A log's private key, under the log's name."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        """The half that may be told to everybody."""
        return VerifierKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Return a note: the text, and this key's signature under it."""
        signature = b64encode(self.verifier.key_id + self.private.sign(text.encode())).decode()
        return f"{text}\n— {self.name} {signature}\n"


def opened(note: str, key: VerifierKey) -> str:
    """Return the text of a note once its signature by `key` is verified, or raise NoteRefused.

    Signatures of unknown keys are passed over, as the format asks; one by `key` must be right.
    """
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not note.endswith("\n"):
        raise NoteRefused("it is no signed note: the text, an empty line and the signatures are expected")
    text += "\n"
    by_the_key = 0
    for line in signatures[:-1].split("\n"):
        mark, *words = line.split(" ")
        if mark != "—" or len(words) != 2:  # noqa: PLR2004  # name, signature
            raise NoteRefused(f"it has a line that is no signature: {line[:60]!r}")
        try:
            blob = b64decode(words[1], validate=True)
        except NotBase64 as error:
            raise NoteRefused(f"the signature of {words[0]} is not base64") from error
        if (words[0], blob[:KEY_ID_BYTES]) == (key.name, key.key_id):
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(blob[KEY_ID_BYTES:], text.encode())
            except InvalidSignature as error:
                raise NoteRefused(f"the signature of {key.name} does not fit its text") from error
            by_the_key += 1
    if not by_the_key:
        raise NoteRefused(f"it is not signed by the key {key}")
    return text


@dataclass(frozen=True, slots=True)
class TreeHead:
    """What a checkpoint states: the log, how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> "TreeHead":
        """Return what the text of a checkpoint states, or raise NoteRefused."""
        origin, size, root, *_ = [*text.split("\n"), "", "", ""]
        try:
            head = cls(origin, int(size), b64decode(root, validate=True))
        except (ValueError, NotBase64) as error:
            raise NoteRefused("it states no size and root") from error
        if not origin or head.size < 0 or len(head.root) != ROOT_BYTES or not text.startswith(str(head)):
            raise NoteRefused("it does not state an origin, a size and a root as a checkpoint does")
        return head


def tree_head(note: str, key: VerifierKey) -> TreeHead:
    """Return what a checkpoint states, once signature and origin are verified, or raise NoteRefused."""
    head = TreeHead.read(opened(note, key))
    if head.origin != key.name:
        raise NoteRefused(f"it speaks of the log {head.origin}, not of {key.name}")
    return head
