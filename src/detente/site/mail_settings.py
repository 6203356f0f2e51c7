"""How e-mail is sent, read from the environment."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class WrongMailSettings(ValueError):
    """What the environment says of e-mail cannot be understood, or is not all that is needed."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """A mail server, in Django's words; `sender` is empty where no e-mail is sent."""

    sender: str = ""
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail_settings(url: str, *, sender: str, public_url: str) -> MailSettings:
    """Return the mail server that DETENTE_EMAIL_URL names; without it, no e-mail is sent.

    >>> mail_settings("smtps://me:a%40b@mail.example:465", sender="d@x.example", public_url="https://x").password
    'a@b'
    >>> mail_settings("", sender="", public_url="").sender
    ''
    """
    if not url:
        return MailSettings()
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise WrongMailSettings(
            "DETENTE_EMAIL_URL must be smtp://, smtp+starttls:// or smtps://, then user:password@host:port"
        )
    if "@" not in sender or not public_url.startswith(("http://", "https://")):
        raise WrongMailSettings(
            "E-mail needs DETENTE_EMAIL_FROM, the address that it comes from, and DETENTE_URL, under which people "
            "reach this installation, such as https://detente.example: e-mail links to pages."
        )
    return MailSettings(
        sender=sender,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
    )
