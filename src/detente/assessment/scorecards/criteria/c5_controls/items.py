"""C5: required controls that something in force covers, of all that are required."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.periods import days_between
from detente.assessment.scorecards.criteria.shown import LEVELS, About, Shown, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import ControlCovered

POINTS = 12.0
YEAR = 365.0

Named = tuple[str, str]


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield the share of required controls covered: covered by something in force / required.

    One item for each level, of the rows that were checked as well or better; it is as old as its oldest row.
    Where rows older than a year stand beside younger ones, the younger ones are an item of their own, so that
    a single old row does not age a hundred fresh ones.

    References
    ----------
    Default scorecard method 1.0, row C5.
    """
    required = [fact for fact in document if isinstance(one := fact.record, ControlCovered) and one.required]
    controls: dict[Named, list[Fact]] = {}
    for fact in required:
        controls.setdefault(_named(fact), []).append(fact)
    uncovered = {
        name for name, rows in controls.items() if all(_covered(row, about) is False for row in rows)
    }
    for level in sorted({fact.assurance for fact in required}):
        checked = [fact for fact in required if fact.assurance >= level]
        recent = [fact for fact in checked if days_between(fact.valid_from, about.as_of) <= YEAR]
        for rows in (checked, recent) if 0 < len(recent) < len(checked) else (checked,):
            good = {_named(row) for row in rows if _covered(row, about)}
            bad = uncovered & {_named(row) for row in rows}
            yield Shown(
                slot="required controls",
                points=POINTS,
                level=LEVELS[level - 1],
                age_days=max(days_between(row.valid_from, about.as_of) for row in rows),
                share_for=len(good) / len(controls),
                share_against=len(bad) / len(controls),
                places=places(rows),
                words=f"Covered by something in force: {len(good)} of {len(controls)} required controls; "
                f"not covered: {len(bad)}.",
            )


def _named(fact: Fact) -> Named:
    one = fact.record
    return (one.framework, one.control) if isinstance(one, ControlCovered) else ("", fact.key)


def _covered(fact: Fact, about: About) -> bool | None:
    """Return whether a row says that its control is covered now; None: it does not say, or not any more."""
    one = fact.record
    if not isinstance(one, ControlCovered) or not one.covered:
        return one.covered if isinstance(one, ControlCovered) else None
    ran_out = one.in_force_until is not None and one.in_force_until < about.as_of.date()
    ended = fact.valid_to is not None and fact.valid_to <= about.as_of
    return None if ran_out or ended else True
