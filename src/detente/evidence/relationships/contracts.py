"""What other rooms, and the doors, may see of a relationship."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from detente.foundation.errors import Conflict, Invalid, NotFound
from detente.foundation.honest_names import what_misleads
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission, Role, Side

RelationshipId = NewType("RelationshipId", int)

SEE_RELATIONSHIPS = Permission("see relationships", CUSTOMER_SIDE | VENDOR_SIDE)
MANAGE_RELATIONSHIPS = Permission("manage relationships", frozenset({Role.CISO, Role.ANALYST}))
SIGN_OUTCOMES = Permission("sign outcome statements", frozenset({Role.CISO, Role.VENDOR_LEAD}))
ACCEPT_CODE = Permission("accept the code of conduct", frozenset({Role.VENDOR_LEAD}))
KEEP_NOTES = Permission(
    "keep private notes", frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR})
)

MOST_NOTICE_HOURS = 8_760


class Stage(StrEnum):
    """How far a partnership has come."""

    TRANSACTIONAL = "transactional"
    PROVEN = "proven"
    TRUSTED = "trusted"
    STRATEGIC = "strategic"


class Match(StrEnum):
    """How a written name came to mean a vendor."""

    RULE = "rule"
    HAND = "hand"


class Term(StrEnum):
    """What can change from a day on."""

    TIER = "tier"
    NOTICE_HOURS = "hours of notice"
    SUMMARY = "what it supplies"
    PRODUCTS = "products in use"
    END = "end"


class NoSuchVendor(NotFound):
    """There is no vendor of that name or number with whom you have a relationship."""


class NoSuchCustomer(NotFound):
    """There is no customer of that name or number with whom you have a relationship."""


class AmbiguousCustomer(Invalid):
    """The name fits several customers."""


class NoSuchRelationship(NotFound):
    """There is no such relationship, or you are no party to it."""


class NoSuchService(NotFound):
    """There is no such service, or you are no party to its relationship."""


class NoSuchContract(NotFound):
    """There is no such contract, or you are no party to its relationship."""


class NothingChanges(Invalid):
    """A change was asked for that changes nothing."""


class AmbiguousVendor(Invalid):
    """The name fits several vendors."""


class VendorExists(Conflict):
    """There is a relationship with a vendor of that name, or of one that means the same."""


class UnfitName(Invalid):
    """A name or a text is empty, or too long, or a name could be taken for another."""


class UnfitTier(Invalid):
    """A tier is 1 (critical functions depend on it), 2 (important) or 3 (standard)."""


class UnfitNotice(Invalid):
    """The hours of notice after a breach are no hours that can be agreed."""


class UnfitDates(Invalid):
    """Dates contradict each other."""


class StageNotReached(Invalid):
    """The entry criteria of a stage are not met."""


class AlreadySigned(Conflict):
    """Your side signed this version before."""


class NoOutcomeYet(NotFound):
    """Nobody has proposed an outcome statement yet."""


class StatementChanged(Conflict):
    """Another version of the statement was proposed meanwhile: read it first."""


class CodeNotAccepted(Conflict):
    """The vendor has not accepted the code of conduct."""


class NoSuchName(NotFound):
    """Nobody has matched a written name, or took it back before."""


class NameIsTaken(Conflict):
    """A written name means another vendor already."""


def fit_words(words: str, *, what: str, longest: int, may_be_empty: bool = False) -> str:
    """Return words without the blanks around them, or raise UnfitName if there are none, or too many."""
    plain = words.strip()
    if len(plain) > longest or not (plain or may_be_empty):
        raise UnfitName(f"{what} has {len(plain)} characters: give {0 if may_be_empty else 1} to {longest}.")
    return plain


def fit_name(name: str, *, what: str, longest: int) -> str:
    """Return a name with single blanks, or raise UnfitName if it is none, or could be taken for another."""
    plain = fit_words(" ".join(name.split()), what=what, longest=longest)
    if misleads := what_misleads(plain):
        raise UnfitName(f"{what} cannot be {plain!a}: {misleads}.")
    return plain


def fit_tier(tier: int) -> int:
    """Return a tier, or raise UnfitTier if there is none such."""
    if tier not in (1, 2, 3):
        raise UnfitTier(f"There is no tier {tier}: give 1, 2 or 3.")
    return tier


def fit_notice(hours: int) -> int:
    """Return hours of notice, or raise UnfitNotice if they cannot be agreed."""
    if not 0 < hours <= MOST_NOTICE_HOURS:
        raise UnfitNotice(f"Notice within {hours} hours cannot be agreed: give 1 to {MOST_NOTICE_HOURS}.")
    return hours


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor as the customer's side names it, with the relationship to it: on a day, as known on a day."""

    vendor: OrganisationId
    name: str
    relationship: RelationshipId
    customer: OrganisationId
    tier: int
    """What evidence is planned by; before the relationship was on record, the tier that it began with."""
    stage: Stage
    service: str
    """What it supplies, in a few words."""
    products: tuple[str, ...]
    notice_hours: int | None
    renews_on: date | None
    on_record: bool = True
    """Whether the relationship was on record by then."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the vendor's side names it, with the relationship to it."""

    customer: OrganisationId
    name: str
    relationship: RelationshipId


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, for which side, and when."""

    side: Side
    person: str
    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome statement, and who signed it."""

    version: int
    text: str
    proposed_by: str
    proposed_at: datetime
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """Something that the vendor supplies."""

    id: int
    name: str
    description: str
    critical_function: str
    products: tuple[str, ...]
    since: date
    ended_on: date | None
    """The first day on which it is no longer supplied, None if it is not said to end."""
    added_at: datetime
    added_by: str
    """Empty if it is known from the audit log alone."""


