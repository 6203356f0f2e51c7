"""The promise once more, for a few files that go all the way: from the disk through the importer into the ledger."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.selectors.kept import recompute
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.services.keep_scorecard import keep_scorecard
from detente.assessment.scorecards.tests.held import relate, supplies
from detente.assessment.scorecards.tests.tables import files
from detente.evidence.imports.tests.bringing import bring, written
from detente.foundation.tests.people import NOON, SUPPLIER

VENDOR = str(SUPPLIER)
ALL_THE_WAY = settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example is taken back
)


class TakenBack(Exception):
    """An example is over."""


@pytest.fixture
def the_vendor_is_known(the_analyst):
    supplies(relate(tier=2), "Storage", ["Northwind Drive"])
    return the_analyst


def ends(card):
    low = {one.id: one.ends.demonstrated for one in card.criteria}
    high = {one.id: one.ends.possible for one in card.criteria}
    return low, high


def found_by_the_customer(text):
    rows = text.splitlines()
    return any(row.startswith(("disclosure,", "breach,")) for row in rows[1:])


def counted_by_the_customer(text):
    return any(row.startswith("ticket_count,") for row in text.splitlines())


class TestAFileThatIsImported:
    @given(st.lists(files(most=4), min_size=1, max_size=3))
    @ALL_THE_WAY
    def test_lowers_nothing_raises_nothing_possible_and_leaves_what_was_kept_as_it_was(
        self, the_vendor_is_known, tmp_path, several
    ):
        actor = the_vendor_is_known
        with pytest.raises(TakenBack), transaction.atomic():
            for number, one in enumerate(several):
                at = NOON + timedelta(hours=number)
                before = show(actor=actor, at=at, vendor=VENDOR)
                kept = keep_scorecard(actor=actor, at=at, vendor=VENDOR)
                at += timedelta(minutes=30)
                seen_later = show(actor=actor, at=at, vendor=VENDOR)
                bring(
                    actor, written(tmp_path, one.text, f"table-{number}.csv"), at=at, vendor="Northwind Cloud"
                )
                after = show(actor=actor, at=at, vendor=VENDOR)

                low, high = ends(seen_later)
                low_then, high_then = ends(after)
                counted = counted_by_the_customer(one.text)
                if not counted and not found_by_the_customer(one.text):
                    assert {name: low[name] for name in low if low_then[name] < low[name]} == {}
                if not counted:
                    assert {name: high[name] for name in high if high_then[name] > high[name]} == {}
                assert all(low[name] <= end for name, end in ends(before)[0].items())
                assert recompute(actor=actor, number=kept.id).same
            raise TakenBack
