"""Two vendors side by side, as the page shows them: also what was typed wrong, and why they are not compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards.contracts import SEE_SCORECARDS, NotComparable, PortfolioRow
from detente.assessment.scorecards.selectors.comparison import SideBySide, side_by_side
from detente.assessment.scorecards.selectors.portfolio import portfolio_of
from detente.assessment.scorecards.selectors.scorecard import score
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import access_vendor, vendor_names
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.operation import Doors
from detente.foundation.use_case import query

OFFERED = 200
TWO = 2


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What was asked for, what stands side by side, and what can be said of it."""

    asked: tuple[str, str]
    """Names as they are known, or as they were typed where nobody is called so."""
    wrong: tuple[str, str]
    """What is wrong with each; empty where nothing is."""
    rows: tuple[PortfolioRow, ...]
    said: SideBySide | None
    refused: str
    """Why they are not compared; empty where they are, or where fewer than two were found."""
    offered: tuple[str, ...]
    """Names to choose from, the first 200."""


@query(
    "scorecards.comparison_page",
    permission=SEE_SCORECARDS,
    path="pages/vendors/compare",
    raises=(NotOnRecord,),
    doors=Doors.BY_HAND,
)
def comparison_page(
    *,
    actor: Actor,
    at: datetime,
    vendors: Sequence[str],
    as_of: date | None = None,
    known_on: date | None = None,
) -> ComparisonPage:
    """Show two vendors side by side, as far as they can be compared."""
    valid, known = moments(at, as_of, known_on)
    typed = [*(one.strip() for one in vendors[:TWO]), "", ""][:TWO]
    found: list[Vendor | None] = []
    wrong: list[str] = []
    for words in typed:
        vendor, refusal = _find(words, valid, known)
        found.append(vendor)
        wrong.append(refusal)
    these = [one for one in found if one is not None]
    if len(these) == TWO and these[0].vendor == these[1].vendor:
        these, wrong[1] = these[:1], "Choose two different vendors."
    rows = portfolio_of(actor.organisation, valid, known, only=these).rows if these else ()
    said, refused = None, ""
    if len(these) == TWO:
        one, two = these
        file, first = score(one, valid, known)
        _, second = score(two, valid, known)
        try:
            said = side_by_side(one, two, file, first, second)
        except NotComparable as error:
            refused = str(error)
    names = [one.name if one else words for one, words in zip(found, typed, strict=True)]
    return ComparisonPage(
        asked=(names[0], names[1]),
        wrong=(wrong[0], wrong[1]),
        rows=rows,
        said=said,
        refused=refused,
        offered=vendor_names(actor.organisation, limit=OFFERED),
    )


def _find(words: str, valid: datetime, known: datetime) -> tuple[Vendor | None, str]:
    if not words:
        return None, ""
    try:
        return access_vendor(words, as_of=valid, known_on=known), ""
    except (NoSuchVendor, AmbiguousVendor) as error:
        return None, str(error)
