"""Ask for the audit log to be verified."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.audit_log.contracts import READ_AUDIT_LOG
from detente.foundation.jobs.contracts import JobId
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.services.verify_audit_log import VERIFY
from detente.foundation.use_case import use_case


@use_case("audit.start_verification", permission=READ_AUDIT_LOG, path="audit/verifications")
def start_verification(*, actor: Actor, at: datetime) -> JobId:
    """Have the audit log verified: a worker checks every entry, checkpoint and copy, and keeps what it found.

    Parameters
    ----------
    actor : Actor
        Who asks.
    at : datetime
        Now.
    """
    return enqueue(VERIFY, actor=actor, at=at, inputs={})
