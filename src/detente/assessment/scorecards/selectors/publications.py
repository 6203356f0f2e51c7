"""Scorecards that their vendors were shown: in preview for ten days, then published."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Q
from pydantic import TypeAdapter

from detente.assessment.scorecards.contracts import (
    LINES,
    Ends,
    LinesAtOnce,
    LinesFrom,
    NoSuchCriterion,
    Scorecard,
    Why,
)
from detente.assessment.scorecards.methods.reading import MethodFile, adopted_method
from detente.assessment.scorecards.models import Publication
from detente.assessment.scorecards.selectors.scorecard import why_of
from detente.evidence.disputes.contracts import DisputeBrief
from detente.evidence.disputes.selectors import open_disputes
from detente.evidence.relationships.contracts import NoSuchRelationship, RelationshipId
from detente.evidence.relationships.selectors import access_relationship
from detente.foundation.access import Actor
from detente.foundation.errors import Conflict, NotFound
from detente.foundation.identifiers import OrganisationId
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission
from detente.foundation.use_case import query

if TYPE_CHECKING:
    from django.db.models import QuerySet

SEE_PUBLICATIONS = Permission("see published scorecards", CUSTOMER_SIDE | VENDOR_SIDE)


class PublicationState(StrEnum):
    """How far a scorecard has come on its way to both sides."""

    PREVIEW = "in preview"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class NoSuchPublication(NotFound):
    """There is no such publication, or you are no party to it."""


class NotInPreview(Conflict):
    """The scorecard is published, or was withdrawn, already."""


@dataclass(frozen=True, slots=True)
class PublicationBrief:
    """A scorecard in preview or published: whose, when, and what became of it."""

    id: int
    relationship: RelationshipId
    customer: str
    vendor: str
    vendor_id: OrganisationId
    method: str
    as_of: datetime
    known_on: datetime
    previewed_at: datetime
    previewed_by: str
    publishes_at: datetime
    """When it is published, without a word from the vendor; earlier if the vendor agrees."""
    state: PublicationState
    decided_by: str
    """Who of the vendor agreed, or of the customer withdrew it; empty while nobody did."""
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class PublicationShown:
    """A scorecard as both sides see it, what stood there before, and which lines are in dispute now."""

    brief: PublicationBrief
    scorecard: Scorecard
    before: dict[str, Ends]
    """By criterion and dimension: the ends of the publication before, where there is one."""
    before_at: datetime | None
    disputes: tuple[DisputeBrief, ...]


@query(
    "scorecards.list_publications",
    permission=SEE_PUBLICATIONS,
    path="publications",
    raises=(NoSuchRelationship, NoSuchPosition),
)
def list_publications(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId | None = None,
    after: str | None = None,
    limit: PageSize = 50,
) -> Page[PublicationBrief]:
    """List the scorecards in preview and published that your organisation is a party to, the latest first.

    Parameters
    ----------
    relationship : RelationshipId
        Only those of one relationship.
    after : str
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = with_parties(Publication.objects.defer("shown", "method_text"))
    if relationship is not None:
        rows = rows.filter(relationship=access_relationship(relationship))
    return latest_first(
        rows, by="previewed_at", after=after, limit=limit, to_item=lambda row: brief_of(row, at)
    )


@query(
    "scorecards.show_publication",
    permission=SEE_PUBLICATIONS,
    path="publications/{publication}",
    raises=(NoSuchPublication,),
)
def show_publication(*, actor: Actor, at: datetime, publication: int) -> PublicationShown:
    """Show a scorecard in preview or published, as both sides see it.

    Parameters
    ----------
    publication : int
        The number of the publication.
    """
    row = access_publication(publication)
    of = row.relationship
    published = Q(step__kind="agreed") | Q(step=None, publishes_at__lte=at)
    earlier = Publication.objects.filter(published, relationship=of, previewed_at__lt=row.previewed_at)
    before = earlier.order_by("-previewed_at", "-pk").first()
    vendor = OrganisationId(of.vendor_id)
    disputes = open_disputes(customer=OrganisationId(of.customer_id), vendors=[vendor], known_on=at)
    return PublicationShown(
        brief=brief_of(row, at),
        scorecard=card_of(row),
        before=_ends(card_of(before)) if before else {},
        before_at=before.as_of if before else None,
        disputes=disputes.get(vendor, ()),
    )


