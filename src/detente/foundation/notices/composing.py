"""What an e-mail says: plain text and the same as simple HTML; nothing in it is fetched from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from detente.foundation.models import Mailing, Notice
from detente.foundation.notices.kinds import label_of
from detente.foundation.notices.unsubscribing import absolute, domain, link_that_stops


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an e-mail tells, and where it is shown."""

    text: str
    link: str


def notices_mail(
    mailing: Mailing, notices: Sequence[Notice], *, to: str, left_out: int
) -> EmailMultiAlternatives:
    """Return the e-mail with some notices: the daily one, or one that is sent at once.

    Parameters
    ----------
    mailing : Mailing
        The sending.
    notices : sequence of Notice
        What it tells, the earliest first.
    to : str
        The address.
    left_out : int
        How many more there are than it has room for.
    """
    daily = mailing.digest_on is not None
    kind = None if daily else notices[0].kind
    subject = "What happened in Détente" if daily else f"Détente: {label_of(str(kind))}"
    entries = [Entry(one.text, absolute(one.address)) for one in notices]
    if left_out:
        entries.append(Entry(f"And {left_out} more.", absolute(reverse("notices"))))
    organisation = mailing.customer_id or mailing.vendor_id
    stop = link_that_stops(person=mailing.person_id or 0, organisation=organisation or 0, kind=kind)
    foot = [
        Entry("Choose what you are told, and how", absolute(reverse("notice_settings"))),
        Entry("Stop this daily e-mail" if daily else "Stop e-mail of this kind", stop),
    ]
    mail = _mail(mailing, to=to, subject=subject, entries=entries, foot=foot)
    mail.extra_headers |= {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mail


def invitation_mail(
    mailing: Mailing, *, to: str, host: str, organisation: str, link: str, until: str
) -> EmailMultiAlternatives:
    """Return the e-mail that invites somebody."""
    said = f"{host} invites you to join {organisation} in Détente. The link works once, until {until}."
    return _mail(
        mailing, to=to, subject="An invitation to Détente", entries=[Entry(said, absolute(link))], foot=[]
    )


def _mail(
    mailing: Mailing, *, to: str, subject: str, entries: Sequence[Entry], foot: Sequence[Entry]
) -> EmailMultiAlternatives:
    lines = [f"{one.text}\n{one.link}\n" for one in entries]
    ends = [f"{one.text}: {one.link}" for one in foot]
    mail = EmailMultiAlternatives(
        subject=subject,
        body="\n".join([*lines, *(["--", *ends] if ends else [])]),
        from_email=settings.MAIL_FROM,
        to=[to],
        headers={
            "Message-ID": f"<{mailing.pk}@{domain()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(
        format_html("<ul>{}</ul>{}", _list(entries), format_html("<p>{}</p>", _links(foot))), "text/html"
    )
    return mail


def _list(entries: Sequence[Entry]) -> SafeString:
    return format_html_join(
        "", '<li>{} <a href="{}">Open</a></li>', ((one.text, one.link) for one in entries)
    )


def _links(entries: Sequence[Entry]) -> SafeString:
    return format_html_join(" · ", '<a href="{}">{}</a>', ((one.link, one.text) for one in entries))
