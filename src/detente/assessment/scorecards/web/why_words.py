"""What pages say of one figure: where it comes from, down to the lines of the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.assessment.scorecards.contracts import CriterionShown, Piece, SlotShown, Why
from detente.assessment.scorecards.from_engine import in_order, slot_name
from detente.assessment.scorecards.web.asking import address
from detente.assessment.scorecards.web.words import how_many
from detente.evidence.ledger.contracts import DocumentSummary, EvidenceLine
from detente.foundation.moments import DaysAsked

MOST_ITEMS = 60
MANY = 2
MOST_CONFLICTS = 6
EVIDENCE_AT_ONCE = 12
LONGEST_FACT = 240


@dataclass(frozen=True, slots=True)
class SlotLine:
    """An item of evidence in the table of a criterion's slots."""

    slot: str
    words: str
    note: str
    source_name: str
    href: str
    planned: str
    source: str
    freshness: str
    gained: str
    against: str


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """One fact behind a figure."""

    text: str
    on: date
    assurance: str
    file: str
    locator: str
    sha256: str
    href: str
    retracted: str


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """A slot in which more is shown than was planned, since some speaks for and some against."""

    slot: str
    says: str
    evidence: tuple[EvidenceWords, ...]


def why_title(of: CriterionShown) -> str:
    """Return the question that a drawer answers."""
    return f"Why {of.ends.demonstrated:.0f}?" if of.slots else f"{of.title}: no evidence yet"


def why_sentence(of: CriterionShown) -> str:
    """Return both ends in a sentence."""
    if not of.slots:
        return "Nothing was shown of this criterion. All that is planned for it is unknown, neither good nor bad."
    if of.sources_disagree:
        return (
            f"The sources disagree. By what speaks for it, {of.ends.demonstrated:.0f} of 100 is demonstrated; by what "
            f"speaks against it, no more than {of.ends.possible:.0f} is possible. Below, items that count for and "
            "items that count against stand in the same slots: look at both sources, and settle which is right."
        )
    return (
        f"The evidence we hold shows {of.ends.demonstrated:.0f} of 100, even if everything still missing came back "
        f"failed. If everything missing came back perfect, it could be {of.ends.possible:.0f}."
    )


def slot_lines(found: Why, days: DaysAsked, *, counting: bool) -> tuple[SlotLine, ...]:
    """Return items of evidence with the numbers of their formula, the latest slot first: those that count, or not."""
    return tuple(
        SlotLine(
            slot=slot_name(slot.slot),
            words=piece.words,
            note=_item_note(piece, len(slot.pieces)),
            source_name=_source_name(piece, found.sources),
            href=_source_href(piece, found.sources, days),
            planned=f"{piece.planned:.2f}",
            source=f"{piece.source:.2f}",
            freshness=f"{piece.freshness:.2f}",
            gained=f"{piece.points_for:.2f}",
            against=f"{piece.points_against:.2f}",
        )
        for slot in in_order(found.criterion.slots)
        for piece in slot.pieces
        if (piece.counts_for or piece.counts_against) is counting
    )[:MOST_ITEMS]


def _source_name(piece: Piece, sources: Mapping[int, str]) -> str:
    """Return where an item comes from: its document and how many lines of it, or how many documents."""
    of = list(dict.fromkeys([*(document for document, _ in piece.places), *piece.documents]))
    names = [sources[one] for one in of if one in sources]
    if not names:
        return ""
    if len(of) > 1:
        return f"{names[0]} and {how_many(len(of) - 1, 'more document')}"
    return names[0] if len(piece.places) < MANY else f"{names[0]}, {how_many(len(piece.places), 'line')}"


def _source_href(piece: Piece, sources: Mapping[int, str], days: DaysAsked) -> str:
    """Return where the one line of an item is shown, or the document whose lines it counts."""
    numbers = [*(document for document, _ in piece.places), *piece.documents]
    first = next((one for one in numbers if one in sources), None)
    if first is None:
        return ""
    if len(piece.places) == 1 and not piece.documents:
        return address("evidence_line", *piece.places[0], days=days)
    return address("document", first, days=days)


def _item_note(piece: Piece, beside: int) -> str:
    level = f"{piece.level.capitalize()}."
    counts = piece.counts_for or piece.counts_against
    return level if counts or beside == 1 else f"{level} Another item of the slot shows more."


