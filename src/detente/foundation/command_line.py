"""Who is at the command line. Whoever can run it already holds the database."""

from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings

from detente.foundation.access import Actor, actor_named
from detente.foundation.errors import Invalid


class NobodyNamed(Invalid):
    """The command acts for a person and none was named."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """What was said before the command: for whom it acts."""

    person: str | None
    organisation: str | None


def acting(context: click.Context) -> Actor:
    """Return who the command acts for: --person, DETENTE_PERSON, or the one that the installation keeps."""
    said: Invocation = context.find_object(Invocation) or Invocation(None, None)
    person = said.person or kept_person()
    if person is None:
        raise NobodyNamed(
            "Say for whom: `detente --person EMAIL ...`, set DETENTE_PERSON, or write the address into "
            f"{person_file()}."
        )
    return actor_named(person, organisation=said.organisation)


def person_file() -> Path:
    """Return the file that keeps whom commands act for when nobody is named."""
    return Path(settings.HOME) / "person"


def kept_person() -> str | None:
    """Return the address that the installation keeps, if any."""
    file = person_file()
    return file.read_text(encoding="utf-8").strip() or None if file.is_file() else None
