"""Send the e-mail that waits: a chore of the worker, since e-mail is sent after what it tells of was committed.

Each sending is a row. It is marked as being sent before the mail server hears of it; from there on it is sent once at
most. A server that cannot be reached, or says no for now, is asked again later; when it fell silent in the midst,
nobody knows whether the e-mail went out, and it is not sent again.
"""

import logging
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from detente.foundation.access import digest
from detente.foundation.models import Invitation, Mailing, Membership, Notice, NoticeMark
from detente.foundation.models.notice import MailState
from detente.foundation.notices.composing import invitation_mail, notices_mail
from detente.foundation.notices.notify import mail_is_sent
from detente.foundation.secret import new_invitation
from detente.foundation.tenancy import acting_for_the_installation

AT_ONCE = 100  # sendings a round: other chores and jobs wait meanwhile
MOST_ENTRIES = 50
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=2)  # doubled each time: eight attempts take four hours
FOR_GOOD = 500  # a mail server's answers from here on are final
BECAUSE = "the worker sends everybody's e-mail"

log = logging.getLogger(__name__)


def send_waiting_mail(at: datetime) -> int:
    """Send what waits, and return how many e-mails went out; nothing where no mail server is set."""
    if not mail_is_sent():
        return 0
    sent = 0
    for _ in range(AT_ONCE):
        row = _claim(at)
        if row is None:
            break
        sent += _send(row, at)
    return sent


def _claim(at: datetime) -> Mailing | None:
    """Take the next sending for this worker alone."""
    with acting_for_the_installation(because=BECAUSE):
        waiting = Mailing.objects.filter(state=MailState.WAITING, next_at__lte=at).order_by("next_at", "pk")
        row: Mailing | None = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if row is not None:
            row.state, row.attempts = MailState.SENDING, row.attempts + 1
            row.save(update_fields=["state", "attempts"])
    return row


def _send(row: Mailing, at: datetime) -> bool:
    with acting_for_the_installation(because=BECAUSE):
        mail = _invitation(row, at) if row.invitation_id else _notices(row)
    if mail is None:
        _end(row, MailState.NEEDLESS, at)
        return False
    try:
        connection = get_connection()
        connection.open()
    except OSError as error:  # smtplib's own are among them: nothing was sent
        log.warning("the mail server does not answer: %s", error)
        _again(row, str(error), at)
        return False
    try:
        connection.send_messages([mail])
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        _refused(row, min(codes, default=FOR_GOOD), "the address was refused", at)
    except SMTPResponseException as error:
        _refused(row, error.smtp_code, f"the mail server answered {error.smtp_code}", at)
    except OSError as error:  # a silence in the midst of sending: it may have gone out
        log.warning("mail %s: %s", row.pk, error)
        _end(row, MailState.FAILED, at, failure="The mail server fell silent: it may have been sent.")
    else:
        _end(row, MailState.SENT, at)
        return True
    finally:
        connection.close()
    return False


def _refused(row: Mailing, code: int, why: str, at: datetime) -> None:
    if code >= FOR_GOOD:
        _end(row, MailState.FAILED, at, failure=why)
    else:
        _again(row, why, at)


def _again(row: Mailing, why: str, at: datetime) -> None:
    """Put a sending back that certainly did not go out, or give it up."""
    if row.attempts >= MOST_ATTEMPTS:
        _end(row, MailState.FAILED, at, failure=why)
        return
    wait = FIRST_WAIT * 2 ** (row.attempts - 1)
    _write(row, state=MailState.WAITING, next_at=at + wait, failure=why[:300])


def _end(row: Mailing, state: MailState, at: datetime, failure: str = "") -> None:
    _write(row, state=state, ended_at=at, failure=failure[:300])


def _write(row: Mailing, **fields: object) -> None:
    with acting_for_the_installation(because=BECAUSE), transaction.atomic():
        Mailing.objects.filter(pk=row.pk, state=MailState.SENDING).update(**fields)


def _notices(row: Mailing) -> EmailMultiAlternatives | None:
    """Return the e-mail with what is still unread; None where nothing is, or its reader has left."""
    reader = (
        Membership.objects.select_related("person")
        .filter(
            person_id=row.person_id or 0,
            organisation_id=row.customer_id or row.vendor_id or 0,
            ended_at=None,
            person__is_active=True,
        )
        .first()
    )
    marks = NoticeMark.objects.filter(mailing=row, read_at=None)
    unread = list(Notice.objects.filter(mark__in=marks).order_by("-at", "-pk")[: MOST_ENTRIES + 1])
    if reader is None or not unread:
        return None
    left_out = marks.count() - MOST_ENTRIES if len(unread) > MOST_ENTRIES else 0
    shown = unread[:MOST_ENTRIES][::-1]
    return notices_mail(row, shown, to=reader.person.email, left_out=left_out)


def _invitation(row: Mailing, at: datetime) -> EmailMultiAlternatives | None:
    """Return the e-mail that invites, with a link of its own: its secret is made now and kept nowhere."""
    of = (
        Invitation.objects.select_related("organisation", "invited_by")
        .filter(pk=row.invitation_id or 0, accepted_at=None, withdrawn_at=None, expires_at__gt=at)
        .first()
    )
    if of is None:
        return None
    secret = new_invitation()
    Invitation.objects.filter(pk=of.pk).update(mailed_digest=digest(secret))
    return invitation_mail(
        row,
        to=of.email,
        host=of.invited_by.name,
        organisation=of.organisation.name,
        link=f"/invitations/{secret}",
        until=f"{of.expires_at.astimezone(UTC):%-d %B %Y, %H:%M} UTC",
    )