def formula_note(found: Why) -> str:
    """Return what stands under the formula."""
    return (
        f"“Unknown” is counted as failed for the one end and as met for the other. Evidence counts in full for "
        f"{found.refresh_days:g} days, then halves every {found.half_life_days:g}. Method {found.method}."
    )


def document_words(documents: Sequence[DocumentSummary], days: DaysAsked) -> tuple[EvidenceWords, ...]:
    """Return whole documents as a list of evidence shows them: what counts is what they do not have."""
    return tuple(
        EvidenceWords(
            text="The list was read as a whole, for what it has and for what it lacks.",
            on=one.known_at.date(),
            assurance=one.assurance.capitalize(),
            file=one.name,
            locator=f"{one.facts:,} entries",
            sha256=one.sha256,
            href=address("document", one.id, days=days),
            retracted="",
        )
        for one in documents
    )


def evidence_words(lines: Sequence[EvidenceLine], days: DaysAsked) -> tuple[EvidenceWords, ...]:
    """Return facts as a list shows them; each leads to its line, of the days that the page asking is of."""
    return tuple(_fact(one, one.sentence, days) for one in lines)


def _fact(one: EvidenceLine, text: str, days: DaysAsked) -> EvidenceWords:
    return EvidenceWords(
        text=text if len(text) <= LONGEST_FACT else f"{text[: LONGEST_FACT - 1]}…",
        on=one.valid_from.date(),
        assurance=one.assurance.capitalize(),
        file=one.document_name or "held by the customer",
        locator=one.locator,
        sha256=one.sha256 or "",
        href=address("evidence_line", one.document, one.position, days=days),
        retracted=f"on {one.retracted_at:%-d %B %Y}" if one.retracted_at else "",
    )


def conflicts(found: Why, days: DaysAsked) -> tuple[ConflictWords, ...]:
    """Return the slots in which sources contradict each other, and the line behind each side; empty if none."""
    if not found.criterion.sources_disagree:
        return ()
    lines = {(one.document, one.position): one for one in found.evidence}
    slots = found.criterion.slots
    within = [one for one in slots if _excess(one) > 0]
    # a breach found untold stands in a slot of its own, beside the statements that it contradicts
    apart = sorted(within, key=_excess, reverse=True) or sorted(slots, key=_most, reverse=True)
    return tuple(
        ConflictWords(
            slot=slot_name(slot.slot),
            says=f"{slot.points_for:.1f} points for and {slot.points_against:.1f} against, {planned:g} planned",
            evidence=tuple(
                _fact(
                    lines[place], f"Speaks {'for' if piece.counts_for else 'against'} it: {piece.words}", days
                )
                for piece in sorted(slot.pieces, key=lambda one: not one.counts_for)
                if piece.counts_for or piece.counts_against
                for place in piece.places[:1]
                if place in lines
            ),
        )
        for slot in apart[:MOST_CONFLICTS]
        for planned in [_planned(slot)]
    )


def _excess(slot: SlotShown) -> float:
    return slot.points_for + slot.points_against - _planned(slot)


def _most(slot: SlotShown) -> float:
    return max(slot.points_for, slot.points_against)


def _planned(slot: SlotShown) -> float:
    return max((piece.planned for piece in slot.pieces), default=0.0)


def evidence_summary(found: Why) -> str:
    """Return how many facts there are, and how many are listed."""
    listed = len(found.evidence)
    if found.documents and not listed:
        return how_many(len(found.documents), "list")
    if found.evidence_in_all > listed:
        return f"{listed} of {found.evidence_in_all:,} facts, some of every slot"
    return how_many(listed, "fact")


def meaning(found: Why) -> tuple[tuple[str, object], ...]:
    """Return what the criterion means, and how it is kept honest."""
    return (
        ("The question", found.question),
        ("What counts as good", found.good),
        ("How it could be gamed", found.gaming),
        ("What stands against that", found.counter),
        ("Planned source", found.criterion.planned_level),
    )


def adds_sentence(of: CriterionShown) -> str:
    """Return what the criterion adds to its dimension, empty where it has no evidence."""
    if not of.slots:
        return ""
    return (
        f"It weighs {of.weight_percent:g} % of its dimension. Without its evidence, what the dimension demonstrates "
        f"would be {of.adds:.1f} points lower."
    )
