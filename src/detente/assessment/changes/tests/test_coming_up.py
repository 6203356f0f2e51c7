"""What comes up has a day, the days left, and whom it is with; each side has its own list."""

import pytest

from detente.assessment.changes.contracts import TooFar
from detente.assessment.changes.selectors.coming_up import coming_up
from detente.assessment.changes.tests.laid import contract, dispute
from detente.assessment.scorecards.services.preview_scorecard import preview_scorecard
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    moment,
    performance,
    reads,
    relate,
    retract,
    show_enough,
)
from detente.evidence.relationships.services.end_contract import end_contract
from detente.formats.records import Certificate
from detente.foundation.tests.people import INSURER, NOON, RIVAL, SUPPLIER


def ask(actor, **more):
    return coming_up(actor=actor, at=NOON, **more)


def brief(found):
    return [(one.kind, one.days, one.name) for one in found]


def certificate(ahead, *, document, scheme="SOC 2", **more):
    return hold(
        Certificate(scheme, "in force", issued_on=day(300), expires_on=day(-ahead)),
        document=document,
        **more,
    )


class TestTheCustomersList:
    def test_is_in_the_order_of_days(self, the_analyst):
        relate()
        contract("Hosting", renews_on=day(-80), notice_days=60)
        certificate(30, document=1)
        dispute(hold(*performance(), document=2), side="vendor", back=4)

        assert brief(ask(the_analyst)) == [
            ("dispute", -4, "Northwind Cloud"),
            ("notice", 20, "Northwind Cloud"),
            ("certificate", 30, "Northwind Cloud"),
            ("renewal", 80, "Northwind Cloud"),
        ]

    def test_has_the_day_for_notice_of_a_contract_that_renews_long_after(self, the_analyst):
        contract("Hosting", renews_on=day(-400), notice_days=390)
        contract("Support", renews_on=day(-200), notice_days=150)

        assert brief(ask(the_analyst)) == [
            ("notice", 10, "Northwind Cloud"),
            ("notice", 50, "Northwind Cloud"),
        ]

    def test_leaves_out_a_contract_that_ends_before_it_would_renew(self, the_analyst):
        made = contract("Hosting", renews_on=day(-50))
        end_contract(actor=the_analyst, at=NOON, contract=made.pk, reason="replaced", ended_on=day(-40))

        assert brief(ask(the_analyst)) == [("end", 40, "Northwind Cloud")]

    @pytest.mark.parametrize("known", ["renewed", "retracted", "of others", "not related"])
    def test_leaves_out_a_certificate_that(self, known, the_analyst):
        relate()
        if known == "renewed":
            certificate(20, document=1)
            certificate(385, document=2)
        elif known == "retracted":
            retract(certificate(20, document=1), moment(0.5))
        elif known == "of others":
            certificate(20, document=1, customer=INSURER)
        else:
            certificate(20, document=1, vendor=RIVAL)

        assert ask(the_analyst) == []

    def test_looks_no_further_than_asked(self, the_analyst):
        relate()
        certificate(30, document=1)

        assert ask(the_analyst, days=29) == []
        assert len(ask(the_analyst, days=30)) == 1

    def test_has_its_own_disputes_only_on_the_others_list(self, the_analyst, the_vendor):
        dispute(hold(*performance(), document=2), side="customer", back=4)

        assert ask(the_analyst) == []
        assert brief(ask(the_vendor)) == [("dispute", -4, "Halden Bank")]

    @pytest.mark.parametrize("days", [0, 367])
    def test_is_refused_for_days_that_cannot_be_shown(self, days, the_analyst):
        with pytest.raises(TooFar):
            ask(the_analyst, days=days)

    def test_takes_as_many_queries_for_many_vendors_as_for_few(self, the_analyst):
        relate()
        certificate(30, document=1)
        contract("Hosting", renews_on=day(-80))

        def queries():
            with reads() as asked:
                ask(the_analyst)
            return len(asked)

        few = queries()
        for number in range(4000, 4030):
            relate(number, name=f"Vendor {number}")
            certificate(30, document=number, vendor=number)
            contract("Hosting", vendor=number, renews_on=day(-80))

        assert queries() == few < 14


class TestTheVendorsList:
    def test_has_a_preview_to_answer(self, the_analyst, the_vendor):
        relate(notice_hours=24)
        show_enough(SUPPLIER, good=0.8, first_document=1)
        preview_scorecard(actor=the_analyst, at=NOON, vendor=str(SUPPLIER))

        assert ("preview", 10, "Halden Bank") in brief(ask(the_vendor))
        assert ("preview", 10, "Northwind Cloud") in brief(ask(the_analyst))

    def test_has_a_certificate_once_however_many_customers_hold_it(self, the_vendor):
        relate()
        relate(customer=INSURER)
        certificate(20, document=1)
        certificate(20, document=2, customer=INSURER)

        (one,) = ask(the_vendor)

        assert (one.kind, one.days, one.name) == ("certificate", 20, "SOC 2")
        assert "2 customers count on it" in one.words

    def test_has_nothing_of_contracts_and_of_other_vendors(self, the_vendor, the_rival):
        contract("Hosting", renews_on=day(-20))
        certificate(20, document=1)

        assert [one.kind for one in ask(the_vendor)] == ["certificate"]
        assert ask(the_rival) == []
