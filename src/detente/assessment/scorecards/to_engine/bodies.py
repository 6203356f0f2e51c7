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

    A document that its subject posts about itself (`against_only`) can show nothing good. What the latest `editions` of
    public lists do not have is shown too, also of a vendor without a single fact. With `whole_files`, the parts of a
    file that speak of several vendors are read together: so the customer is scored, over all of them.
    """
    everything: dict[str, list[Fact]] = defaultdict(list)
    documents: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        kind = fact.kind
        everything[kind].append(fact)
        read_with = fact.file if whole_files and fact.file is not None else fact.document
        documents[read_with][kind].append(fact)
    body: Body = {}
    readers = _readers(tuple([one.id for one in file.method.criteria]))
    asked = {place for kind in everything for place in readers.of_kind.get(kind, ())}
    for place in sorted(asked.union(readers.of_editions) if editions else asked):
        known = readers.known[place]
        criterion, reads = known.definition.id, known.definition.reads
        about = About(vendor, as_of, file.parameters[criterion], everything, editions)
        found: list[Shown] = [*known.of_editions(about)] if known.of_editions else []
        for kinds in documents.values():
            inside = [kinds[kind] for kind in reads if kind in kinds]
            if inside:
                found += _shown(known, inside[0] if len(inside) == 1 else [*chain(*inside)], about)
        if found:
            body[criterion] = found
    return body


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
