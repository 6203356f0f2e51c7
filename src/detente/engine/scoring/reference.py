"""The scorecard topics of the worked cases, answered by the engine."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from detente.engine.quantity.period import Period
from detente.engine.reference_cases import COMPARISON_TOPIC, SCORECARD_TOPIC, topic
from detente.engine.scoring.aggregation import weighted_means
from detente.engine.scoring.available_mean import Check, mean_over_available
from detente.engine.scoring.comparison import comparison
from detente.engine.scoring.criterion import expected_share
from detente.engine.scoring.item import Item
from detente.engine.scoring.method import Method
from detente.engine.scoring.opinion import opinion
from detente.engine.scoring.plan import AssuranceLevel, Criterion, PartyWeights
from detente.engine.scoring.scorecard import Evidence, Scorecard, scorecard

Json = Mapping[str, Any]  # Any: the JSON of one case, whose shape its topic fixes
ANY_WINDOW = Period(date(2000, 1, 1), date(2001, 1, 1))


@topic("C_subjective_logic")
def _subjective_logic(inputs: Json) -> Json:
    formed = opinion(
        evidence_for=inputs["r"],
        evidence_against=inputs["s"],
        base_rate=inputs["base_rate"],
        prior_weight=inputs["W"],
    )
    return {
        "b": formed.belief,
        "d": formed.disbelief,
        "u": formed.uncertainty,
        "E": formed.expected,
        "beta_alpha": formed.beta_alpha,
        "beta_beta": formed.beta_beta,
        "beta_mean": formed.beta_alpha / (formed.beta_alpha + formed.beta_beta),
    }


@topic("C_aggregation")
def _aggregation(inputs: Json) -> Json:
    means = weighted_means(np.array(inputs["x"], dtype=np.float64), np.array(inputs["w"], dtype=np.float64))
    return {name: getattr(means, name) for name in means.__slots__}


@topic("C_why_mean_over_available_fails")
def _mean_over_available(inputs: Json) -> Json:
    return {
        "score_full": mean_over_available([Check(*check) for check in inputs["full"]]),
        "score_when_bad_check_is_inconclusive": mean_over_available(
            [Check(*check) for check in inputs["inconclusive"]]
        ),
    }


@topic("C_scorecard_criterion")
def _criterion(inputs: Json) -> Json:
    """Answer the general form: slots with their own half-life, no refresh period and no rounding."""
    slots = inputs["slots"]
    half_lives = {slot["half_life"] for slot in slots}
    method = Method(
        version="general form",
        levels=tuple(AssuranceLevel(str(rho), rho) for rho in sorted({1, *(slot["rho"] for slot in slots)})),
        dimensions=("all",),
        criteria=(Criterion("criterion", "all", 1.0, "1", 0.0, max(half_lives)),),
        weights_across=(PartyWeights("all", (1.0,)),),
        prior_for=inputs["a0"],
        prior_against=inputs["b0"],
        points_per_criterion=sum(slot["n_slot"] for slot in slots),
        steps_per_point=None,
        quantile_level=(1 - inputs["level"]) / 2,
    )
    items = [
        Item(
            slot=f"slot {place}",
            points=slot["n_slot"],
            level=str(slot["rho"]),
            # Age enters only as age over half-life, so a slot's own half-life is an age in the common one.
            age_days=slot["age"] / slot["half_life"] * max(half_lives),
            share_for=slot["y"],
            share_against=1 - slot["y"],
        )
        for place, slot in enumerate(slots)
        if slot["y"] is not None
    ]
    score = scorecard(method, {"criterion": items}, window=ANY_WINDOW).criteria[0]
    planned = method.points_per_criterion
    a0, b0 = method.prior_for, method.prior_against
    return {
        "lower_beta": [a0 + score.points_for, b0 + planned - score.points_for],
        "upper_beta": [a0 + planned - score.points_against, b0 + score.points_against],
        "lower05": score.demonstrated,
        "upper95": score.possible,
        "best": expected_share(method, points_for=score.points_for, unknown=score.unknown),
        "uncertainty": score.uncertainty,
    }


def method_of(constants: Json, weights_across: Mapping[str, list[float]]) -> Method:
    """Build the method that a file of scorecard cases describes under ``constants``."""
    criteria = constants["criteria"]
    prior = constants["prior"]
    return Method(
        version="as in the file",
        levels=tuple(AssuranceLevel(level, rho) for level, rho in constants["reliability"].items()),
        dimensions=tuple(dict.fromkeys(entry["dimension"] for entry in criteria.values())),
        criteria=tuple(
            Criterion(
                id=criterion,
                dimension=entry["dimension"],
                weight=entry["weight_percent"] / 100,
                planned_level=entry["planned_level"],
                refresh_days=entry["refresh_days"],
                half_life_days=entry["half_life_days"],
            )
            for criterion, entry in criteria.items()
        ),
        weights_across=tuple(PartyWeights(party, tuple(w)) for party, w in weights_across.items()),
        prior_for=prior[0],
        prior_against=prior[1],
        points_per_criterion=constants["N"],
        scenarios=constants["K"],
        order_statistic=constants["order_statistic"],
        floor=constants["eps"],
    )


def evidence_of(items: Mapping[str, list[list[Any]]]) -> Evidence:  # Any: JSON rows of text and numbers
    """Items of a scorecard case: rows of slot, n, level, age in days, share for, share against."""
    return {criterion: [Item(*row) for row in rows] for criterion, rows in items.items()}


def _scorecard(inputs: Json) -> tuple[Method, Scorecard]:
    method = method_of(inputs["constants"], inputs["weights_across"])
    planned = method.with_planned_levels(inputs["planned_level_override"])
    return planned, scorecard(planned, evidence_of(inputs["items"]), window=ANY_WINDOW)


@topic(SCORECARD_TOPIC)
def _scorecard_method(inputs: Json) -> Json:
    _, result = _scorecard(inputs)
    return {
        "criteria": {
            c.criterion: {
                "points_for": c.points_for,
                "points_against": c.points_against,
                "unknown": c.unknown,
                "L": c.demonstrated,
                "U": c.possible,
            }
            for c in result.criteria
        },
        "dimensions": {d.dimension: [d.demonstrated, d.possible] for d in result.dimensions},
        "total": {t.party: [t.demonstrated, t.possible] for t in result.totals},
    }


@topic(COMPARISON_TOPIC)
def _scorecard_comparison(inputs: Json) -> Json:
    method, first = _scorecard(inputs["A"])
    _, second = _scorecard(inputs["B"])
    lead = comparison(method, first, second).totals[0]
    return {"P_A_shown_more": lead.shown_more, "P_A_ahead_whatever_gaps": lead.ahead}
