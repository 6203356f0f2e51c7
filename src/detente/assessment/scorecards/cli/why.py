"""One criterion as a person reads it in a terminal, down to the line of the file."""

from collections.abc import Iterator

from detente.assessment.scorecards.cli.layout import COLUMNS, on, spread, wrapped
from detente.assessment.scorecards.contracts import Piece, Why
from detente.assessment.scorecards.from_engine import in_order, slot_name
from detente.rendering.text_bars import BLOCKS, Ink, range_text

MOST_PIECES, AT_ONCE = 40, 15
MOST = 1_000
WIDE = 60


def why_lines(why: Why, *, ink: Ink = BLOCKS) -> Iterator[str]:
    """Yield the lines of an explanation: both ends, each slot, the formula, the evidence, the meaning."""
    of = why.criterion
    yield spread(f"{of.id} {of.title} of {why.vendor.name}", f"{on(why.as_of, why.known_on)}, {why.method}")
    yield ink.line * COLUMNS
    yield why.question
    yield ""
    if of.slots:
        yield range_text(of.ends.demonstrated, of.ends.possible, ink, cells=WIDE).strip()
        if of.sources_disagree:
            yield "Sources disagree: more is demonstrated than is possible. Look at both."
        yield ""
        yield from _slots(why)
        yield ""
        yield "From points to both ends"
        for line in why.formula.splitlines():
            yield f"  {line}"
        yield ""
        yield from _evidence(why)
    else:
        yield "No evidence yet: all that is planned for it is unknown, neither good nor bad."
        yield ""
    yield "What it means"
    meaning = (
        ("Good", why.good),
        ("Gaming", why.gaming),
        ("Against that", why.counter),
        ("Ageing", f"in full for {why.refresh_days:g} days, then halved every {why.half_life_days:g}"),
        ("Planned source", of.planned_level),
    )
    for title, words in meaning:
        yield from wrapped(f"{title:15} {words}", indent=2, hanging=18)


def _slots(why: Why) -> Iterator[str]:
    yield "Points: planned × source × age, shared into for and against; of a slot the largest of each counts"
    pieces = [
        (slot_name(slot.slot), piece) for slot in in_order(why.criterion.slots) for piece in slot.pieces
    ]
    before = ""
    for slot, piece in pieces[:MOST_PIECES]:
        title = slot if slot != before else ""
        before = slot
        yield f"  {title:26} {_numbers(piece)}"
        yield from wrapped(f"{piece.words} {piece.level.capitalize()}.", indent=6)
    if len(pieces) > MOST_PIECES:
        yield f"  ... and {len(pieces) - MOST_PIECES} more; --json has all of them."


def _numbers(piece: Piece) -> str:
    counts = "counts" if piece.counts_for or piece.counts_against else ""
    return (
        f"{piece.planned:5.2f} × {piece.source:.2f} × {piece.freshness:.2f}   "
        f"for {piece.points_for:5.2f}   against {piece.points_against:5.2f}   {counts}"
    )


def _how_many(why: Why) -> str:
    return "them all" if why.evidence_in_all <= MOST else f"{MOST:,}, --after {MOST} the next"


def _evidence(why: Why) -> Iterator[str]:
    listed = why.evidence
    of = f"{why.evidence_in_all:,} {'fact' if why.evidence_in_all == 1 else 'facts'}"
    if len(listed) < why.evidence_in_all:
        of = f"{len(listed)} of {of}; --limit {min(why.evidence_in_all, MOST)} lists {_how_many(why)}"
    yield f"Evidence: {'a whole list, ' if why.documents else ''}{of}"
    for whole in why.documents:
        text = "The list was read as a whole, for what it has and for what it lacks."
        yield f"  {whole.known_at:%Y-%m-%d}  {text}"
        place = f"{whole.name}, {whole.facts:,} entries, sha256 {whole.sha256[:12]}; {whole.assurance}"
        yield from wrapped(place, indent=14)
        yield f"{'':14}detente ledger show-document {whole.id}"
    for one in listed:
        yield from wrapped(f"{one.valid_from:%Y-%m-%d}  {one.sentence}", indent=2, hanging=14)
        sha256 = f", sha256 {one.sha256[:12]}" if one.sha256 else ""
        yield f"{'':14}{one.document_name}, {one.locator}{sha256}; {one.assurance}"
        yield f"{'':14}detente ledger show-evidence {one.document} {one.position}"
    yield ""
