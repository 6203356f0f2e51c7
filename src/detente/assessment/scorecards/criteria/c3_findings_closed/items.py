"""Findings closed: an assessor's findings that were closed by the dates first set."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.deadlines import in_time
from detente.assessment.scorecards.criteria.periods import at_midnight, days_between
from detente.assessment.scorecards.criteria.shown import About, Shown, by_level, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import AssessedFinding

POINTS = 12.0
SEVERITIES = ("high", "moderate", "low")


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item: of the document's findings, which were closed by their first due date.

    ``good = sum(w in time) / sum(w)`` and ``bad = sum(w late or overdue) / sum(w)``, with ``w`` 4, 2 or 1
    by severity (another word weighs as low). An open finding is overdue if it was past its date when the
    document arrived, or on the day of the scorecard, if that is earlier. After that the document says
    nothing: the next one may show that it was closed in time, and could not take back what this one had
    counted. So as an earlier day of the scorecard moves on, a date that passes can raise what counts
    against.

    The report is as old as the latest day that one of its findings was found or closed on.

    References
    ----------
    The scorecard method 1.0, C3. NIST SP 800-53A rev. 5, 3.4; OMB M-02-01 (plans of action and milestones).
    """
    weights, on = about.numbers("weights"), about.as_of.date()
    findings = [(fact, fact.record) for fact in document if isinstance(fact.record, AssessedFinding)]
    weighed = {
        (fact.document, fact.position): (
            _weight(one, weights),
            None if one.due_on is None else in_time(one.due_on, one.closed_on, fact, on),
        )
        for fact, one in findings
    }
    whole = sum(weight for weight, _ in weighed.values())
    latest = max(max(one.found_on, one.closed_on or one.found_on) for _, one in findings)
    for level, facts in by_level([fact for fact, _ in findings]):
        here = [weighed[fact.document, fact.position] for fact in facts]
        yield Shown(
            slot="findings",
            points=POINTS,
            level=level,
            age_days=days_between(at_midnight(latest), about.as_of),
            share_for=sum(weight for weight, kept in here if kept) / whole,
            share_against=sum(weight for weight, kept in here if kept is False) / whole,
            places=places(facts),
            words=_words([kept for _, kept in weighed.values()]),
        )


def _weight(one: AssessedFinding, weights: Sequence[float]) -> float:
    return weights[SEVERITIES.index(one.severity)] if one.severity in SEVERITIES else weights[-1]


def _words(outcomes: Sequence[bool | None]) -> str:
    in_time, late = outcomes.count(True), outcomes.count(False)
    words = f"{in_time} of {len(outcomes)} findings were closed by their date, {late} were not"
    unsaid = len(outcomes) - in_time - late
    return f"{words}; of {unsaid} it is not known." if unsaid else f"{words}."
