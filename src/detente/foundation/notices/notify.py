"""Tell people that something happened: part of the use case by which it does."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from detente.foundation.access import Actor
from detente.foundation.identifiers import PersonId
from detente.foundation.models import Mailing, Membership, Notice, NoticeMark
from detente.foundation.notices.contracts import ByMail, NoticeKind
from detente.foundation.notices.wanted import settings_of, told_as
from detente.foundation.roles import Role, Side
from detente.foundation.tenancy import Visibility, acting_for_the_installation

LONGEST = 300


def notify(
    kind: NoticeKind,
    *,
    at: datetime,
    to: Collection[int],
    text: str,
    page: tuple[str, *tuple[object, ...]],
    by: Actor | None = None,
    only: PersonId | None = None,
    relationship: int | None = None,
    once: str = "",
) -> int:
    """Tell whoever of some organisations is to know, and return how many were told; whoever did it knows already.

    It belongs into the transaction of what happened: both are kept, or neither.

    Parameters
    ----------
    kind : NoticeKind
        What kind of thing happened; its roles say who is told.
    at : datetime
        When.
    to : collection of numbers of organisations
        Who is party to it. All of them get the same words: say nothing that is one side's alone.
    text : str
        What happened, in one plain sentence; cut after 300 characters.
    page : name, arguments
        Where it is shown, such as ("dispute", 17).
    by : Actor, optional
        Who did it; they are not told, unless `only` names them.
    only : PersonId, optional
        Tell this person alone.
    relationship : int, optional
        The number of the relationship that it is about.
    once : str, optional
        What it is about, where it may be noticed again and again, as by a chore: nobody is told twice.
    """
    words = " ".join(text.split())
    said = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    name, *arguments = page
    address = reverse(str(name), args=arguments)
    with acting_for_the_installation(because="the other side is told, too"):
        members = Membership.objects.filter(
            organisation_id__in=to,
            ended_at=None,
            person__is_active=True,
            role__in=[one.value for one in kind.roles],
        )
        if only is not None:
            members = members.filter(person_id=only)
        elif by is not None:
            members = members.exclude(person_id=by.person)
        told = _not_told_yet(members, kind, once)
        wishes = settings_of(one.person_id for one in told)
        notices, marks, mails = [], [], []
        for one in told:
            wish = told_as(wishes.get(one.person_id), kind.name)
            if not wish.in_app and wish.by_mail is ByMail.NONE:
                continue
            party = party_of(one.organisation_id, Role(one.role))
            notice = Notice(
                **party,
                person_id=one.person_id,
                kind=kind.name,
                text=said,
                address=address,
                relationship=relationship,
                once=once,
                at=at,
            )
            mail = None
            if wish.by_mail is ByMail.AT_ONCE and mail_is_sent():
                mail = Mailing(**party, person_id=one.person_id, asked_at=at, next_at=at)
                mails.append(mail)
            for_digest = wish.by_mail is ByMail.DIGEST
            notices.append(notice)
            marks.append(
                NoticeMark(
                    **party,
                    notice=notice,
                    person_id=one.person_id,
                    shown=wish.in_app,
                    for_digest=for_digest,
                    mailing=mail,
                )
            )
        Notice.objects.bulk_create(notices)
        Mailing.objects.bulk_create(mails)
        NoticeMark.objects.bulk_create(marks)
    return len(notices)


def party_of(organisation: int, role: Role) -> dict[str, object]:
    """Return the parties of a row that is one organisation's alone."""
    if role.side is Side.VENDOR:
        return {"customer_id": None, "vendor_id": organisation, "visibility": Visibility.VENDOR}
    return {"customer_id": organisation, "vendor_id": None, "visibility": Visibility.CUSTOMER}


def mail_is_sent() -> bool:
    """Return whether this installation sends e-mail."""
    return bool(settings.MAIL_FROM)


def _not_told_yet(members: Iterable[Membership], kind: NoticeKind, once: str) -> list[Membership]:
    """Return one membership a person, of those who were not told before."""
    by_person = {one.person_id: one for one in members}
    if once:
        before = Notice.objects.filter(kind=kind.name, once=once, person_id__in=by_person)
        for person in before.values_list("person_id", flat=True):
            del by_person[person]
    return [by_person[one] for one in sorted(by_person)]
