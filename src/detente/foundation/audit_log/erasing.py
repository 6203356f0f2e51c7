"""Erasing what an entry says, as the law may ask; that it was done, when and by whom stays on record."""

import json
from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.audit_log.contracts import NoSuchEntry
from detente.foundation.audit_log.recording import record
from detente.foundation.models import AuditPayload

ERASED = "audit.erase_payload"


def erase_payload(*, number: int, actor: Actor, at: datetime, because: str) -> int:
    """Erase an entry's payload and salt, and record that; return the number of the new entry.

    What remains is the line: the entry's number, its moment, and a hash that tells nothing without the
    salt. The tree and every proof stay valid. An export that was made before keeps what it holds.

    Raises
    ------
    NoSuchEntry
        The actor's organisation has no such entry, it was erased, or it records an erasure itself.
    """
    row = AuditPayload.objects.filter(entry_id=number, organisation_id=actor.organisation).first()
    if row is None or json.loads(row.body)["verb"] == ERASED:
        raise NoSuchEntry(f"{actor.organisation_name} has no entry {number} that could be erased.")
    row.delete()
    return record(verb=ERASED, actor=actor, at=at, inputs={"because": because, "entry": number})
