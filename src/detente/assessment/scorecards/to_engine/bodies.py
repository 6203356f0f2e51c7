"""What facts show, criterion by criterion, before anything is weighed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from itertools import chain

from detente.assessment.scorecards.criteria.registry import KnownCriterion, known_criteria
from detente.assessment.scorecards.criteria.shown import About, Editions, Shown
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.evidence.ledger.contracts import Fact
from detente.evidence.relationships.contracts import Vendor

Body = dict[str, list[Shown]]
"""What a vendor has shown, by criterion."""
ByKind = Mapping[str, Sequence[Fact]]


def body_of(
    file: MethodFile,
    vendor: Vendor,
    facts: Sequence[Fact],
    as_of: datetime,
    *,
    editions: Editions,
    whole_files: bool = False,
) -> Body:
    """Return what facts show, criterion by criterion: each document read apart.

    Where the criterion says so, what arrived together, checked alike, is read as one document: a watcher that keeps
    a file for each service would otherwise show its best service for all of them, and its worst.

    A document that its subject posts about itself (`against_only`) can show nothing good. What the latest `editions` of
    public lists do not have is shown too, also of a vendor without a single fact. With `whole_files`, the parts of a
    file that speak of several vendors are read together: so the customer is scored, over all of them.
    """
    everything: dict[str, list[Fact]] = defaultdict(list)
    documents: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    readers = _readers(tuple([one.id for one in file.method.criteria]))
    for fact in facts:
        kind = fact.kind
        everything[kind].append(fact)
        read_with = fact.file if whole_files and fact.file is not None else fact.document
        documents[read_with][kind].append(fact)
    body: Body = {}
    asked = {place for kind in everything for place in readers.of_kind.get(kind, ())}
    for place in sorted(asked.union(readers.of_editions) if editions else asked):
        known = readers.known[place]
        criterion, reads = known.definition.id, known.definition.reads
        about = About(vendor, as_of, file.parameters[criterion], everything, editions)
        found: list[Shown] = [*known.of_editions(about)] if known.of_editions else []
        together = known.definition.read_together
        for kinds in _arrivals(documents.values(), reads) if together else documents.values():
            inside = [kinds[kind] for kind in reads if kind in kinds]
            if inside:
                found += _shown(known, inside[0] if len(inside) == 1 else [*chain(*inside)], about)
        if found:
            body[criterion] = found
    return body


def _arrivals(documents: Iterable[ByKind], reads: Sequence[str]) -> Iterable[ByKind]:
    """Join the documents that arrived together, each as well checked as its least checked fact."""
    found: dict[tuple[datetime, bool, int], dict[str, list[Fact]]] = {}
    for kinds in documents:
        inside = [fact for kind in reads for fact in kinds.get(kind, ())]
        if inside:
            checked = min(fact.assurance for fact in inside)
            joined = found.setdefault((inside[0].known_at, inside[0].against_only, checked), {})
            for fact in inside:
                joined.setdefault(fact.kind, []).append(fact)
    return found.values()


@dataclass(frozen=True, slots=True)
class Readers:
    """The criteria of a method in its order, and by the kinds of evidence that they read."""

    known: tuple[KnownCriterion, ...]
    of_kind: Mapping[str, tuple[int, ...]]
    of_editions: tuple[int, ...]


@lru_cache(maxsize=64)
def _readers(criteria: tuple[str, ...]) -> Readers:
    known = tuple(known_criteria()[one] for one in criteria)
    of_kind: dict[str, tuple[int, ...]] = {}
    for place, one in enumerate(known):
        for kind in one.definition.reads:
            of_kind[kind] = (*of_kind.get(kind, ()), place)
    return Readers(known, of_kind, tuple(place for place, one in enumerate(known) if one.of_editions))


def _shown(known: KnownCriterion, document: Sequence[Fact], about: About) -> Iterable[Shown]:
    shown = known.items(document, about)
    return (replace(one, share_for=0.0) for one in shown) if document[0].against_only else shown


def inputs_hash(body: Body) -> str:
    """Return a hash of all that a scorecard rests on: two that agree in it have the same evidence."""
    digest = sha256()
    for criterion in sorted(body):
        for one in body[criterion]:
            said = (criterion, one.slot, one.points, one.level, one.share_for, one.share_against, one.places)
            digest.update(repr((*said, one.documents) if one.documents else said).encode())
    return digest.hexdigest()
