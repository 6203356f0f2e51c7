"""C6: whether continuity and exit were tested, and how that went."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.periods import at_midnight, days_between
from detente.assessment.scorecards.criteria.shown import About, Shown, level_of, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import ContinuityTest

POINTS = 6.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield each test for the slot of its subject: pass 1, partial .5, fail 0; the rest is bad.

    A pass against no objective shows nothing, since nobody can say what was passed; a failure counts.

    References
    ----------
    Default scorecard method 1.0, row C6.
    """
    partial = about.number("partial")
    worth = {"pass": (1.0, 0.0), "partial": (partial, 1.0 - partial), "fail": (0.0, 1.0)}
    for fact in document:
        one = fact.record
        if not isinstance(one, ContinuityTest) or one.tested_on > about.as_of.date():
            continue
        good, bad = worth[one.outcome]
        objective = one.objective.strip()
        yield Shown(
            slot=f"{one.subject} test",
            points=POINTS,
            level=level_of(fact),
            age_days=days_between(at_midnight(one.tested_on), about.as_of),
            share_for=good if objective else 0.0,
            share_against=bad,
            places=places([fact]),
            words=_words(one, objective),
        )


def _words(one: ContinuityTest, objective: str) -> str:
    against = f"against the objective “{objective}”" if objective else "though no objective was set before it"
    return f"{one.subject.capitalize()} test of {one.tested_on:%-d %B %Y}, {against}: {one.outcome}."
