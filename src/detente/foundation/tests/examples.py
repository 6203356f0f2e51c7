"""Worked examples of what the foundation does."""

from datetime import timedelta

from detente.foundation.access import digest
from detente.foundation.models import ApiToken, Invitation, Job, Membership
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, LONG_AGO, NOON, PEOPLE

INVITATION, TOKEN, JOB = 40001, 50001, 60001
INVITED = "newcomer@example.org"
INVITATION_SECRET = "the-secret-of-an-invitation"


def world() -> None:
    its_ciso = Membership.objects.get(person=PEOPLE["the_ciso"].number)
    with acting_for_the_installation(because="an example is laid out"):
        Job.objects.create(
            id=JOB,
            organisation_id=BANK,
            membership=its_ciso,
            operation="imports.import_files",
            title="Import of two files",
            inputs={"files": 2},
            asked_at=NOON,
        )
        Invitation.objects.create(
            id=INVITATION,
            organisation_id=BANK,
            email=INVITED,
            role="analyst",
            digest=digest(INVITATION_SECRET),
            invited_by_id=PEOPLE["the_ciso"].number,
            invited_at=NOON - timedelta(days=1),
            expires_at=NOON + timedelta(days=13),
        )
        ApiToken.objects.create(
            id=TOKEN,
            membership=its_ciso,
            name="the nightly export",
            digest=digest("the-secret-of-a-token"),
            permissions=["see the organisation's people"],
            issued_at=LONG_AGO,
            expires_at=NOON + timedelta(days=1),
        )


EXAMPLES = {
    "audit.list_checkpoints": Example({"limit": 3}, by="the_auditor"),
    "audit.list_entries": Example(by="the_auditor"),
    "audit.start_verification": Example(by="the_auditor"),
    "jobs.cancel_job": Example({"job": JOB}),
    "jobs.list_jobs": Example({"state": "queued"}),
    "jobs.show_job": Example({"job": JOB}),
    "people.list_people": Example({"limit": 2}),
    "people.show_person": Example({"person": PEOPLE["the_analyst"].number}, by="the_auditor"),
    "people.show_myself": Example(by="the_vendor"),
    "people.invite_person": Example({"email": "Second@example.org", "role": "analyst"}),
    "people.list_invitations": Example(),
    "people.withdraw_invitation": Example({"invitation": INVITATION}),
    "people.change_role": Example({"person": PEOPLE["the_analyst"].number, "role": "director"}),
    "people.end_membership": Example({"person": PEOPLE["the_analyst"].number}),
    "tokens.list_tokens": Example(),
    "tokens.revoke_token": Example({"token": TOKEN}),
}
