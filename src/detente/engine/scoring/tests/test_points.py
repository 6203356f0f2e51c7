import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.scoring.item import InvalidItem, Item, ItemColumns
from detente.engine.scoring.points import InvalidPoints, PortfolioPoints, checked_points, portfolio_points
from detente.engine.scoring.scorecard import evidence_points
from detente.engine.scoring.tests import oracle
from detente.engine.scoring.tests.examples import LEVELS, evidence, item, items, small_method

METHOD = small_method()


def columns(rows, **changes):
    """Columns of (vendor, criterion, slot, item)."""
    listed = [row[3] for row in rows]
    parts = {
        "vendor": np.array([row[0] for row in rows], dtype=np.int64),
        "criterion": np.array([row[1] for row in rows], dtype=np.int64),
        "slot": np.array([row[2] for row in rows], dtype=np.int64),
        "points": np.array([float(i.points) for i in listed]),
        "reliability": np.array([LEVELS[i.level] for i in listed]),
        "age_days": np.array([float(i.age_days) for i in listed]),
        "share_for": np.array([i.share_for for i in listed]),
        "share_against": np.array([i.share_against for i in listed]),
    }
    return ItemColumns(**(parts | changes))


rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 2), items()), max_size=40)


class TestPortfolioPoints:
    @given(rows)
    @settings(deadline=None)
    def test_agree_with_slots_filled_one_by_one(self, rows):
        points = portfolio_points(METHOD, columns(rows), vendors=4)

        for vendor in range(4):
            for place, criterion in enumerate(METHOD.criteria):
                mine = [
                    Item(str(slot), i.points, i.level, i.age_days, i.share_for, i.share_against)
                    for v, c, slot, i in rows
                    if (v, c) == (vendor, place)
                ]
                both = [points.points_for[vendor, place], points.points_against[vendor, place]]
                assert both == oracle.points(METHOD, criterion, mine)

    @given(rows, st.randoms(use_true_random=False))
    @settings(deadline=None)
    def test_do_not_depend_on_the_order_of_items_or_the_numbers_of_slots(self, rows, chance):
        renamed = [(v, c, 10**15 - 7 * slot, i) for v, c, slot, i in chance.sample(rows, len(rows))]

        first = portfolio_points(METHOD, columns(rows), vendors=4)
        second = portfolio_points(METHOD, columns(renamed), vendors=4)

        np.testing.assert_array_equal(first.points_for, second.points_for)
        np.testing.assert_array_equal(first.points_against, second.points_against)

    def test_sum_exactly_so_that_not_even_the_last_bit_depends_on_the_order(self):
        method = small_method(steps_per_point=None)
        listed = [item(points=1.0, age_days=365 + 17 * n, share_for=1 / (n + 3)) for n in range(40)]

        sums = set()
        for start in range(40):
            rows = [(0, 0, slot, i) for slot, i in enumerate(listed[start:] + listed[:start])]
            sums.add(float(portfolio_points(method, columns(rows), vendors=1).points_for[0, 0]))

        assert len(sums) == 1

    @given(st.lists(evidence(), max_size=4))
    @settings(deadline=None)
    def test_are_the_same_bits_for_a_vendor_among_others(self, bodies):
        together = evidence_points(METHOD, bodies)

        for vendor, body in enumerate(bodies):
            alone = evidence_points(METHOD, [body])
            np.testing.assert_array_equal(together.points_for[vendor], alone.points_for[0])
            np.testing.assert_array_equal(together.points_against[vendor], alone.points_against[0])

    def test_keep_slots_apart_whose_numbers_are_too_large_to_combine(self):
        largest = np.iinfo(np.int64).max
        wide = columns(
            [(0, 0, 1, item(points=1)), (0, 0, 2, item(points=2))], slot=np.array([largest - 1, largest])
        )

        assert portfolio_points(METHOD, wide, vendors=1).points_for[0, 0] == 3.0

    def test_read_a_planned_level_of_their_own(self):
        rows = [(0, 0, 0, item(level="tool")), (1, 0, 0, item(level="tool"))]
        planned = columns(rows, planned_reliability=np.array([0.5, 1.0]))

        assert portfolio_points(METHOD, planned, vendors=2).points_for[:, 0].tolist() == [4.0, 2.0]

    def test_are_zero_without_items(self):
        points = portfolio_points(METHOD, columns([]), vendors=2)

        assert points.points_for.shape == (2, 5)
        assert not points.points_for.any()

    def test_refuse_a_vendor_beyond_the_result(self):
        with pytest.raises(InvalidItem, match="item in row 1: vendor is 2; there are 2"):
            portfolio_points(METHOD, columns([(0, 0, 0, item()), (2, 0, 0, item())]), vendors=2)


