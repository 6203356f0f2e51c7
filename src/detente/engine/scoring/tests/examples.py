"""A small method, evidence for it, and ways to draw more."""

from datetime import date

from hypothesis import strategies as st

from detente.engine.quantity.period import Period
from detente.engine.scoring.item import Item
from detente.engine.scoring.method import Method
from detente.engine.scoring.plan import AssuranceLevel, Criterion, PartyWeights

WINDOW = Period(date(2024, 1, 1), date(2025, 1, 1))
LEVELS = {"self": 0.2, "tool": 0.5, "third": 0.6, "regulator": 0.8, "joint": 1.0}


def small_method(**changes) -> Method:
    """Five criteria in three dimensions with the constants of the default method."""
    parts = {
        "version": "test 1.0",
        "levels": tuple(AssuranceLevel(level, rho) for level, rho in LEVELS.items()),
        "dimensions": ("performance", "compliance", "trust"),
        "criteria": (
            Criterion("P1", "performance", 0.6, "tool", 365, 180),
            Criterion("P2", "performance", 0.4, "joint", 365, 365),
            Criterion("C1", "compliance", 1.0, "third", 365, 90),
            Criterion("T1", "trust", 0.7, "joint", 365, 365),
            Criterion("T2", "trust", 0.3, "tool", 90, 180),
        ),
        "weights_across": (
            PartyWeights("customer", (0.3, 0.3, 0.4)),
            PartyWeights("vendor", (0.5, 0.25, 0.25)),
        ),
    }
    return Method(**(parts | changes))


def item(slot="a", points=4, level="joint", age_days=0, share_for=1.0, share_against=0.0, source="file 1"):
    return Item(slot, points, level, age_days, share_for, share_against, source)


@st.composite
def items(draw, slots=("a", "b", "c")):
    share_for = draw(st.floats(0, 1))
    return Item(
        slot=draw(st.sampled_from(slots)),
        points=draw(st.sampled_from([0, 1, 3, 4, 6, 12]) | st.floats(0, 12)),
        level=draw(st.sampled_from(list(LEVELS))),
        age_days=draw(st.integers(0, 1500) | st.floats(0, 3000)),
        share_for=share_for,
        share_against=draw(st.floats(0, 1)) * (1 - share_for),
        source=draw(st.integers(1, 99)),
    )


def evidence():
    criteria = [criterion.id for criterion in small_method().criteria]
    return st.dictionaries(st.sampled_from(criteria), st.lists(items(), max_size=5))


def ends(card):
    """Return everything demonstrated and everything possible of a scorecard, as two flat lists."""
    scores = (*card.criteria, *card.dimensions, *card.totals)
    return [score.demonstrated for score in scores], [score.possible for score in scores]
