"""A scorecard that was kept computes again to the same bytes, whatever has happened since."""

import json

import pytest

from detente.assessment.scorecards.contracts import NoSuchScorecard
from detente.assessment.scorecards.methods.reading import shipped_text
from detente.assessment.scorecards.models import KeptScorecard
from detente.assessment.scorecards.selectors.kept import list_kept, recompute, show_kept
from detente.assessment.scorecards.services.adopt_method import adopt_method
from detente.assessment.scorecards.services.keep_scorecard import keep_scorecard
from detente.assessment.scorecards.services.set_weights import set_weights
from detente.assessment.scorecards.tests.held import (
    compliance,
    day,
    hold,
    moment,
    reads,
    relate,
    retract,
    show_enough,
)
from detente.evidence.imports.tests.bringing import EVENTS, bring, written
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import NOON, SUPPLIER

VENDOR = str(SUPPLIER)


@pytest.fixture
def kept(the_analyst):
    relate()
    show_enough(SUPPLIER, good=0.6, first_document=1, known_at=moment(30))
    return keep_scorecard(actor=the_analyst, at=moment(10), vendor=VENDOR)


def body(actor, kept):
    return show_kept(actor=actor, number=kept.id).body


def again(actor, kept):
    found = recompute(actor=actor, number=kept.id)
    return found.same, found.differs


class TestAKeptScorecard:
    def test_computes_again_to_the_same_bytes(self, kept, the_auditor):
        assert again(the_auditor, kept) == (True, ())

    def test_does_so_after_more_evidence_came(self, kept, the_auditor):
        hold(*compliance(0.1), document=9, known_at=moment(5))

        assert again(the_auditor, kept) == (True, ())

    def test_does_so_after_the_clock_was_set_back_and_more_came(
        self, kept, the_analyst, the_auditor, tmp_path
    ):
        report = bring(the_analyst, written(tmp_path, EVENTS), vendor="Northwind Cloud", at=moment(20))

        assert report.files[0].outcome == "added"
        assert f"known since {moment(10):%Y-%m-%d}" in report.files[0].message
        assert again(the_auditor, kept) == (True, ())

    def test_is_computed_once_nobody_writes_to_the_ledger(self, kept, the_analyst):
        with reads() as asked:
            keep_scorecard(actor=the_analyst, at=NOON, vendor=VENDOR)

        held = next(place for place, sql in enumerate(asked) if "answered_until" in sql)
        assert held < min(place for place, sql in enumerate(asked) if "ledger_" in sql)

    def test_does_so_after_its_evidence_was_retracted(self, the_auditor, the_analyst):
        relate()
        document = hold(*compliance(), document=1, known_at=moment(30))
        kept = keep_scorecard(actor=the_analyst, at=moment(10), vendor=VENDOR)
        retract(document, moment(5))

        assert again(the_auditor, kept) == (True, ())
        now = keep_scorecard(actor=the_analyst, at=NOON, vendor=VENDOR)
        assert json.loads(body(the_auditor, now)) != json.loads(body(the_auditor, kept))

    def test_does_so_after_another_method_was_adopted_and_weights_were_set(self, kept, the_auditor, the_ciso):
        text = shipped_text("default-1.0").replace("name: default", "name: ours")
        adopt_method(actor=the_ciso, at=NOON, text=text)
        weights = {"performance": 0.8, "compliance": 0.1, "trust": 0.1}
        set_weights(actor=the_ciso, at=NOON, relationship=relate().pk, weights=weights)

        assert again(the_auditor, kept) == (True, ())

    def test_may_be_of_any_past_day(self, kept, the_analyst, the_auditor):
        of_a_past_day = keep_scorecard(
            actor=the_analyst, at=NOON, vendor=VENDOR, as_of=day(200), known_on=day(20)
        )

        assert again(the_auditor, of_a_past_day) == (True, ())
        assert body(the_auditor, of_a_past_day) != body(the_auditor, kept)

    def test_says_what_differs_where_somebody_changed_it(self, kept, the_auditor):
        with acting_for_the_installation(because="a test stores a forged one"):
            row = KeptScorecard.objects.get(pk=kept.id)
            row.pk, row.body, row.engine = (
                77,
                row.body.replace("performance", "performances"),
                "detente 0.0.1",
            )
            row._state.adding = True
            row.save()

        found = recompute(actor=the_auditor, number=77)

        assert (found.same, found.differs) == (False, ("engine", "result"))

    def test_is_listed_the_latest_first(self, kept, the_analyst, the_auditor):
        later = keep_scorecard(actor=the_analyst, at=NOON, vendor=VENDOR)

        assert list_kept(actor=the_auditor, vendor=VENDOR) == [later, kept]
        assert not hasattr(later, "body")  # tens of kB a card: to be asked for one by one

    def test_of_others_is_not_there(self, kept, the_stranger):
        with pytest.raises(NoSuchScorecard):
            recompute(actor=the_stranger, number=kept.id)
        with pytest.raises(NoSuchScorecard):
            show_kept(actor=the_stranger, number=kept.id)
