"""Methods that a customer adopts: locked, in force from then on, and remembered."""

import pytest

from detente.assessment.scorecards.contracts import InvalidMethodFile, MethodVersionExists, NoSuchMethod
from detente.assessment.scorecards.methods.reading import shipped_text
from detente.assessment.scorecards.models import AdoptedMethod
from detente.assessment.scorecards.selectors.methods import list_methods, show_method
from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.services.adopt_method import adopt_method
from detente.assessment.scorecards.tests.held import day, moment, relate
from detente.evidence.relationships.contracts import AmbiguousCustomer, NoSuchCustomer
from detente.foundation.access import NotPermitted
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.people import BANK, INSURER, NOON

OURS = shipped_text("default-1.0").replace("name: default", "name: ours")
NEXT = OURS.replace('version: "1.0"', 'version: "1.1"')


class TestAdopting:
    def test_puts_a_method_in_force_from_then_on(self, the_ciso, the_auditor):
        adopt_method(actor=the_ciso, at=moment(5), text=OURS)

        assert portfolio(actor=the_auditor, at=NOON).method == "ours-1.0"
        assert portfolio(actor=the_auditor, at=NOON, known_on=day(6)).method == "default-1.0"

    def test_of_the_next_version_takes_its_place(self, the_ciso, the_auditor):
        adopt_method(actor=the_ciso, at=moment(5), text=OURS)
        adopt_method(actor=the_ciso, at=moment(2), text=NEXT)

        listed = list_methods(actor=the_auditor)

        assert (listed[0].id, listed[0].in_force) == ("ours-1.1", True)
        assert {one.id for one in listed if not one.in_force} == {"ours-1.0", "default-1.0", "buyer-1.0"}

    def test_a_version_twice_is_refused(self, the_ciso):
        adopt_method(actor=the_ciso, at=NOON, text=OURS)

        with pytest.raises(
            MethodVersionExists, match=r"ours-1\.0 is there already and locked: give .* a new version"
        ):
            adopt_method(actor=the_ciso, at=NOON, text=OURS + "# changed\n")

    def test_a_shipped_version_is_refused(self, the_ciso):
        with pytest.raises(MethodVersionExists, match=r"default-1\.0"):
            adopt_method(actor=the_ciso, at=NOON, text=shipped_text("default-1.0"))

    def test_a_file_with_a_mistake_is_refused_and_changes_nothing(self, the_ciso, the_auditor):
        with pytest.raises(InvalidMethodFile, match="the method file, line 44: weight_percent"):
            adopt_method(
                actor=the_ciso, at=NOON, text=OURS.replace("weight_percent: 25", "weight_percent: x", 1)
            )

        assert list_methods(actor=the_auditor)[0].id == "default-1.0"

    def test_is_for_those_who_may(self, the_director):
        with pytest.raises(NotPermitted):
            adopt_method(actor=the_director, at=NOON, text=OURS)

    def test_is_each_customers_own(self, the_ciso, the_stranger):
        adopt_method(actor=the_ciso, at=NOON, text=OURS)

        assert list_methods(actor=the_stranger)[0].id == "default-1.0"
        adopt_method(actor=the_stranger, at=NOON, text=OURS)


class TestAMethod:
    def test_is_shown_as_its_file_has_it(self, the_ciso):
        adopt_method(actor=the_ciso, at=NOON, text=OURS)

        assert show_method(actor=the_ciso, method="ours-1.0").text == OURS

    def test_that_nobody_adopted_is_not_there(self, the_auditor):
        with pytest.raises(NoSuchMethod, match=r"There is no method 'ours-9\.9'") as refused:
            show_method(actor=the_auditor, method="ours-9.9")

        assert "list-methods" in refused.value.hint  # the command line alone adds it

    def test_that_can_no_longer_be_read_is_told_so(self, the_auditor, the_ciso):
        with acting_for_the_installation(because="a test plants a method of another version of the product"):
            AdoptedMethod.objects.create(
                customer_id=BANK, visibility=Visibility.CUSTOMER, name="old", version="1",
                text=OURS.replace("  P1:  #", "  P99:  #"), sha256="0" * 64, adopted_at=NOON, adopted_by_id=101,
            )  # fmt: skip

        with pytest.raises(
            InvalidMethodFile, match=r"The method in force can no longer be read\. old-1, line 42"
        ):
            portfolio(actor=the_auditor, at=NOON)


class TestTheMethodOfACustomer:
    @pytest.fixture
    def adopted(self, the_ciso, the_stranger):
        relate()
        adopt_method(actor=the_ciso, at=moment(5), text=OURS)
        adopt_method(actor=the_ciso, at=moment(2), text=NEXT)
        adopt_method(actor=the_stranger, at=moment(1), text=OURS.replace("name: ours", "name: theirs"))

    @pytest.mark.parametrize("who", ["the_vendor", "the_contributor"])
    def test_is_read_by_whom_it_scores_and_no_other_version_of_it(self, adopted, everybody, browser, who):
        assert [one.id for one in list_methods(actor=everybody[who])] == ["ours-1.1"]
        assert show_method(actor=everybody[who], method="ours-1.1").text == NEXT
        with pytest.raises(NoSuchMethod):
            show_method(actor=everybody[who], method="ours-1.0")
        page = browser(everybody[who]).get("/method")
        assert page.status_code == 200
        assert "Halden Bank scores you by it. In force: ours-1.1" in page.content.decode()
        assert "theirs" not in page.content.decode()

    def test_is_chosen_where_there_are_several(self, adopted, the_vendor, browser):
        with pytest.raises(NoSuchCustomer):
            list_methods(actor=the_vendor, customer="Morrow Insurance")
        other = relate(customer=INSURER)

        with pytest.raises(AmbiguousCustomer, match=f"{other.pk} .Morrow Insurance"):
            list_methods(actor=the_vendor)
        assert list_methods(actor=the_vendor, customer="Morrow Insurance")[0].id == "theirs-1.0"
        page = browser(the_vendor).get("/method", {"customer": other.pk}).content.decode()
        assert "Morrow Insurance scores you by it. In force: theirs-1.0" in page
        assert 'href="/method?customer=' in page

    def test_is_the_shipped_one_for_a_vendor_without_customers(self, adopted, the_rival, browser):
        page = browser(the_rival).get("/method").content.decode()

        assert "In force: default-1.0" in page
        with pytest.raises(NoSuchCustomer):
            list_methods(actor=the_rival)
