"""Evidence as an opinion: belief, disbelief and what nobody knows."""

from dataclasses import dataclass

from detente.engine.scoring.errors import ScoringError


class InvalidEvidence(ScoringError):
    """Evidence for and against is negative, or the prior is not one."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A binomial opinion and the Beta distribution that says the same.

    Parameters
    ----------
    belief, disbelief, uncertainty : float in [0, 1], summing to 1
    expected : float in [0, 1]
        Belief plus the base rate's share of the uncertainty; the mean of the Beta.
    beta_alpha, beta_beta : float, >= 0
    """

    belief: float
    disbelief: float
    uncertainty: float
    expected: float
    beta_alpha: float
    beta_beta: float


def opinion(
    *, evidence_for: float, evidence_against: float, base_rate: float = 0.5, prior_weight: float = 2.0
) -> Opinion:
    """Form an opinion from amounts of evidence.

    Parameters
    ----------
    evidence_for, evidence_against : float, >= 0
        ``r`` and ``s``.
    base_rate : float in [0, 1]
        What is believed before any evidence.
    prior_weight : float, > 0
        ``W``, in units of evidence.

    Returns
    -------
    Opinion

    Raises
    ------
    InvalidEvidence
        A number is out of its range.

    References
    ----------
    Josang, A. (2016). Subjective Logic, Springer, section 3.3; Josang, A. & Ismail, R. (2002). The Beta
    Reputation System, 15th Bled eCommerce Conference.

    Examples
    --------
    >>> opinion(evidence_for=7, evidence_against=1).uncertainty
    0.2
    """
    if min(evidence_for, evidence_against) < 0 or not 0 <= base_rate <= 1 or prior_weight <= 0:
        raise InvalidEvidence(
            f"evidence {evidence_for} for and {evidence_against} against must be 0 or more, "
            f"base rate {base_rate} from 0 to 1, prior weight {prior_weight} above 0"
        )
    whole = evidence_for + evidence_against + prior_weight
    belief, uncertainty = evidence_for / whole, prior_weight / whole
    return Opinion(
        belief=belief,
        disbelief=evidence_against / whole,
        uncertainty=uncertainty,
        expected=belief + base_rate * uncertainty,
        beta_alpha=evidence_for + base_rate * prior_weight,
        beta_beta=evidence_against + (1.0 - base_rate) * prior_weight,
    )
