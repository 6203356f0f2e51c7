"""Verify an export of Détente's audit log: offline, with Python's standard library alone.

    python3 verify_export.py FILE [--key KEY] [--kept CHECKPOINT]...

--key   the log's public key as you were given it (NAME+1a2b3c4d+AR...=). Without it the key is taken from
        the file, and then the file proves only that it agrees with itself.
--kept  a checkpoint that you kept: the file must prove that the log still begins as it did then.

Exit: 0 the file proves what it says, 1 it does not, 2 it cannot be read.
What is checked: RFC 6962 (Merkle tree), RFC 8032 (Ed25519), c2sp.org/signed-note and /tlog-checkpoint.
"""

# ruff: noqa: PLR2004  # the numbers are those of the formats
from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
)


class Refused(Exception):
    """The file does not prove what it says."""


def insist(condition: object, otherwise: str) -> None:
    """Go on only if a condition holds."""
    if not condition:
        raise Refused(otherwise)


# Ed25519 (RFC 8032, 5.1): points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.


def plus(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """Add two points (RFC 8032, 5.1.4)."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar: int, point: tuple[int, ...]) -> tuple[int, ...]:
    """Multiply a point."""
    total: tuple[int, ...] = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = plus(total, point)
        point, scalar = plus(point, point), scalar >> 1
    return total


def decoded(text: bytes) -> tuple[int, ...]:
    """Return the point of 32 bytes (RFC 8032, 5.1.3)."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    insist(y < P and not (x * x - square) % P and (x or not sign), "the key is no point of the curve")
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether an Ed25519 signature is right (RFC 8032, 5.1.7)."""
    scalar = int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    x, y, z, t = times(int.from_bytes(digest, "little") % ORDER, decoded(public))
    x, y, z, t = plus(times(scalar, (*BASE, 1, BASE[0] * BASE[1] % P)), (-x % P, y, z, -t % P))
    inverse = pow(z, P - 2, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little") == signature[:32]


# The Merkle tree (RFC 6962, 2.1; the algorithms are written out in RFC 9162, 2.1.3.2 and 2.1.4.2).


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees."""
    return hashlib.sha256(b"\1" + left + right).digest()


def is_included(index: int, size: int, leaf: bytes, proof: list[bytes], root: bytes) -> bool:
    """Return whether a proof leads from a leaf to a root."""
    last, total = size - 1, leaf
    if not 0 <= index < size:
        return False
    for part in proof:
        if not last:
            return False
        if index & 1 or index == last:
            total = node(part, total)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            total = node(total, part)
        index, last = index >> 1, last >> 1
    return not last and total == root


def is_consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Return whether a proof shows that the new tree begins with the old one."""
    if old in (0, new):
        return not proof and old_root == (new_root if old else hashlib.sha256(b"").digest())
    if old > new or not proof:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first, *rest = proof if old & old - 1 else [old_root, *proof]
    before = after = first
    for part in rest:
        if not last:
            return False
        if at & 1 or at == last:
            before, after = node(part, before), node(part, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node(after, part)
        at, last = at >> 1, last >> 1
    return not last and (before, after) == (old_root, new_root)


# The key, the checkpoints and the file.


def public_key(text: str) -> tuple[str, bytes]:
    """Return name and key of NAME+1a2b3c4d+AR...=."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    key = base64.b64decode(encoded, validate=True)
    insist(len(key) == 33 and key[0] == 1 and key_id == identity(name, key[1:]).hex(), f"{text!r} is no key")
    return name, key[1:]


def identity(name: str, public: bytes) -> bytes:
    """Return the four bytes by which a signature names its key."""
    return hashlib.sha256(name.encode() + b"\n\1" + public).digest()[:4]


def tree_head(note: str, name: str, public: bytes) -> tuple[int, bytes]:
    """Return size and root of a checkpoint, once its signature is verified."""
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    blobs = [line.split(" ") for line in signatures.splitlines()]
    mine = [base64.b64decode(blob) for mark, signer, blob in blobs if (mark, signer) == ("—", name)]
    mine = [blob[4:] for blob in mine if blob[:4] == identity(name, public)]
    insist(mine, "a checkpoint is not signed by the key")
    insist(all(is_signed(public, text.encode(), one) for one in mine), "a checkpoint's signature is wrong")
    origin, size, root = text.split("\n")[:3]
    insist(origin == name, f"a checkpoint speaks of another log, {origin!r}")
    return int(size), base64.b64decode(root, validate=True)


def check_entry(entry: Any, organisation: int, head: tuple[int, bytes]) -> tuple[int, bool]:
    """Check one entry; return its number and whether what it says is there."""
    line = json.loads(entry["line"])
    where = f"entry {line['index']}"
    leaf = hashlib.sha256(b"\0" + entry["line"].encode()).digest()
    proof = [bytes.fromhex(part) for part in entry["proof"]]
    insist(is_included(line["index"], head[0], leaf, proof, head[1]), f"{where} is not in the signed tree")
    if entry["body"] is None:
        return line["index"], False
    committed = hashlib.sha256(bytes.fromhex(entry["salt"]) + entry["body"].encode()).hexdigest()
    insist(committed == line["commitment"], f"{where} does not say what was recorded")
    insist(json.loads(entry["body"])["organisation"] == organisation, f"{where} is of another organisation")
    return line["index"], True


def verify(path: str, key: str | None, kept: list[str]) -> str:
    """Return what the file proves, or raise Refused."""
    hashed, ending, previous, told, copies = hashlib.sha256(), b"", -1, 0, 0
    entries: list[int] = []
    with Path(path).open("rb") as file:
        first = file.readline()
        hashed.update(first)
        header = json.loads(first)
        insist(
            header.get("detente_audit_export") == 1,
            "this is no export of an audit log that this script knows",
        )
        insist(key in (None, header["key"]), f"it is signed by another key: {header['key']}")
        name, public = public_key(header["key"])
        notes = {header["checkpoint"]}
        head = tree_head(header["checkpoint"], name, public)
        for line in file:
            insist(not ending, "something follows the signature")
            if line.startswith(b'{"signature"'):
                ending = line
                continue
            hashed.update(line)
            record = json.loads(line)
            if "copy" in record:
                old, root = tree_head(record["copy"]["note"], name, public)
                proof = [bytes.fromhex(part) for part in record["copy"]["proof"]]
                insist(
                    is_consistent(old, root, *head, proof),
                    f"the log does not begin with a checkpoint's {old}",
                )
                notes.add(record["copy"]["note"])
                copies += 1
                continue
            index, is_there = check_entry(record["entry"], header["organisation"], head)
            insist(index > previous, f"entry {index} is out of order")
            previous, told = index, told + is_there
            entries.append(index)
    signature = bytes.fromhex(json.loads(ending or b'{"signature":""}')["signature"])
    insist(ending == f'{{"signature":"{signature.hex()}"}}\n'.encode(), "the signature at its end is cut off")
    message = f"detente audit export 1\n{hashed.hexdigest()}\n".encode()
    insist(is_signed(public, message, signature), "the file was changed after it was written")
    insist((len(entries), copies) == (header["entries"], header["copies"]), "the file is not complete")
    for one in kept:
        note = Path(one).read_text(encoding="utf-8")
        size, _ = tree_head(note, name, public)
        insist(note in notes, f"it does not prove that the log begins as in {one} ({size} entries)")
    return (
        f"ok: {len(entries)} entries of {header['organisation_name']} ({len(entries) - told} of them erased) "
        f"are in the log of {head[0]} entries signed by {header['key']}; {copies} earlier checkpoints agree."
    )


def main(words: list[str] | None = None) -> int:
    """Verify the file that is named."""
    parser = argparse.ArgumentParser(description="Verify an export of Détente's audit log, offline.")
    parser.add_argument("file")
    parser.add_argument("--key", help="the log's public key, as it was given to you")
    parser.add_argument("--kept", action="append", default=[], help="a checkpoint that you kept")
    asked = parser.parse_args(words)
    try:
        said = verify(asked.file, asked.key, asked.kept)
    except OSError as error:
        sys.stderr.write(f"cannot be read: {error}\n")
        return 2
    except Refused as error:
        sys.stderr.write(f"FAILED: {error}\n")
        return 1
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        sys.stderr.write(f"FAILED: this is no export, or it was changed ({type(error).__name__}: {error})\n")
        return 1
    sys.stdout.write(said + "\n")
    if asked.key is None:
        sys.stdout.write("The key was taken from the file: compare it with the one that was given to you.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