@query(
    "scorecards.explain_publication",
    permission=SEE_PUBLICATIONS,
    path="publications/{publication}/criteria/{criterion}",
    raises=(NoSuchPublication, NoSuchCriterion),
)
def explain_publication(
    *,
    actor: Actor,
    publication: int,
    criterion: str,
    after: LinesFrom = 0,
    limit: LinesAtOnce = LINES,
) -> Why:
    """Explain one criterion of a published scorecard, down to those lines of the files that you may see.

    Parameters
    ----------
    publication : int
        The number of the publication.
    criterion : str
        The id of the criterion, as in P1.
    after : int
        How many of the lines of evidence to pass over: `next` of the answer before.
    limit : int, 1 to 1,000
        How many lines of evidence to list.
    """
    row = access_publication(publication)
    card = card_of(row)
    shown = next((one for one in card.criteria if one.id == criterion), None)
    if shown is None:
        names = ", ".join(one.id for one in card.criteria)
        raise NoSuchCriterion(f"The method {row.method} has no criterion {criterion!r}; it has {names}.")
    return why_of(method_in(row), card.vendor, shown, row.as_of, row.known_on, after=after, limit=limit)


def access_publication(publication: int) -> Publication:
    """Hand out a publication's row to a party: the only way to get one."""
    row = with_parties(Publication.objects.filter(pk=publication)).first()
    if row is None:
        raise NoSuchPublication(f"There is no publication {publication}.")
    return row


def require_preview(row: Publication, at: datetime) -> None:
    """Raise NotInPreview unless a publication can still be agreed or withdrawn."""
    state = _state(row, at)
    if state is not PublicationState.PREVIEW:
        raise NotInPreview(f"The scorecard is {state} already.")


def brief_of(row: Publication, at: datetime) -> PublicationBrief:
    """Return what both sides see of a publication; `row` comes with its parties."""
    step, of = getattr(row, "step", None), row.relationship
    return PublicationBrief(
        id=row.pk,
        relationship=RelationshipId(of.pk),
        customer=of.customer.name,
        vendor=of.vendor.name,
        vendor_id=OrganisationId(of.vendor_id),
        method=row.method,
        as_of=row.as_of,
        known_on=row.known_on,
        previewed_at=row.previewed_at,
        previewed_by=row.previewed_by.name,
        publishes_at=row.publishes_at,
        state=_state(row, at),
        decided_by=step.by.name if step else "",
        decided_at=step.at if step else None,
        reason=step.reason if step else "",
    )


def card_of(row: Publication) -> Scorecard:
    """Return the scorecard as it was shown."""
    return _scorecards().validate_json(row.shown)


def as_json(card: Scorecard) -> str:
    """Return a scorecard as a publication keeps it."""
    return _scorecards().dump_json(card).decode()


def method_in(row: Publication) -> MethodFile:
    """Return the rules that a publication followed."""
    return adopted_method(row.method_text, row.method)


@lru_cache(maxsize=1)
def _scorecards() -> TypeAdapter[Scorecard]:
    return TypeAdapter(Scorecard)


def _state(row: Publication, at: datetime) -> PublicationState:
    step = getattr(row, "step", None)
    if step is not None:
        return PublicationState.PUBLISHED if step.kind == "agreed" else PublicationState.WITHDRAWN
    return PublicationState.PUBLISHED if row.publishes_at <= at else PublicationState.PREVIEW


def _ends(card: Scorecard) -> dict[str, Ends]:
    found = {one.id: one.ends for one in card.criteria}
    return found | {one.id: one.ends for one in card.dimensions if one.ends is not None}


def with_parties(rows: "QuerySet[Publication]") -> "QuerySet[Publication]":
    """Return the same rows with their parties and what became of them."""
    return rows.select_related("relationship__customer", "relationship__vendor", "previewed_by", "step__by")
