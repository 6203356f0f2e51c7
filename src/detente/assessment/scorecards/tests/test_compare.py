"""Two vendors side by side, or the reason why they cannot be."""

import pytest

from detente.assessment.scorecards.contracts import NotComparable
from detente.assessment.scorecards.methods.reading import shipped_text
from detente.assessment.scorecards.selectors.comparison import compare
from detente.assessment.scorecards.services.adopt_method import adopt_method
from detente.assessment.scorecards.tests.held import day, moment, relate, show_enough
from detente.foundation.tests.people import NOON, RIVAL, SUPPLIER


@pytest.fixture
def ask(the_analyst):
    relate()
    relate(RIVAL, name="Kestrel Networks")

    def asked(first=SUPPLIER, second=RIVAL, **dates):
        return compare(actor=the_analyst, at=NOON, vendor=str(first), other=str(second), **dates)

    return asked


@pytest.fixture
def far_apart():
    show_enough(SUPPLIER, good=1.0, first_document=1, known_at=moment(60))
    show_enough(RIVAL, good=0.2, first_document=11, known_at=moment(60))


class TestAComparison:
    def test_says_who_has_shown_more_in_either_order(self, ask, far_apart):
        there, back = ask(), ask(RIVAL, SUPPLIER)

        assert there.has_shown_more == back.has_shown_more == "Northwind Cloud"
        assert there.is_ahead is None
        assert there.words == back.words
        assert there.words.startswith("Northwind Cloud has shown more, with either side's weights.")

    def test_does_not_tell_apart_what_the_evidence_does_not(self, ask):
        show_enough(SUPPLIER, good=0.7, first_document=1)
        show_enough(RIVAL, good=0.7, first_document=11)

        found = ask()

        assert found.has_shown_more is None
        assert found.words == "The evidence does not tell Northwind Cloud and Kestrel Networks apart."
        assert all(0.3 < one.shown_more < 0.7 for one in found.together)

    def test_is_refused_while_it_is_too_early_for_one(self, ask):
        show_enough(SUPPLIER, good=1.0, first_document=1)

        with pytest.raises(NotComparable, match="too early for Kestrel Networks"):
            ask()

    def test_is_refused_where_the_methods_are_different(self, ask, far_apart, the_ciso):
        text = shipped_text("default-1.0").replace("name: default", "name: ours")
        adopt_method(actor=the_ciso, at=moment(30), text=text)

        assert ask(known_on=day(40)).method == "default-1.0"
        assert ask().method == "ours-1.0"
        with pytest.raises(NotComparable, match=r"ours-1\.0 and method default-1\.0 do not compare"):
            ask(as_of=day(40), known_on=day(40), other_as_of=day(40), other_known_on=day(1))

    def test_is_refused_where_they_look_at_different_days(self, ask, far_apart):
        with pytest.raises(NotComparable, match="does not compare; use one window"):
            ask(other_as_of=day(40))
