"""Take the organisation's part of the audit log along, with proofs."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.audit_log.contracts import READ_AUDIT_LOG, AuditExport, KeyLost, LogIsDamaged
from detente.foundation.audit_log.exporting import prepared_export
from detente.foundation.operation import Doors
from detente.foundation.use_case import use_case


@use_case(
    "audit.export_entries",
    permission=READ_AUDIT_LOG,
    path="audit/exports",
    raises=(LogIsDamaged, KeyLost),
    doors=Doors.LINES,
)
def export_audit_log(*, actor: Actor, at: datetime) -> AuditExport:
    """Export your organisation's entries with proofs that anybody can check, offline and without us.

    The checkpoint that the proofs lead to is signed now, over everything before this export, and kept
    among the organisation's copies. The lines are read as they are written out, after the transaction.

    Parameters
    ----------
    actor : Actor
        Whose organisation's entries.
    at : datetime
        Now.

    Raises
    ------
    LogIsDamaged
        The log was changed, so that no proof can be made.
    KeyLost
        The key that signs checkpoints is gone.
    """
    return prepared_export(actor=actor, at=at)
