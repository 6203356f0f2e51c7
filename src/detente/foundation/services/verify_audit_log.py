"""Long use case: verify the whole audit log, for one organisation of the installation."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.audit_log.contracts import READ_AUDIT_LOG, Verdict
from detente.foundation.audit_log.verifying import verify_log
from detente.foundation.jobs.progress import Progress
from detente.foundation.jobs.registry import job
from detente.foundation.models import AuditEntry

VERIFY = "audit.verify_log"


@job(VERIFY, title="Verification of the audit log", permission=READ_AUDIT_LOG)
def verify_audit_log(*, actor: Actor, at: datetime, progress: Progress) -> Verdict:
    """Verify every entry, checkpoint and copy; it reads everything and changes nothing.

    Parameters
    ----------
    actor : Actor
        Whose entries are told of in detail.
    at : datetime
        Now.
    progress : Progress
        Told of each entry.
    """
    progress.expect(AuditEntry.objects.count(), "entries")
    found = verify_log(step=progress.step)
    wrong = [one.entry for one in found.faults if one.exact and one.entry is not None]
    rows = AuditEntry.objects.filter(organisation_id=actor.organisation, index__in=wrong)
    own = set(rows.values_list("index", flat=True))
    faults = tuple(one for one in found.faults if one.exact and one.entry in own)
    return Verdict(
        verified_at=at,
        ok=found.ok,
        entries=found.entries,
        checkpoints=found.checkpoints,
        unsigned=found.unsigned,
        root=found.root,
        faults=faults,
        faults_elsewhere=found.faults_found - len(faults),
    )
