"""The rule that Détente does not use: a mean over what happens to be available."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.engine.scoring.errors import ScoringError

RISK_WEIGHTS = {"Critical": 10.0, "High": 7.5, "Medium": 5.0, "Low": 2.5}
INCONCLUSIVE = -1


class NothingAvailable(ScoringError):
    """No check has a score, so a mean over what is available does not exist."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a tool: its risk (Critical, High, Medium or Low) and its score 0 to 10, or -1 for none."""

    risk: str
    score: float


def mean_over_available(checks: Sequence[Check]) -> float:
    """Weighted mean of the checks that have a score, as OpenSSF Scorecard aggregates them.

    It pays for withholding: a check that becomes inconclusive leaves the mean, so hiding a bad result
    raises it. It is here to reproduce a tool's own number and to show why scorecards are not made so.

    Parameters
    ----------
    checks : sequence of Check

    Returns
    -------
    float in [0, 10]

    Raises
    ------
    NothingAvailable
        Every check is inconclusive, or a risk is unknown.

    References
    ----------
    OpenSSF Scorecard, README, "Aggregate score": weights 10, 7.5, 5 and 2.5 by risk; -1 is left out.

    Examples
    --------
    >>> shown = [Check("High", 10), Check("High", 2)]
    >>> hidden = [Check("High", 10), Check("High", -1)]
    >>> mean_over_available(shown), mean_over_available(hidden)
    (6.0, 10.0)
    """
    unknown = sorted({check.risk for check in checks} - RISK_WEIGHTS.keys())
    if unknown:
        known = ", ".join(RISK_WEIGHTS)
        raise NothingAvailable(f"risk {', '.join(unknown)} has no weight; use one of {known}")
    available = [check for check in checks if check.score != INCONCLUSIVE]
    if not available:
        raise NothingAvailable("no check has a score; a mean over nothing does not exist")
    weights = [RISK_WEIGHTS[check.risk] for check in available]
    return sum(w * c.score for w, c in zip(weights, available, strict=True)) / sum(weights)
