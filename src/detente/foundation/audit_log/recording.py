"""Adding an entry: a line of the log, and the payload that the line commits to."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes

from django.db.models import Max

from detente.foundation.access import Actor
from detente.foundation.audit_log.canonical import canonical, moment, recorded_inputs
from detente.foundation.audit_log.checkpoint import hand_what_is_due
from detente.foundation.audit_log.lock import hold_the_log
from detente.foundation.audit_log.merkle import leaf_hash
from detente.foundation.models import AuditEntry, AuditPayload
from detente.foundation.tenancy import OutsideScope, current_scope

SALT_BYTES = 32


def record(*, verb: str, actor: Actor | None, at: datetime, inputs: Mapping[str, object]) -> int:
    """Add an entry to the log and return its number; whoever calls holds the transaction of the deed.

    Parameters
    ----------
    verb : str
        What was done: the name of the use case.
    actor : Actor or None
        Who did it, for which organisation; None for the installation itself.
    at : datetime
        When, in any time zone; it is kept in UTC.
    inputs : mapping
        What was asked. Secrets are left out and large values kept as their hash (see `canonical`).

    Raises
    ------
    OutsideTransaction
        Nothing holds the deed and its entry together.
    OutsideScope
        The actor is of another organisation than the one that is acting.
    UnrecordableInput
        An input is of a kind that the log has no form for.
    """
    scope, organisation = current_scope(), actor.organisation if actor else None
    if scope.organisation not in (None, organisation):
        raise OutsideScope(f"{verb}: the entry is of another organisation than the one that is acting.")
    body = canonical(
        {
            "actor": None if actor is None else _described(actor),
            "inputs": recorded_inputs(inputs),
            "organisation": organisation,
            "verb": verb,
        }
    )
    salt = token_bytes(SALT_BYTES)
    hold_the_log()
    last: int | None = AuditEntry.objects.aggregate(last=Max("index"))["last"]
    index = 0 if last is None else last + 1
    line = canonical({"at": moment(at), "commitment": commitment(salt, body), "index": index})
    entry = AuditEntry.objects.create(
        index=index, organisation_id=organisation, line=line, leaf_hash=leaf_hash(line.encode())
    )
    AuditPayload.objects.create(entry=entry, organisation_id=organisation, salt=salt, body=body)
    hand_what_is_due(at=at)
    return index


def commitment(salt: bytes, body: str) -> str:
    """Return what a line says of its payload: nothing to whoever lacks the salt."""
    return sha256(salt + body.encode()).hexdigest()


def _described(actor: Actor) -> dict[str, object]:
    return {
        "membership": actor.membership,
        "name": actor.name,
        "person": actor.person,
        "role": str(actor.role),
        "with_token": actor.only is not None,
    }
