"""Writing down an organisation's entries so that anybody can check them without us (`verify_export.py`).

A file of JSON lines: a header with the signed checkpoint, each entry with its payload and the proof that
it is in the tree of that checkpoint, each copy that the organisation was handed with the proof that the
log still begins so, and the log's signature over all of it. Nothing of another organisation is in it:
of their entries, only the hashes that the proofs are made of.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from detente.foundation.access import Actor
from detente.foundation.audit_log.canonical import canonical, moment
from detente.foundation.audit_log.checkpoint import hand_checkpoint_now
from detente.foundation.audit_log.contracts import AuditExport, Checkpoint, LogIsDamaged
from detente.foundation.audit_log.key import signing_key
from detente.foundation.audit_log.merkle import Tree
from detente.foundation.audit_log.note import TreeHead
from detente.foundation.models import AuditEntry, CheckpointCopy
from detente.foundation.tenancy import acting_for

AT_A_TIME = 500


def prepared_export(*, actor: Actor, at: datetime) -> AuditExport:
    """Sign a checkpoint over everything, and return its export; the lines are read as they are asked for."""
    checkpoint = hand_checkpoint_now([actor.organisation], at=at)
    own = AuditEntry.objects.filter(organisation_id=actor.organisation, index__lt=checkpoint.size)
    copies = list(
        CheckpointCopy.objects.filter(organisation_id=actor.organisation, size__lt=checkpoint.size)
        .order_by("size")
        .values_list("size", "note", "handed_at")
    )
    entries = own.count()
    header = {
        "checkpoint": checkpoint.note,
        "copies": len(copies),
        "detente_audit_export": 1,
        "entries": entries,
        "exported_at": moment(at),
        "key": checkpoint.key,
        "organisation": actor.organisation,
        "organisation_name": actor.organisation_name,
    }
    return AuditExport(checkpoint, entries, len(copies), _signed(_lines(header, actor, checkpoint, copies)))


def _lines(
    header: dict[str, object], actor: Actor, checkpoint: Checkpoint, copies: list[tuple[int, str, datetime]]
) -> Iterator[bytes]:
    size = checkpoint.size
    hashes = AuditEntry.objects.filter(index__lt=size).order_by("index").values_list("leaf_hash", flat=True)
    tree = Tree(bytes(one) for one in hashes.iterator(chunk_size=10_000))
    if tree.size != size or tree.root() != TreeHead.read(checkpoint.note).root:
        raise LogIsDamaged(
            "The audit log does not fit its checkpoint, so no proof can be made: "
            "`detente audit verify` tells more."
        )
    yield _line(header)
    for index, line, salt, body in _own_entries(actor, size):
        proof = [one.hex() for one in tree.inclusion_proof(index, size)]
        salted = None if salt is None else bytes(salt).hex()
        yield _line({"entry": {"body": body, "line": line, "proof": proof, "salt": salted}})
    for old, note, handed_at in copies:
        proof = [one.hex() for one in tree.consistency_proof(old, size)]
        yield _line({"copy": {"handed_at": moment(handed_at), "note": note, "proof": proof}})


def _own_entries(actor: Actor, size: int) -> Iterator[tuple[int, str, bytes | memoryview | None, str | None]]:
    """Yield the organisation's entries, some at a time: no scope is open while somebody reads them."""
    after = -1
    while True:
        with acting_for(actor.organisation, writes=False):
            found = list(
                AuditEntry.objects.filter(organisation_id=actor.organisation, index__gt=after, index__lt=size)
                .order_by("index")
                .values_list("index", "line", "payload__salt", "payload__body")[:AT_A_TIME]
            )
        if not found:
            return
        yield from found
        after = found[-1][0]


def _line(content: dict[str, object]) -> bytes:
    return canonical(content).encode() + b"\n"


def _signed(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines, and at their end the log's signature over them."""
    hashed = sha256()
    for line in lines:
        hashed.update(line)
        yield line
    message = f"detente audit export 1\n{hashed.hexdigest()}\n"  # never the text of a checkpoint: two lines
    signature = signing_key(may_make=False).private.sign(message.encode()).hex()
    yield _line({"signature": signature})
