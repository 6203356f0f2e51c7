"""Verifying the whole log, from its lines and payloads up to every signed checkpoint and every copy."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection
from django.db.models import Exists, OuterRef

from detente.foundation.audit_log.contracts import KeyLost, Verification
from detente.foundation.audit_log.entry_checking import StoredEntry, check_entry
from detente.foundation.audit_log.findings import Findings
from detente.foundation.audit_log.handing_checking import check_handings
from detente.foundation.audit_log.key import is_open_to_others, key_file, signing_key
from detente.foundation.audit_log.merkle import Frontier, UnfitProof, leaf_hash
from detente.foundation.audit_log.note import NoteRefused, VerifierKey, tree_head
from detente.foundation.models import AuditCheckpoint, AuditEntry, AuditPayload, CheckpointCopy
from detente.foundation.tenancy import acting_for_the_installation

Claims = dict[int, list[tuple[str, bytes]]]
"""What was signed: for each size, who says so and the root."""


def nobody_waits() -> None:
    """Tell nobody of an entry that was read."""


def verify_log(*, key: VerifierKey | None = None, step: Callable[[], None] = nobody_waits) -> Verification:
    """Return what is wrong with the log, if anything: it reads everything and changes nothing.

    Every index is present; lines are as they were hashed; payloads that are there fit what the lines
    commit to, those that are not were erased on record, and none is without an entry; every checkpoint and
    every copy is signed by the key and has the root of the entries it covers, and so have the subtrees that
    the next checkpoint goes on from; every copy that was handed over is there. A clock that was set back is
    a warning.

    Parameters
    ----------
    key : VerifierKey, optional
        What signatures are verified with; by default this installation's key.
    step : callable
        Called after each entry, for whoever waits; what it raises ends the verification.
    """
    found = Findings()
    key = key or _own_key(found)
    with _every_organisation():
        checkpoints = dict(AuditCheckpoint.objects.order_by("size").values_list("size", "note"))
        claims: Claims = defaultdict(list)
        for size, note in checkpoints.items():
            _hear(f"the checkpoint of {size} entries", size, note, key, claims, found)
        copies = _compare_copies(checkpoints, key, claims, found)
        check_handings(found)
        tree, payloads, erased = _walk(claims, _kept_roots(), found, step)
        _refuse_payloads_without_entry(found)
    _refuse_what_is_beyond(tree.size, claims, found)
    unsigned = tree.size - max((size for size in checkpoints if size <= tree.size), default=0)
    return Verification(
        entries=tree.size,
        payloads=payloads,
        erased=erased,
        checkpoints=len(checkpoints),
        copies=copies,
        unsigned=unsigned,
        root=tree.root().hex(),
        ok=not found.faults_found,
        first_wrong_entry=found.first_wrong_entry,
        faults=tuple(found.faults),
        faults_found=found.faults_found,
        warnings=tuple(found.warnings),
        warnings_found=found.warnings_found,
    )


def _own_key(found: Findings) -> VerifierKey | None:
    if not key_file().exists() and not AuditCheckpoint.objects.exists():
        return None
    try:
        key = signing_key(may_make=False).verifier
    except (KeyLost, ValueError) as error:
        found.fault("the key", f"no signature can be verified: {error}")
        return None
    if is_open_to_others(key_file()):
        found.warning("the key", "others may read keys/audit_ed25519 in DETENTE_HOME: chmod 600")
    return key


@contextmanager
def _every_organisation() -> Iterator[None]:
    """See all payloads. SQLite has no row-level security, and a transaction would keep writers waiting."""
    scope = (
        acting_for_the_installation(because="the log is verified as a whole")
        if connection.vendor == "postgresql"
        else nullcontext()
    )
    with scope:
        yield


def _hear(who: str, size: int, note: str, key: VerifierKey | None, claims: Claims, found: Findings) -> None:
    if key is None:
        return
    try:
        head = tree_head(note, key)
    except NoteRefused as error:
        found.fault(who, f"{error}")
        return
    if head.size != size:
        found.fault(who, f"it was signed over {head.size} entries")
    claims[head.size].append((who, head.root))


def _compare_copies(
    checkpoints: dict[int, str], key: VerifierKey | None, claims: Claims, found: Findings
) -> int:
    """Count the copies; one that is not what the log has now is heard as a witness of its own."""
    count, heard = 0, set()
    rows = CheckpointCopy.objects.order_by("size", "pk").values_list("size", "note", "organisation_id")
    for size, note, organisation in rows.iterator(chunk_size=2000):
        count += 1
        if checkpoints.get(size) == note or (size, note) in heard:
            continue
        heard.add((size, note))
        if not AuditCheckpoint.objects.filter(size=size, note=note).exists():  # one signed just now is
            who = f"the copy of the checkpoint of {size} entries that organisation {organisation} holds"
            found.fault(who, "the log has no such checkpoint (any more)")
            _hear(who, size, note, key, claims, found)
    return count


def _kept_roots() -> dict[int, bytes]:
    """Return, for each checkpoint, the root of the subtrees that are kept with it: nothing if they have none."""
    roots = {}
    rows = AuditCheckpoint.objects.order_by("size").values_list("size", "frontier")
    for size, frontier in rows.iterator(chunk_size=2000):
        try:
            roots[size] = Frontier(size, bytes(frontier)).root()
        except UnfitProof:
            roots[size] = b""
    return roots


def _walk(
    claims: Claims, kept: dict[int, bytes], found: Findings, step: Callable[[], None]
) -> tuple[Frontier, int, int]:
    """Read every entry once, in order; return the tree, and how many payloads are there and erased."""
    tree, payloads = Frontier(), 0
    before = None
    missing: dict[int, int | None] = {}
    erasures: dict[int, int | None] = {}
    rows = AuditEntry.objects.order_by("index").values_list(
        *("index", "line", "leaf_hash", "organisation_id"),
        *("payload__salt", "payload__body", "payload__organisation_id"),
    )
    last_good = _compare(tree, claims, kept, 0, found)
    expected = 0
    for row in rows.iterator(chunk_size=2000):
        stored = StoredEntry(*row)
        if stored.index != expected:
            found.missing_entries(expected, stored.index)
        expected = stored.index + 1
        checked = check_entry(stored, found)
        if checked.at is not None and before is not None and checked.at < before:
            found.warning(
                f"entry {stored.index}",
                f"it is dated {checked.at.isoformat()}, and the one before it {before.isoformat()}: "
                "a clock was set back",
            )
        before = checked.at or before
        if stored.body is None:
            missing[stored.index] = stored.organisation
        else:
            payloads += 1
        if checked.erases is not None:
            erasures[checked.erases] = stored.organisation
        tree.add(leaf_hash(stored.line.encode()))
        last_good = _compare(tree, claims, kept, last_good, found)
        step()
    for index, organisation in missing.items():
        if erasures.get(index, "nobody") not in (organisation, None):
            found.fault(f"entry {index}", "what it says is gone, and no erasure is on record", entry=index)
    return tree, payloads, len(missing)


def _compare(tree: Frontier, claims: Claims, kept: dict[int, bytes], last_good: int, found: Findings) -> int:
    """Hold the tree against what was signed at its size; return the last size at which both agreed."""
    claimed = claims.get(tree.size, [])
    if not claimed and tree.size not in kept:
        return last_good
    root = tree.root()
    wrong = [who for who, signed in claimed if signed != root]
    for who in wrong:
        found.fault(
            who,
            f"its root is not that of the first {tree.size} entries as they are now: at least one of the "
            f"entries {last_good} to {tree.size - 1} is not what it was when it was signed",
            entry=last_good,
            exact=False,
        )
    if not wrong and kept.get(tree.size, root) != root:
        found.fault(
            f"the checkpoint of {tree.size} entries",
            "the subtrees kept with it (`frontier`) are not those of its entries, so no checkpoint can go on "
            "from it: put back the database's backup",
        )
    return last_good if wrong or not claimed else tree.size


def _refuse_payloads_without_entry(found: Findings) -> None:
    its_entry = AuditEntry.objects.filter(index=OuterRef("entry_id"))
    alone = AuditPayload.objects.filter(~Exists(its_entry)).order_by("entry_id")
    for number in alone.values_list("entry_id", flat=True).iterator():
        found.fault(
            f"the payload of entry {number}", "the log has no such entry: it was added, or the entry removed"
        )


def _refuse_what_is_beyond(entries: int, claims: Claims, found: Findings) -> None:
    for size, claimed in sorted(claims.items()):
        if size > entries:
            for who, _ in claimed:
                found.fault(who, f"the log has only {entries} entries: its end was cut off", entry=entries)
