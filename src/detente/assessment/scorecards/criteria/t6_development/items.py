"""T6: the checks of OpenSSF Scorecard, weighted by their risk."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.periods import days_between
from detente.assessment.scorecards.criteria.shown import About, Shown, by_level, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import CheckScore

POINTS = 12.0
HIGHEST = 10.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield the weighted share of the checks' scores, the mean over the document's repositories.

    ``good = sum(weight score/10) / sum(weight)``, with the weights of *all* checks below the line: what could
    not be scored is neither good nor bad. Of a repository that was run several times, the latest run.

    References
    ----------
    OpenSSF Scorecard, docs/checks.md, "Aggregate Score", for the weights; there a check of -1 leaves the sum
    below the line too. Default scorecard method 1.0, row T6.
    """
    latest = _latest_runs(document)
    whole = {name: sum(one.weight for _, one in checks) for name, checks in latest.items()}
    checks = [pair for name, found in latest.items() if whole[name] > 0 for pair in found]
    repositories = sum(weight > 0 for weight in whole.values())
    scores = {(fact.document, fact.position): one for fact, one in checks}
    for level, facts in by_level([fact for fact, _ in checks]):
        good = bad = 0.0
        scored = 0
        for fact in facts:
            one = scores[fact.document, fact.position]
            if one.score is not None:
                part = one.weight / whole[one.repository] / repositories
                good += part * one.score / HIGHEST
                bad += part * (1 - one.score / HIGHEST)
                scored += 1
        yield Shown(
            slot="all checks",
            points=POINTS,
            level=level,
            age_days=max(days_between(fact.valid_from, about.as_of) for fact in facts),
            share_for=min(1.0, good),
            share_against=min(1.0 - min(1.0, good), bad),
            places=places(facts),
            words=_words(scored, len(checks), good, list(latest)),
        )


def _latest_runs(document: Sequence[Fact]) -> dict[str, list[tuple[Fact, CheckScore]]]:
    """Return the checks of each repository's latest run."""
    runs: dict[str, list[tuple[Fact, CheckScore]]] = {}
    for fact in document:
        if isinstance(one := fact.record, CheckScore):
            known = runs.setdefault(one.repository, [])
            if known and fact.valid_from > known[0][0].valid_from:
                known.clear()
            if not known or fact.valid_from == known[0][0].valid_from:
                known.append((fact, one))
    return runs


def _words(scored: int, count: int, good: float, repositories: Sequence[str]) -> str:
    of = repositories[0] if len(repositories) == 1 else f"{len(repositories)} repositories"
    return f"{scored} of {count} checks of {of} were scored; weighted by risk they reach {good:.0%}."
