"""Sentences: what a scorecard says otherwise than before, and what came, went or was agreed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from detente.assessment.changes.contracts import Change, Opens
from detente.assessment.scorecards.contracts import DimensionShown, Ends
from detente.assessment.scorecards.selectors.publications import PublicationBrief, PublicationState
from detente.assessment.scorecards.selectors.two_days import VendorThen
from detente.evidence.disputes.selectors import DisputeMoved
from detente.evidence.ledger.selectors.arrivals import Arrived
from detente.evidence.relationships.selectors import Agreed
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import day_of

ONE_BY_ONE = 2
"""Documents about a vendor that get a line each; of more, the latest stands for all."""
STATES = {"met": "passed", "not met": "failed", "not shown": "not shown"}
MARKED = ("lapsing", "renewal")
"""Marks that have no line of their own already."""


def of_scorecards(before: VendorThen, after: VendorThen, on: date, threshold: float) -> Iterator[Change]:
    """Yield what a vendor's scorecard says otherwise on the later of two days."""
    vendor, name = after.vendor.vendor, after.vendor.name
    then = {one.id: one for one in before.dimensions}
    for one in after.dimensions:
        said = _moved(then.get(one.id), one, threshold)
        if said:
            words, was, now = said
            yield Change("dimension", on, vendor, name, words, was, now, Opens("change", vendor, one.id))
    states = {one.id: one.state for one in before.gates}
    for gate in after.gates:
        was_state = states.get(gate.id)
        if was_state is not None and was_state is not gate.state:
            was, now = STATES[was_state.value], STATES[gate.state.value]
            words = f": the must-have “{gate.title}” went from {was} to {now}. {gate.reason}"
            yield Change("must-have", on, vendor, name, words, was, now, Opens("must-have", vendor, gate.id))
    for criterion, title in (before.disagreements | after.disagreements).items():
        was_so, is_so = criterion in before.disagreements, criterion in after.disagreements
        if was_so is not is_so:
            words = f"’s sources {'disagree now' if is_so else 'disagree no longer'} about {title.lower()}."
            was, now = ("they disagreed", "they agree") if was_so else ("they agreed", "they disagree")
            yield Change("sources", on, vendor, name, words, was, now, Opens("criterion", vendor, criterion))
    yield from _marks(before, after, on)


def _marks(before: VendorThen, after: VendorThen, on: date) -> Iterator[Change]:
    vendor, name = after.vendor.vendor, after.vendor.name
    had = {(one.kind, one.on, one.places): one for one in before.marks if one.kind in MARKED}
    has = {(one.kind, one.on, one.places): one for one in after.marks if one.kind in MARKED}
    for key, one in has.items():
        if key not in had:
            yield Change(
                "mark", on, vendor, name, f": {one.words}.", "", one.short, Opens("scorecard", vendor)
            )
    for key, one in had.items():
        if key not in has:
            words = f" is marked no longer; it was: {one.words}."
            yield Change("mark", on, vendor, name, words.strip(), one.short, "", Opens("scorecard", vendor))


def _moved(
    before: DimensionShown | None, after: DimensionShown, threshold: float
) -> tuple[str, str, str] | None:
    """Return how a dimension moved, in a sentence, and both ranges; None where it did not, or hardly."""
    title = after.title.lower()
    was, now = (before.ends if before else None), after.ends
    if was is None and now is None:
        return None
    if was is None and now is not None:
        return f"’s {title} can be read now: {_range(now)}.", "too early", _range(now)
    if was is not None and now is None:
        return f"’s {title} is too early to read again; it was {_range(was)}.", _range(was), "too early"
    if was is None or now is None:
        return None
    low, high = now.demonstrated - was.demonstrated, now.possible - was.possible
    crossed = before is not None and before.below_floor is not after.below_floor
    if abs(low) < threshold and abs(high) < threshold and not crossed:
        return None
    floor = ""
    if crossed and after.floor is not None:
        floor = (
            f", {'now below' if after.below_floor else 'no longer below'} the agreed floor of {after.floor:g}"
        )
    if round(was.demonstrated) == round(now.demonstrated):
        words = (
            f"’s {title}: what is possible {_verb(high)} from {was.possible:.0f} to {now.possible:.0f}, "
            f"what is demonstrated stays at {now.demonstrated:.0f}{floor}."
        )
    else:
        words = (
            f"’s {title} {_verb(low)} from {was.demonstrated:.0f} to {now.demonstrated:.0f} demonstrated{floor}; "
            f"possible {_possible(was, now)}."
        )
    return words, _range(was), _range(now)


def _possible(was: Ends, now: Ends) -> str:
    if round(was.possible) == round(now.possible):
        return f"stays at {now.possible:.0f}"
    return f"is {now.possible:.0f}, before {was.possible:.0f}"


