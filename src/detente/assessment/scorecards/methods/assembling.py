"""A method file from the criteria's own proposals: how the shipped methods are made."""

import yaml

from detente.assessment.scorecards.criteria.registry import Definition, known_criteria

HEAD = """\
# {title}. {status}
# Made from the definitions beside the criteria's code; a test keeps the two together.
# To change the rules, copy this file, give it a new name or version, and adopt it.
detente: scorecard-method/1
name: {name}
version: "{version}"
title: {title}
status: >-
  {status}
model:
  prior_for: 0.5
  prior_against: 0.5
  points_per_criterion: 12
  steps_per_point: 20        # points are rounded down to 1/20
  quantile_level: 0.05
  scenarios: 1024
  order_statistic: 52
  floor: 0.05
  early_share: 0.25          # a dimension filled less than this shows points, not numbers
levels:                      # how far it is relied on who checked
  self: 0.2
  tool: 0.5
  third: 0.6
  regulator: 0.8
  joint: 1.0
"""
STATUS = (
    "Every weight, half-life, level and reliability is judgement, fitted to nothing, and to be recalibrated."
)
DEFAULT = """\
dimensions:                  # floors: what is agreed to be demonstrated, by tier
  performance: {title: Performance, floors: {"1": 30, "2": 20, "3": 10}}
  compliance: {title: Compliance maturity, floors: {"1": 30, "2": 20, "3": 10}}
  trust: {title: Trust, floors: {"1": 30, "2": 20, "3": 10}}
weights_across:
  equal: [1/3, 1/3, 1/3]
  customer: [0.3, 0.3, 0.4]
  vendor: [0.5, 0.25, 0.25]
planned_levels_by_tier: {}   # a critical tier may raise a planned level: {"1": {P1: joint}}
gates:                       # must-haves: met, not met or not shown, never averaged
  - certificate_in_force
  - no_severe_breach_untold
  - no_exploited_flaw_overdue
  - notice_hours_agreed
  - no_privileged_connection_overdue
"""
BUYER = """\
dimensions:
  buyer: {title: As a buyer, floors: {}}
weights_across:
  equal: [1]
gates: []
"""


def default_text() -> str:
    """Return the default method: every criterion of the three dimensions."""
    head = HEAD.format(name="default", version="1.0", title="Default scorecard method", status=STATUS)
    return head + DEFAULT + _criteria({"performance", "compliance", "trust"})


def buyer_text() -> str:
    """Return the method by which the customer is scored too."""
    head = HEAD.format(name="buyer", version="1.0", title="The buyer's scorecard", status=STATUS)
    return head + BUYER + _criteria({"buyer"})


def _criteria(dimensions: set[str]) -> str:
    chosen = [one.definition for one in known_criteria().values() if one.definition.dimension in dimensions]
    return "criteria:\n" + "\n".join(_entry(one) for one in chosen) + "\n"


def _entry(one: Definition) -> str:
    lines = [
        f"  {one.id}:  # {one.title}: {one.question}",
        f"    dimension: {one.dimension}",
        f"    weight_percent: {one.weight_percent:g}",
        f"    planned_level: {one.planned_level}",
        f"    refresh_days: {one.refresh_days:g}",
        f"    half_life_days: {one.half_life_days:g}",
    ]
    if one.parameters:
        written = yaml.safe_dump(dict(one.parameters), sort_keys=False, allow_unicode=True, width=100)
        lines += ["    parameters:", *(f"      {line}" for line in written.splitlines())]
    return "\n".join(lines)
