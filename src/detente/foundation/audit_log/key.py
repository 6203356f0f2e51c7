"""The key that signs checkpoints: one file, made once, readable by its owner alone."""

import os
import stat
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from detente.foundation.audit_log.contracts import KeyLost
from detente.foundation.audit_log.note import SigningKey

OWNER_ALONE = 0o600


def key_file() -> Path:
    """Return the file that the key is in."""
    return Path(settings.HOME) / "keys" / "audit_ed25519"


def signing_key(*, may_make: bool) -> SigningKey:
    """Return the log's key; where there is none, make it if `may_make`, else raise KeyLost."""
    file = key_file()
    if not file.exists():
        if not may_make:
            raise KeyLost(
                "The key that signed the audit log's checkpoints is gone: put keys/audit_ed25519 back into "
                "DETENTE_HOME from the backup. A new key would make every checkpoint handed out look forged."
            )
        _make(file)
    private = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyLost("keys/audit_ed25519 in DETENTE_HOME is no Ed25519 key: put it back from the backup.")
    return SigningKey(log_name(private.public_key().public_bytes_raw()), private)


def public_key() -> str:
    """Return what signatures are verified with, to be kept elsewhere; empty where nothing was signed yet."""
    try:
        return str(signing_key(may_make=False).verifier)
    except (KeyLost, ValueError):  # it is lost or is none: verifying says so
        return ""


def log_name(public: bytes) -> str:
    """Return the origin of a log: named after its first key, so that no two logs share it."""
    return f"detente/audit-log/{sha256(public).hexdigest()[:16]}"


def is_open_to_others(file: Path) -> bool:
    """Return whether anybody but the owner may read a file."""
    return bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def _make(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{os.urandom(4).hex()}")
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "wb") as written:
        written.write(pem)
        written.flush()
        os.fsync(written.fileno())
    try:
        os.link(draft, file)  # fails when another process was first; theirs then holds
    except FileExistsError:
        pass
    finally:
        draft.unlink()