def _verb(by: float) -> str:
    return "rose" if by > 0 else "fell"


def _range(of: Ends) -> str:
    return f"{of.demonstrated:.0f} to {of.possible:.0f}"


def of_documents(arrived: Sequence[Arrived], names: dict[OrganisationId, str]) -> Iterator[Change]:
    """Yield the documents that came and went: of many about one vendor, the latest stands for all."""
    came: dict[OrganisationId | None, list[Arrived]] = defaultdict(list)
    for one in arrived:
        if one.retracted:
            name = names.get(one.vendor, "") if one.vendor else ""
            whose = "’s document" if name else "The file"
            words = f"{whose} {one.name} was retracted by {one.by}: {one.reason}"
            yield Change(
                "retraction",
                day_of(one.at),
                one.vendor,
                name,
                _ended(words),
                "counted",
                "retracted",
                Opens("document", one.document),
            )
        else:
            came[one.vendor].append(one)
    for vendor, those in came.items():
        alone = len(those) <= ONE_BY_ONE
        for one in those if alone else those[:1]:
            name = names.get(vendor, "") if vendor else ""
            yield Change(
                "evidence",
                day_of(one.at),
                vendor,
                name,
                _came(one, 1 if alone else len(those), about_one=bool(name)),
                "",
                one.name,
                Opens("document", one.document),
            )


def _came(one: Arrived, many: int, *, about_one: bool) -> str:
    facts = f"{one.facts:,} {'fact' if one.facts == 1 else 'facts'}"
    by = f"brought by {one.by} of {one.organisation}"
    if many > 1:
        files = f"{many:,} new documents, the latest {one.name} with {facts}, {by}."
        return f": {files}" if about_one else f"There are {many:,} new files about several vendors: {files}"
    return f": {one.name} is new, {facts}, {by}." if about_one else f"{one.name} is new: {facts}, {by}."


def of_dispute(one: DisputeMoved) -> Iterator[Change]:
    """Yield that a line came into dispute, and how that was settled."""
    brief, opens = one.brief, Opens("dispute", one.brief.id)
    if one.raised:
        words = f": {brief.raised_by} of {brief.organisation} disputes a line: “{brief.says}”"
        yield Change(
            "dispute",
            day_of(brief.raised_at),
            brief.vendor,
            one.vendor,
            words,
            "",
            "open",
            opens,
        )
    end = one.settlement
    if end:
        outcome = end.outcome.value
        words = (
            f": {end.by} of {end.organisation} {_OUTCOMES[outcome]} the dispute “{brief.says}”: {end.reason}"
        )
        yield Change(
            "dispute", day_of(end.at), brief.vendor, one.vendor, _ended(words), "open", outcome, opens
        )


_OUTCOMES = {"upheld": "upheld", "rejected": "rejected", "withdrawn": "withdrew"}


def of_publication(one: PublicationBrief) -> Change:
    """Return what became of a scorecard that its vendor was shown."""
    if one.state is PublicationState.PREVIEW:
        on, before = one.previewed_at, ""
        words = (
            f" sees its scorecard in preview since {one.previewed_by} showed it; "
            f"it is published on {one.publishes_at:%-d %B %Y}."
        )
    elif one.state is PublicationState.WITHDRAWN:
        on, before = one.decided_at or one.previewed_at, "in preview"
        words = _ended(f"’s preview was taken back by {one.decided_by}: {one.reason}")
    else:
        on, before = one.decided_at or one.publishes_at, "in preview"
        agreed = f": {one.decided_by} agreed" if one.decided_by else ", ten days after it was shown"
        words = f"’s scorecard was published{agreed}."
    return Change(
        "publication",
        day_of(on),
        one.vendor_id,
        one.vendor,
        words.strip(),
        before,
        one.state.value,
        Opens("publication", one.id),
    )


def of_agreement(one: Agreed) -> Change:
    """Return what changed of the terms."""
    begins = f" from {one.begins_on:%-d %B %Y} on" if one.begins_on else ""
    by = f", by {one.by}" if one.by else ""
    why = f": {one.reason}" if one.reason else ""
    if one.what == "relationship":
        words = f"is a new vendor: {one.after}"
    elif one.what in ("service", "contract"):
        words = f": the {one.what} “{one.after}” was added{begins}{by}{why}"
    else:
        words = f": {one.what} changed from {one.before} to {one.after}{begins}{by}{why}"
    return Change(
        "terms",
        day_of(one.at),
        one.vendor,
        one.name,
        _ended(words),
        one.before,
        one.after,
        Opens("relationship", one.relationship),
    )


def _ended(words: str) -> str:
    return words if words[-1:] in ".!?" else f"{words}."
