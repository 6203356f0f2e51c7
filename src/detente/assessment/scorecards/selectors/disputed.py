"""Lines in dispute, and what each version would mean: the scorecard with the line, and without it."""

from collections.abc import Sequence
from datetime import datetime

from detente.assessment.scorecards.contracts import DisputedLine, Ends, OtherVersion
from detente.assessment.scorecards.criteria.shown import Editions
from detente.assessment.scorecards.from_engine import ends
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.to_engine import Scored, body_of, scored
from detente.evidence.disputes.contracts import DisputeBrief
from detente.evidence.ledger.contracts import Fact, Struck, is_struck
from detente.evidence.relationships.contracts import Vendor

MOST = 20
"""Disputes of one vendor whose other version is computed; further ones are shown without."""


def disputed_lines(
    disputes: Sequence[DisputeBrief],
    *,
    about: Vendor,
    facts: Sequence[Fact],
    file: MethodFile,
    as_it_is: Scored,
    as_of: datetime,
    editions: Editions,
) -> tuple[DisputedLine, ...]:
    """Return each open dispute with the ends of its criteria either way.

    Parameters
    ----------
    disputes : sequence of DisputeBrief
        Those that are open.
    about, facts, file, as_of, editions
        What the scorecard was computed from.
    as_it_is : Scored
        The scorecard with every line.
    """
    found = []
    for place, dispute in enumerate(disputes):
        line = (dispute.document, dispute.position)
        if place >= MOST:
            found.append(DisputedLine(dispute, ()))
            continue
        said = next((fact for fact in facts if (fact.document, fact.position) == line), None)
        if said is None:  # it counts no longer, or not yet
            found.append(DisputedLine(dispute, ()))
            continue
        struck = [Struck(said.key, said.record, as_of)]
        others = [fact for fact in facts if not is_struck(fact, struck, as_of)]
        without = scored(file, about, body_of(file, about, others, as_of, editions=editions), as_of)
        found.append(DisputedLine(dispute, _either_way(line, as_it_is, without)))
    return tuple(found)


def _either_way(line: tuple[int, int], with_line: Scored, without: Scored) -> tuple[OtherVersion, ...]:
    """Return the criteria that rest on a line, or change with it."""
    resting = {
        criterion for criterion, shown in with_line.body.items() if any(line in one.places for one in shown)
    }
    before, after = _ends(with_line), _ends(without)
    return tuple(
        OtherVersion(criterion, before[criterion], after[criterion])
        for criterion in before
        if criterion in resting or before[criterion] != after[criterion]
    )


def _ends(of: Scored) -> dict[str, Ends]:
    return {one.criterion: ends(one.demonstrated, one.possible) for one in of.scorecard.criteria}
