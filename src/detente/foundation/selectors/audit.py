"""What an organisation may see of the audit log: its own entries, and the checkpoints it was handed."""

import json
from base64 import b64encode

from django.db.models import Max

from detente.foundation.access import Actor
from detente.foundation.audit_log.contracts import READ_AUDIT_LOG, HeldCheckpoint, RecordedDeed
from detente.foundation.audit_log.entry_checking import Line
from detente.foundation.audit_log.note import TreeHead
from detente.foundation.models import AuditCheckpoint, AuditEntry, CheckpointCopy
from detente.foundation.page import Page, PageSize
from detente.foundation.use_case import query


@query("audit.list_entries", permission=READ_AUDIT_LOG, path="audit/entries")
def list_entries(*, actor: Actor, after: int | None = None, limit: PageSize = 50) -> Page[RecordedDeed]:
    """List what your organisation's people did, the newest first.

    Parameters
    ----------
    actor : Actor
        Whose organisation's entries.
    after : int
        The `next` of the page before.
    limit : int, 1 to 200
        How many at most.
    """
    rows = AuditEntry.objects.filter(organisation_id=actor.organisation)
    if after is not None:
        rows = rows.filter(index__lt=after)
    found = list(rows.order_by("-index").values_list("index", "line", "payload__body")[: limit + 1])
    signed: int = AuditCheckpoint.objects.aggregate(size=Max("size"))["size"] or 0
    shown = tuple(_deed(line, body, signed) for _, line, body in found[:limit])
    return Page(shown, next=shown[-1].number if len(found) > limit else None)


@query("audit.list_checkpoints", permission=READ_AUDIT_LOG, path="audit/checkpoints")
def list_checkpoints(*, actor: Actor, after: int | None = None, limit: PageSize = 50) -> Page[HeldCheckpoint]:
    """List the checkpoints that your organisation was handed, the newest first: keep them elsewhere too.

    Parameters
    ----------
    actor : Actor
        Whose organisation's copies.
    after : int
        The `next` of the page before.
    limit : int, 1 to 200
        How many at most.
    """
    rows = CheckpointCopy.objects.filter(organisation_id=actor.organisation)
    if after is not None:
        rows = rows.filter(size__lt=after)
    found = list(rows.order_by("-size")[: limit + 1])
    shown = tuple(_held(row) for row in found[:limit])
    return Page(shown, next=shown[-1].size if len(found) > limit else None)


def _deed(line: str, body: str | None, signed: int) -> RecordedDeed:
    told = Line.read(line)
    said = json.loads(body) if body is not None else None
    by = (said["actor"] or {}) if said else {}
    return RecordedDeed(
        number=told.index,
        at=told.at,
        verb=said["verb"] if said else None,
        person=by.get("person"),
        name=by.get("name"),
        role=by.get("role"),
        inputs=said["inputs"] if said else None,
        erased=said is None,
        checkpointed=told.index < signed,
    )


def _held(row: CheckpointCopy) -> HeldCheckpoint:
    root = b64encode(TreeHead.read(row.note).root).decode()
    return HeldCheckpoint(size=row.size, root=root, note=row.note, handed_at=row.handed_at)
