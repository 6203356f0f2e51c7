"""The youngest fill the slots, and nothing that is added takes a slot away."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.ranks import Named, ranked
from detente.assessment.scorecards.criteria.shown import LEVELS
from detente.assessment.scorecards.criteria.tests.worlds import fact
from detente.formats.found import Assurance
from detente.formats.records import ClaimVerdict

DAY = date(2026, 5, 1)


def named(name, days_ago, level=Assurance.JOINTLY_MEASURED, position=0):
    record = ClaimVerdict(name, DAY, "supported")
    return Named(name, DAY - timedelta(days=days_ago), fact(record, level=level, position=position))


NAMED = st.builds(named, st.sampled_from("abcdefgh"), st.integers(0, 900), st.sampled_from(Assurance))


def worth(everything, most):
    """What each rank is worth, with a value that falls with age and rises with the level: the largest counts."""
    best = {}
    for one in ranked(everything, most=most):
        value = (1 + LEVELS.index(one.level)) * 2 ** (-(DAY - one.day).days / 365)
        best[one.rank] = max(best.get(one.rank, 0), value)
    return best


class TestRanked:
    def test_gives_the_youngest_the_first_rank(self):
        found = ranked([named("old", 90), named("young", 1), named("middle", 30)], most=2)

        assert [(one.rank, one.fact.record.claim) for one in found] == [(1, "young"), (2, "middle")]

    def test_counts_what_several_documents_say_once_by_its_latest_day(self):
        (one,) = ranked([named("a", 90), named("a", 1)], most=6)

        assert one.day == DAY - timedelta(days=1)

    def test_ranks_the_well_checked_apart_so_that_a_young_rumour_pushes_nothing_out(self):
        found = list(ranked([named("checked", 300), named("rumour", 1, Assurance.SELF_ATTESTED)], most=1))

        assert [(one.level, one.fact.record.claim) for one in found] == [
            ("self", "rumour"),
            ("joint", "checked"),
        ]

    @given(st.lists(NAMED), NAMED)
    @settings(deadline=None)
    def test_no_rank_loses_by_what_is_added(self, there, added):
        before, after = worth(there, 3), worth([*there, added], 3)

        assert all(after[rank] >= value for rank, value in before.items())

    @given(st.lists(NAMED))
    @settings(deadline=None)
    def test_the_ranks_are_never_worth_more_than_the_best_things_apart(self, there):
        best = {}
        for one in there:
            value = int(one.fact.assurance) * 2 ** (-(DAY - one.day).days / 365)
            best[one.name] = max(best.get(one.name, 0), value)

        assert sum(worth(there, 3).values()) <= sum(sorted(best.values(), reverse=True)[:3]) + 1e-9
