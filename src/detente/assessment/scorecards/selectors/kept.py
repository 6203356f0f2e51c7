"""Scorecards that were kept, and whether they compute again to the same bytes."""

from dataclasses import dataclass
from datetime import datetime

from detente.assessment.scorecards.contracts import SEE_SCORECARDS, NoSuchScorecard
from detente.assessment.scorecards.models import KeptScorecard
from detente.assessment.scorecards.selectors.scorecard import score
from detente.assessment.scorecards.to_engine import ENGINE, canonical, inputs_hash
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor
from detente.evidence.relationships.selectors import access_vendor, relationship_with
from detente.foundation.access import Actor
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class Kept:
    """A scorecard that was kept, and what it was computed from."""

    id: int
    vendor: str
    method: str
    method_sha256: str
    engine: str
    as_of: datetime
    known_on: datetime
    inputs_hash: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class KeptWhole:
    """A kept scorecard with the bytes that it computes again to."""

    kept: Kept
    body: str


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Whether a kept scorecard computes again to the same bytes, and if not, which of its parts differ."""

    id: int
    same: bool
    differs: tuple[str, ...]


@query(
    "scorecards.list_kept",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/kept-scorecards",
    raises=(NoSuchVendor, AmbiguousVendor),
)
def list_kept(*, actor: Actor, vendor: str) -> list[Kept]:
    """List the scorecards of a vendor that were kept, the latest first.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    """
    of = relationship_with(vendor)
    rows = KeptScorecard.objects.filter(relationship=of).order_by("-kept_at", "-pk")
    return [kept_of(row, of.vendor.name) for row in rows]


@query(
    "scorecards.show_kept",
    permission=SEE_SCORECARDS,
    path="kept-scorecards/{number}",
    raises=(NoSuchScorecard,),
)
def show_kept(*, actor: Actor, number: int) -> KeptWhole:
    """Show a kept scorecard whole: the engine's result as it was stored.

    Parameters
    ----------
    number : int
        The number of the kept scorecard.
    """
    row = _access_kept(number)
    return KeptWhole(kept_of(row, row.relationship.vendor.name), row.body)


@query(
    "scorecards.recompute",
    permission=SEE_SCORECARDS,
    path="kept-scorecards/{number}/recomputed",
    raises=(NoSuchScorecard,),
)
def recompute(*, actor: Actor, number: int) -> Recomputed:
    """Compute a kept scorecard again from the ledger, and say whether it is the same to the last byte.

    Parameters
    ----------
    number : int
        The number of the kept scorecard.
    """
    row = _access_kept(number)
    about = access_vendor(str(row.vendor_id), as_of=row.as_of, known_on=row.known_on)
    file, scored = score(about, row.as_of, row.known_on)
    parts = {
        "method": file.sha256 == row.method_sha256,
        "engine": row.engine == ENGINE,
        "evidence": inputs_hash(scored.body) == row.inputs_hash,
        "result": canonical(scored).decode() == row.body,
    }
    return Recomputed(row.pk, parts["result"], tuple(name for name, same in parts.items() if not same))


def _access_kept(number: int) -> KeptScorecard:
    rows = KeptScorecard.objects.filter(pk=number).select_related("relationship__vendor")
    row: KeptScorecard | None = rows.first()
    if row is None:
        raise NoSuchScorecard(f"There is no kept scorecard {number}.")
    return row


def kept_of(row: KeptScorecard, vendor: str) -> Kept:
    """Return what others may see of a kept scorecard."""
    return Kept(
        id=row.pk,
        vendor=vendor,
        method=row.method,
        method_sha256=row.method_sha256,
        engine=row.engine,
        as_of=row.as_of,
        known_on=row.known_on,
        inputs_hash=row.inputs_hash,
        kept_at=row.kept_at,
    )
