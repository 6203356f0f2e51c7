"""What a parser yields: records with the place they were found at, and rows it had to reject or passes over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

from detente.formats.records import Record

UNDATED = datetime(1, 1, 1, tzinfo=UTC)
"""The source states no date; the importer puts the day the file was written, and says so."""


class Assurance(IntEnum):
    """Who checked a fact (not: who wrote it down). A higher level rests on a more independent check."""

    SELF_ATTESTED = 1
    TOOL_MEASURED = 2
    THIRD_PARTY_ASSESSED = 3
    REGULATOR_LISTED = 4
    JOINTLY_MEASURED = 5

    @property
    def words(self) -> str:
        """The level as people read it: "self-attested"."""
        return WORDS[self]


WORDS = {
    Assurance.SELF_ATTESTED: "self-attested",
    Assurance.TOOL_MEASURED: "tool-measured",
    Assurance.THIRD_PARTY_ASSESSED: "third-party assessed",
    Assurance.REGULATOR_LISTED: "regulator-listed",
    Assurance.JOINTLY_MEASURED: "jointly measured",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One dated fact and the place in the file that says it."""

    record: Record
    vendor: str | None
    """The vendor as the source writes it; None when the source names none (then `--vendor` does)."""
    key: str
    """What makes it the same thing in the next edition of the file: a CVE, a ticket number."""
    valid_from: datetime
    """When it began to be true, in UTC; a bare date is its midnight."""
    locator: str
    """Where the file says it: `line 12`, `sheet Answers, row 7`, `/vulnerabilities/3` (RFC 6901)."""
    valid_to: datetime | None = None
    """When it ceases to be true (half open), or None when the source gives no end."""
    assurance: Assurance | None = None
    """The level, where it differs from that of the format."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that cannot be used: where it is, why, and what to do."""

    locator: str
    reason: str
    excerpt: str = ""
    """The row as it was written, cut to 500 characters, for whoever mends it."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """One row that states nothing of its own: it is counted, so that whoever brought the file knows."""

    why: str
    """Which rows these are: "are headings", after "Rows that"."""


HEADING = PassedOver("are headings, or hold nothing to import")

Finding = Found | Rejected | PassedOver
Findings = Iterator[Finding]
