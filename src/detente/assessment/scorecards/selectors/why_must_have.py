"""One must-have down to the lines of the files."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards.contracts import (
    LINES,
    SEE_SCORECARDS,
    GateShown,
    LinesAtOnce,
    LinesFrom,
    NoSuchMustHave,
)
from detente.assessment.scorecards.methods.gate_names import READS, RULES
from detente.assessment.scorecards.must_haves import judged_gates
from detente.assessment.scorecards.selectors.editions import editions_on
from detente.assessment.scorecards.selectors.methods import method_of
from detente.evidence.ledger.contracts import DocumentId, DocumentSummary, EvidenceLine, Fact
from detente.evidence.ledger.selectors import documents_numbered, facts_about, lines_at
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import access_vendor
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class WhyMustHave:
    """The rule of a must-have, the verdict, what decided it, and what else was read."""

    vendor: Vendor
    as_of: datetime
    known_on: datetime
    method: str
    must_have: GateShown
    rule: str
    reads: tuple[str, ...]
    """The kinds of evidence that the rule reads; none where both sides agreed it in the relationship."""
    decided_by: tuple[EvidenceLine, ...]
    documents: tuple[DocumentSummary, ...]
    """What decided it as a whole: an edition of a list, for what it does not have."""
    also_read: tuple[EvidenceLine, ...]
    read_in_all: int
    """Facts of the kinds that the rule reads; some of them may not be listed."""
    next: int | None = None
    """Where the rest of them starts: ask again with `after=next`."""


@query(
    "scorecards.explain_must_have",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/must-haves/{must_have}",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, NoSuchMustHave),
)
def explain_must_have(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    must_have: str,
    as_of: date | None = None,
    known_on: date | None = None,
    after: LinesFrom = 0,
    limit: LinesAtOnce = LINES,
) -> WhyMustHave:
    """Explain one must-have: its rule, the verdict, and the lines of the files that were read.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    must_have : str
        The id of the must-have, as in certificate_in_force.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    after : int
        How many of the lines of evidence to pass over: `next` of the answer before.
    limit : int, 1 to 1,000
        How many lines of evidence to list.
    """
    valid, known = moments(at, as_of, known_on)
    about = access_vendor(vendor, as_of=valid, known_on=known)
    file = method_of(about.customer, known)
    if must_have not in file.gates:
        names = ", ".join(file.gates) or "none"
        raise NoSuchMustHave(f"The method {file.id} has no must-have {must_have!r}; it has {names}.")
    facts = facts_about([about.vendor], customer=about.customer, as_of=valid, known_on=known)
    everything: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        everything[fact.kind].append(fact)
    editions = editions_on(about.customer, valid, known)
    gates = judged_gates(file, about, everything, valid, editions=editions)
    gate = next(one for one in gates if one.id == must_have)
    read = sorted(
        (fact for kind in READS[must_have] for fact in everything.get(kind, ())),
        key=lambda one: (one.valid_from, one.document, one.position),
        reverse=True,
    )
    decided = places_of(gate)
    by_place = set(decided)
    others = [place for one in read if (place := (one.document, one.position)) not in by_place]
    lines = lines_at([*decided, *others][after : after + limit], known_on=known)
    return WhyMustHave(
        vendor=about,
        as_of=valid,
        known_on=known,
        method=file.id,
        must_have=gate,
        rule=RULES[must_have],
        reads=READS[must_have],
        documents=tuple(documents_numbered([DocumentId(one) for one in gate.documents]))
        if after == 0
        else (),
        decided_by=tuple(one for one in lines if (one.document, one.position) in by_place),
        also_read=tuple(one for one in lines if (one.document, one.position) not in by_place),
        read_in_all=len(read),
        next=after + limit if len(decided) + len(others) > after + limit else None,
    )


def places_of(gate: GateShown) -> list[tuple[DocumentId, int]]:
    """Return the places of evidence that decided a must-have."""
    return [(DocumentId(document), position) for document, position in gate.places]
