"""How the figures of a publication were computed, from what was frozen with it: both sides read the same."""

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import NoSuchDimension, NoSuchMustHave, Piece, Scorecard
from detente.assessment.scorecards.criteria.shown import Shown
from detente.assessment.scorecards.from_engine import LEVEL_WORDS
from detente.assessment.scorecards.methods.gate_names import READS, RULES
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.selectors.publications import (
    SEE_PUBLICATIONS,
    NoSuchPublication,
    access_publication,
    card_of,
    method_in,
)
from detente.assessment.scorecards.selectors.why_dimension import WhyDimension, why_dimension_of
from detente.assessment.scorecards.selectors.why_must_have import WhyMustHave, places_of
from detente.assessment.scorecards.to_engine import Scored
from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.ledger.selectors import documents_numbered, lines_at
from detente.foundation.access import Actor
from detente.foundation.use_case import query

LEVELS_BY_WORDS = {words: level for level, words in LEVEL_WORDS.items()}


@query(
    "scorecards.explain_published_dimension",
    permission=SEE_PUBLICATIONS,
    path="publications/{publication}/dimensions/{dimension}",
    raises=(NoSuchPublication, NoSuchDimension),
)
def explain_published_dimension(*, actor: Actor, publication: int, dimension: str) -> WhyDimension:
    """Explain one dimension of a published scorecard: each criterion with its weight, and the exact sums.

    Parameters
    ----------
    publication : int
        The number of the publication.
    dimension : str
        The id of the dimension, as in trust.
    """
    row = access_publication(publication)
    card, file = card_of(row), method_in(row)
    return why_dimension_of(
        file, scored_as_frozen(file, card), card.vendor, dimension, row.as_of, row.known_on
    )


@query(
    "scorecards.explain_published_must_have",
    permission=SEE_PUBLICATIONS,
    path="publications/{publication}/must-haves/{must_have}",
    raises=(NoSuchPublication, NoSuchMustHave),
)
def explain_published_must_have(*, actor: Actor, publication: int, must_have: str) -> WhyMustHave:
    """Explain one must-have of a published scorecard: its rule, the verdict, and the lines that decided it.

    Parameters
    ----------
    publication : int
        The number of the publication.
    must_have : str
        The id of the must-have, as in certificate_in_force.
    """
    row = access_publication(publication)
    card = card_of(row)
    gate = next((one for one in card.gates if one.id == must_have), None)
    if gate is None:
        names = ", ".join(one.id for one in card.gates) or "none"
        raise NoSuchMustHave(f"The method {row.method} has no must-have {must_have!r}; it has {names}.")
    places = places_of(gate)
    return WhyMustHave(
        vendor=card.vendor,
        as_of=row.as_of,
        known_on=row.known_on,
        method=row.method,
        must_have=gate,
        rule=RULES[must_have],
        reads=READS[must_have],
        documents=tuple(documents_numbered([DocumentId(one) for one in gate.documents])),
        decided_by=tuple(lines_at(places)),
        also_read=(),
        read_in_all=len(places),
    )


def scored_as_frozen(file: MethodFile, card: Scorecard) -> Scored:
    """Return what the engine makes of the items of evidence that a publication keeps: its own figures again."""
    body = {
        one.id: [_shown(slot.slot, piece) for slot in one.slots for piece in slot.pieces]
        for one in card.criteria
        if one.slots
    }
    return to_engine.scored(file, card.vendor, body, card.as_of)


def _shown(slot: str, piece: Piece) -> Shown:
    return Shown(
        slot=slot,
        points=piece.planned,
        level=LEVELS_BY_WORDS[piece.level],
        age_days=piece.age_days,
        share_for=piece.share_for,
        share_against=piece.share_against,
        places=tuple((DocumentId(document), position) for document, position in piece.places),
        words=piece.words,
        documents=tuple(DocumentId(one) for one in piece.documents),
    )
