"""What the steps of the setting share: who can act by now, and which relationship is whose."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import SecretStr

from detente.evidence.relationships.contracts import RelationshipId
from detente.foundation.access import Actor
from detente.foundation.contracts import IssuedInvitation
from detente.foundation.secret import new_password
from detente.foundation.services.accept_invitation import accept_invitation
from detente.site.commands.demo.cast import Somebody


@dataclass
class Stage:
    """Who is on it so far."""

    actors: dict[str, Actor] = field(default_factory=dict)
    """By address."""
    passwords: dict[str, str] = field(default_factory=dict)
    """By address; kept nowhere else."""
    invitations: dict[str, IssuedInvitation] = field(default_factory=dict)
    """By address."""
    relationships: dict[str, RelationshipId] = field(default_factory=dict)
    """The bank's, by the vendor's name."""

    def actor(self, who: Somebody) -> Actor:
        """Return somebody as an actor."""
        return self.actors[who.email]

    def password_for(self, who: Somebody) -> SecretStr:
        """Make the first password of somebody."""
        self.passwords[who.email] = new_password()
        return SecretStr(self.passwords[who.email])

    def join(self, who: Somebody, at: datetime) -> None:
        """Let somebody take up their invitation."""
        secret = self.invitations[who.email].link.rpartition("/")[2]
        self.actors[who.email] = accept_invitation(
            secret=secret, name=who.name, password=self.password_for(who), at=at
        )


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody did."""

    at: datetime
    do: Callable[[Stage, datetime], object]