class TestSeveralItemsInOneSlot:
    """The counter-examples: two natural rules let a bad disclosure lower the score, so neither is used."""

    def test_never_give_less_than_the_best_of_them_as_their_mean_would(self):
        good, bad = item(share_for=1.0), item(share_for=0.1, share_against=0.9)

        alone = evidence_points(METHOD, [{"P1": [good]}]).points_for[0, 0]
        both = evidence_points(METHOD, [{"P1": [good, bad]}]).points_for[0, 0]
        mean = (
            oracle.points(METHOD, METHOD.criteria[0], [good])[0]
            + oracle.points(METHOD, METHOD.criteria[0], [bad])[0]
        ) / 2

        assert both == alone
        assert mean < alone

    def test_never_give_less_than_the_best_of_them_as_stronger_replaces_weaker_would(self):
        attested = item(level="self", points=12, share_for=1.0)
        assessed = item(level="joint", points=12, share_for=0.1, share_against=0.9)
        criterion = METHOD.criteria[3]

        alone = evidence_points(METHOD, [{"T1": [attested]}]).points_for[0, 3]
        both = evidence_points(METHOD, [{"T1": [attested, assessed]}]).points_for[0, 3]
        strongest_only = oracle.points(METHOD, criterion, [assessed])[0]

        assert both == alone
        assert strongest_only < alone


class TestItem:
    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"points": -1}, "points is -1"),
            ({"points": float("inf")}, "points is inf"),
            ({"age_days": -3}, "not younger than the day of the scorecard"),
            ({"age_days": float("nan")}, "age_days is nan"),
            ({"share_for": 1.2}, "share_for is 1.2; a share is from 0 to 1"),
            ({"share_against": -0.1}, "share_against is -0.1"),
            ({"share_for": 0.7, "share_against": 0.7}, "more than the whole"),
        ],
    )
    def test_refuses_numbers_that_no_evidence_has(self, changes, message):
        with pytest.raises(InvalidItem, match=f"item file 1 in slot a: .*{message}"):
            item(**changes)


class TestItemColumns:
    @pytest.mark.parametrize(
        ("column", "value", "message"),
        [
            ("points", np.nan, "row 1: points is nan; it must be 0 or more"),
            ("vendor", -1, "row 1: vendor is -1"),
            ("reliability", 0.0, "row 1: reliability is 0.0; it must be above 0, up to 1"),
            ("share_for", 1.5, "row 1: share_for is 1.5"),
            ("share_against", 0.5, r"row 1: share_for \+ share_against is 1.5; it must be at most 1"),
            ("planned_reliability", 2.0, "row 1: planned_reliability is 2.0"),
        ],
    )
    def test_name_the_row_that_is_wrong(self, column, value, message):
        sound = columns([(0, 0, 0, item()), (0, 0, 0, item())])
        changed = np.array(getattr(sound, column) if column != "planned_reliability" else [1.0, 1.0])
        changed[1] = value

        with pytest.raises(InvalidItem, match=message):
            columns([(0, 0, 0, item()), (0, 0, 0, item())], **{column: changed})

    def test_refuse_different_lengths(self):
        with pytest.raises(InvalidItem, match="columns differ in shape"):
            columns([(0, 0, 0, item())], points=np.array([1.0, 2.0]))


class TestCheckedPoints:
    def test_refuse_another_number_of_criteria(self):
        with pytest.raises(InvalidPoints, match=r"give \(vendors, 5\)"):
            checked_points(
                METHOD, PortfolioPoints(points_for=np.zeros((1, 4)), points_against=np.zeros((1, 4)))
            )

    @pytest.mark.parametrize("value", [-0.05, 12.5, np.nan])
    def test_refuse_what_was_never_planned(self, value):
        against = np.zeros((2, 5))
        against[1, 2] = value

        with pytest.raises(InvalidPoints, match="vendor 1, criterion C1: points_against is"):
            checked_points(METHOD, PortfolioPoints(points_for=np.zeros((2, 5)), points_against=against))
