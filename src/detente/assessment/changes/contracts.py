"""What other rooms, and the doors, may see of what changed and of what comes up."""

from dataclasses import dataclass
from datetime import date

from detente.foundation.errors import Invalid
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission

SEE_COMING_UP = Permission("see what comes up", CUSTOMER_SIDE | VENDOR_SIDE)


class NotBeforeToday(Invalid):
    """The day to look back to is not past."""


class UnfitThreshold(Invalid):
    """How far a dimension has to move is no number of points."""


class TooFar(Invalid):
    """The days to look ahead are too few, or too many."""


@dataclass(frozen=True, slots=True)
class Opens:
    """Where the facts behind a sentence are shown."""

    kind: str
    """change, must-have, criterion, scorecard, document, line, dispute, publication, relationship or method."""
    number: int = 0
    """Of the vendor, the document, the dispute, the publication or the relationship."""
    part: str = ""
    """The dimension, the must-have, the criterion, or the position in the document."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: a sentence that begins with whom it is about."""

    kind: str
    """must-have, dispute, dimension, retraction, publication, terms, mark, sources, method or evidence."""
    on: date
    vendor: OrganisationId | None
    name: str
    """Whom it is about; empty where it is all vendors."""
    words: str
    """The rest of the sentence."""
    before: str
    after: str
    opens: Opens


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a day, the latest first."""

    since: date
    """Compared with is the end of this day."""
    last_visit: date | None
    """The day on which the person looked last, before today; None if never."""
    seen_today: bool
    changes: tuple[Change, ...]
    vendors: int
    """Vendors that something happened to since."""
    page: int
    last_page: int


@dataclass(frozen=True, slots=True)
class ComingUp:
    """Something with a day that is near, or that has waited since one."""

    kind: str
    """notice, renewal, end, certificate, dispute or preview."""
    on: date
    days: int
    """Until then; below 0 it has waited so long."""
    name: str
    """Whom it is with."""
    words: str
    opens: Opens


@dataclass(frozen=True, slots=True)
class Seen:
    """When somebody looked last, before today."""

    last_visit: date | None
