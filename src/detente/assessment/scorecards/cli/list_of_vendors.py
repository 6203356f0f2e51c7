"""All vendors as a person reads them in a terminal."""

from collections.abc import Iterator
from itertools import groupby

from detente.assessment.scorecards.cli.layout import COLUMNS, cut, on, spread, wrapped
from detente.assessment.scorecards.contracts import DimensionShown, Portfolio, PortfolioRow, Robustness
from detente.rendering.text_bars import BLOCKS, Ink, range_text

NAME, CELL, CELLS = 20, 20, 10
MOST = 200
TIERS = {1: "critical functions depend on it", 2: "important", 3: "standard"}


def portfolio_lines(of: Portfolio, *, customer: str, ink: Ink = BLOCKS) -> Iterator[str]:
    """Yield the lines of a portfolio: a vendor a line, tier by tier, with what wants attention."""
    count = f"{len(of.rows):,} vendor{'' if len(of.rows) == 1 else 's'}"
    yield spread(f"{customer}: {count}", f"{on(of.as_of, of.known_on)}, {of.method}")
    yield ink.line * COLUMNS
    if not of.rows:
        yield "No vendor is on record by then. To add one: detente relationships start NAME --tier 1"
        return
    titles = "".join(f" {cut(one.title, CELL - 1):{CELL - 1}}" for one in of.rows[0].dimensions)
    yield f"{'':{NAME + 2}}{titles}"
    yield (
        f"{'':{NAME + 2}} {ink.demonstrated * 3} demonstrated  {ink.possible * 3} still possible  "
        f"{ink.below} below the agreed floor"
    )
    for tier, rows in groupby(of.rows[:MOST], key=lambda row: row.vendor.tier):
        yield f"Tier {tier}: {TIERS[tier]}"
        for row in rows:
            cells = "".join(f"{_cell(one, ink):{CELL}}" for one in row.dimensions)
            yield f"  {cut(row.vendor.name, NAME - 1):{NAME}}{cells}{_note(row)}"
    if len(of.rows) > MOST:
        yield f"... and {len(of.rows) - MOST:,} more; --json has all of them."
    yield ""
    yield "Where to look next   detente scorecards show VENDOR"


def robustness_lines(of: Robustness) -> Iterator[str]:
    """Yield a sentence for each vendor: from which rank to which it goes, and what another judgement would change."""
    yield spread(
        f"{of.other_weights} other weights around those of the {of.party}, seed {of.seed}",
        f"{on(of.as_of, of.known_on)}, {of.method}",
    )
    for one in sorted(of.vendors, key=lambda each: each.by_demonstrated.rank):
        yield from wrapped(one.words, hanging=2)
    if of.too_early:
        yield from wrapped(f"Too early for a place: {', '.join(of.too_early)}.", hanging=2)


def _cell(one: DimensionShown, ink: Ink) -> str:
    if one.ends is not None:
        return range_text(
            one.ends.demonstrated, one.ends.possible, ink, cells=CELLS, below_floor=one.below_floor
        )
    given = one.points.gained + one.points.against
    return f" early: {given:.1f} of {one.points_planned:g}" if given else " no evidence yet"


def _note(row: PortfolioRow) -> str:
    kinds = {one.kind for one in row.marks}
    if "gate" in kinds:
        return "must-have not met"
    if "conflict" in kinds:
        return "sources disagree"
    return "lapses soon" if "lapsing" in kinds else "renews soon" if "renewal" in kinds else ""
