"""Worked examples of what the foundation does."""

from datetime import timedelta

from detente.foundation.access import digest
from detente.foundation.models import ApiToken, Invitation, Job, Membership, Notice, NoticeMark
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, LONG_AGO, NOON, PEOPLE

INVITATION, TOKEN, JOB, NOTICE = 40001, 50001, 60001, 70001
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
        own = {"customer_id": BANK, "visibility": Visibility.CUSTOMER, "person_id": PEOPLE["the_ciso"].number}
        notice = Notice.objects.create(
            **own,
            id=NOTICE,
            kind="people.joined",
            text="Tom Ahlberg has joined as analyst.",
            address="/people",
            at=NOON - timedelta(days=1),
        )
        NoticeMark.objects.create(**own, notice=notice, for_digest=True)
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
    "notices.change_settings": Example(
        {
            "kinds": {"people.joined": {"in_app": True, "by_mail": "at once"}},
            "hour": 7,
            "zone": "Europe/Vienna",
            "as_read": "0",
        }
    ),
    "notices.count_unread": Example(),
    "notices.list_notices": Example({"limit": 1}),
    "notices.mark_all_read": Example({"until": "2026-11-24T12:00:00Z"}),
    "notices.mark_read": Example({"notice": NOTICE}),
    "notices.show_settings": Example(by="the_director"),
    "notices.stop_mail": Example({"kind": "people.joined"}),
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