@dataclass(frozen=True, slots=True)
class ContractShown:
    """A contract, with the dates that must not be missed."""

    id: int
    title: str
    starts_on: date
    ends_on: date | None
    renews_on: date | None
    notice_days: int | None
    notice_by: date | None
    """The last day on which notice can be given: `renews_on` less `notice_days`."""
    added_at: datetime
    added_by: str
    """Empty if it is known from the audit log alone."""


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A term that changed from a day on."""

    term: Term
    about: str
    """The service or the contract; empty for the relationship itself."""
    to: str
    """What holds from then on, in words."""
    valid_from: date
    recorded_at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContactShown:
    """Somebody to speak to."""

    id: int
    side: Side
    name: str
    email: str
    position: str


@dataclass(frozen=True, slots=True)
class StageShown:
    """A step of the partnership."""

    stage: Stage
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A private note of your own side."""

    id: int
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RelationshipBrief:
    """A relationship in a list."""

    id: RelationshipId
    customer: str
    vendor: str
    tier: int
    stage: Stage
    since: date


@dataclass(frozen=True, slots=True)
class RelationshipShown:
    """The room that both sides enter, on a day, as known on a day: the same facts for either."""

    id: RelationshipId
    customer: str
    vendor: str
    vendor_id: OrganisationId
    tier: int | None
    """None before the relationship was on record."""
    stage: Stage
    since: date
    summary: str
    notice_hours: int | None
    code_accepted: str | None
    """The version of the code of conduct that the vendor accepted, None if it has not."""
    outcome: Outcome | None
    services: tuple[ServiceShown, ...]
    contracts: tuple[ContractShown, ...]
    contacts: tuple[ContactShown, ...]
    stages: tuple[StageShown, ...]
    changes: tuple[ChangeShown, ...]

    def stage_on(self, moment: datetime) -> tuple[Stage, datetime | None]:
        """Return the stage that the partnership was at, and since when; the first before any was written down."""
        taken = [one for one in self.stages if one.at <= moment]
        latest = max(taken, key=lambda one: one.at, default=None)
        return (latest.stage, latest.at) if latest else (Stage.TRANSACTIONAL, None)


@dataclass(frozen=True, slots=True)
class NameShown:
    """A name that files write, and the vendor that it means."""

    written: str
    vendor: str
    match: Match
    decided_by: str
    decided_at: datetime
    moved: int
    """Facts that waited under this name and count for the vendor from now on; when undone, that wait again."""
