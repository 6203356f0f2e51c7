"""The signed link that stops e-mail without signing in (RFC 8058): whose, for which organisation, of which kind."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from detente.foundation.errors import NotFound
from detente.foundation.models import Membership

SALT = "detente.notices.unsubscribe"


class NoSuchLink(NotFound):
    """The link is none of ours, or was not copied whole."""


@dataclass(frozen=True, slots=True)
class Stopping:
    """Which e-mail a link stops; `kind` None: the daily one. `membership` is None for somebody who has left."""

    membership: int | None
    kind: str | None


def link_that_stops(*, person: int, organisation: int, kind: str | None) -> str:
    """Return the address, with this installation's name before it."""
    token = Signer(salt=SALT).sign_object([person, organisation, kind])
    return absolute(reverse("stop_mail", args=[token]))


def what_it_stops(token: str) -> Stopping:
    """Return what a link stops, or raise NoSuchLink."""
    try:
        person, organisation, kind = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        raise NoSuchLink(
            "This link is not whole: copy it whole from the e-mail, or sign in and change how you are told."
        ) from None
    row = Membership.objects.filter(person_id=person, organisation_id=organisation, ended_at=None).first()
    return Stopping(row.pk if row else None, kind)


def absolute(address: str) -> str:
    """Return an address of ours as it is written in an e-mail."""
    return settings.PUBLIC_URL.rstrip("/") + address


def domain() -> str:
    """Return the name of this installation, for the numbers of its e-mails."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"
