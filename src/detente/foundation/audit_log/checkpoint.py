"""Signing what the log has come to, and handing copies to the other side: they are the witnesses."""

from base64 import b64encode
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime

from django.db import connection
from django.db.models import Max

from detente.foundation.audit_log.canonical import canonical
from detente.foundation.audit_log.contracts import Checkpoint, LogIsDamaged, OutsideTransaction
from detente.foundation.audit_log.key import signing_key
from detente.foundation.audit_log.lock import hold_the_log
from detente.foundation.audit_log.merkle import Frontier, leaf_hash
from detente.foundation.audit_log.note import NoteRefused, SigningKey, TreeHead, tree_head
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import (
    AuditCheckpoint,
    AuditEntry,
    CheckpointCopy,
    CheckpointHanding,
    Membership,
)
from detente.foundation.tenancy import acting_for_the_installation

_due: ContextVar[tuple[tuple[OrganisationId, datetime], ...]] = ContextVar("checkpoints_due", default=())


def sign_checkpoint(*, at: datetime) -> Checkpoint:
    """Sign the log as it is now and hand a copy to every organisation that somebody belongs to.

    For the worker, now and then. Where nothing was added since the last checkpoint, that one stands.

    Raises
    ------
    KeyLost
        The key that signed the earlier checkpoints is not there.
    LogIsDamaged
        What was signed before does not lead to what is there now.
    """
    with acting_for_the_installation(because="a checkpoint is over all entries, and all are witnesses"):
        checkpoint = _signed(at)
        members = Membership.objects.filter(ended_at=None).values_list("organisation_id", flat=True)
        _hand(checkpoint, members.distinct(), at)
    return checkpoint


def hand_checkpoint_to(organisation: OrganisationId, *, at: datetime) -> None:
    """Hand the other side a checkpoint over everything up to and including the deed that is being done.

    To be called by a use case that shows something to the other side. The copy is made in the same
    transaction, right after the deed's own entry was added.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("A checkpoint is handed over within the use case that publishes.")
    _due.set((*_due.get(), (organisation, at)))


def hand_what_is_due(*, at: datetime) -> None:
    """Sign and hand over what the deed of this moment asked for; leftovers of one rolled back are dropped."""
    due, _ = _due.get(), _due.set(())
    organisations = {organisation for organisation, moment in due if moment == at}
    if organisations:
        hand_checkpoint_now(organisations, at=at)


def hand_checkpoint_now(organisations: Iterable[OrganisationId], *, at: datetime) -> Checkpoint:
    """Sign the log as it is now, hand a copy to some organisations and return it."""
    with acting_for_the_installation(because="the copy that is handed over is the other organisation's row"):
        checkpoint = _signed(at)
        _hand(checkpoint, organisations, at)
    return checkpoint


def _hand(checkpoint: Checkpoint, organisations: Iterable[int], at: datetime) -> None:
    """Make the copies that are not held yet, and list them: verifying misses one that is gone by that."""
    holders = CheckpointCopy.objects.filter(size=checkpoint.size).values_list("organisation_id", flat=True)
    others = sorted({*organisations} - {*holders})
    if not others:
        return
    last: int | None = CheckpointHanding.objects.aggregate(last=Max("number"))["last"]
    CheckpointHanding.objects.create(
        number=0 if last is None else last + 1, size=checkpoint.size, organisations=canonical(others)
    )
    CheckpointCopy.objects.bulk_create(
        [
            CheckpointCopy(organisation_id=one, size=checkpoint.size, note=checkpoint.note, handed_at=at)
            for one in others
        ],
        batch_size=500,
    )


def _signed(at: datetime) -> Checkpoint:
    hold_the_log()
    last = AuditCheckpoint.objects.order_by("-size").first()
    key = signing_key(may_make=last is None)
    tree = Frontier() if last is None else _tree_of(last, key)
    _grow(tree)
    if last is not None and tree.size == last.size:
        return _contract(last, key)
    note = key.sign(str(TreeHead(key.name, tree.size, tree.root())))
    made = AuditCheckpoint.objects.create(size=tree.size, note=note, frontier=tree.packed(), signed_at=at)
    return _contract(made, key)


def _tree_of(last: AuditCheckpoint, key: SigningKey) -> Frontier:
    """Return the tree that a checkpoint was signed over, if its signature and its root say that it was."""
    try:
        head = tree_head(last.note, key.verifier)
        tree = Frontier(last.size, bytes(last.frontier))
    except ValueError as error:
        raise _damaged(f"the checkpoint of {last.size} entries is not as it was signed ({error})") from error
    if (head.size, head.root) != (last.size, tree.root()):
        raise _damaged(f"the checkpoint of {last.size} entries is not as it was signed")
    return tree


def _grow(tree: Frontier) -> None:
    """Add the entries since, from their lines rather than from the hashes stored beside them."""
    since = AuditEntry.objects.filter(index__gte=tree.size).order_by("index").values_list("index", "line")
    for index, line in since.iterator(chunk_size=2000):
        if index != tree.size:
            raise _damaged(f"entry {tree.size} is missing")
        tree.add(leaf_hash(line.encode()))
    if tree.size and not AuditEntry.objects.filter(index=tree.size - 1).exists():
        raise _damaged(f"it ends before entry {tree.size - 1}, which a checkpoint covers")


def _damaged(how: str) -> LogIsDamaged:
    return LogIsDamaged(f"The audit log was changed: {how}. `detente audit verify` tells more.")


def _contract(row: AuditCheckpoint, key: SigningKey) -> Checkpoint:
    try:
        head = TreeHead.read(row.note)
    except NoteRefused as error:
        raise _damaged(str(error)) from error
    return Checkpoint(
        size=row.size,
        root=b64encode(head.root).decode(),
        note=row.note,
        key=str(key.verifier),
        signed_at=row.signed_at,
    )
