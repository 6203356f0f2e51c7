"""Services, products in use and contracts: those of a day, as known on a day."""

from datetime import date, timedelta

import pytest

from detente.evidence.relationships.contracts import (
    NoSuchContract,
    NoSuchService,
    Term,
    UnfitDates,
)
from detente.evidence.relationships.services.add_contract import add_contract
from detente.evidence.relationships.services.add_service import add_service
from detente.evidence.relationships.services.change_products import change_products
from detente.evidence.relationships.services.end_contract import end_contract
from detente.evidence.relationships.services.end_service import end_service
from detente.evidence.relationships.tests.days import AUGUST, JULY, on
from detente.evidence.relationships.tests.examples import CONTRACT, SERVICE
from detente.foundation.errors import NotPermitted
from detente.foundation.tests.people import NOON


class TestProductsInUse:
    @pytest.fixture
    def moved(self, the_customer, room_then):
        (service,) = room_then().services
        return change_products(
            actor=the_customer,
            at=JULY,
            service=service.id,
            products=["Gate", "Vault"],
            reason="Backups moved to it.",
            valid_from=on(6),
        )

    def test_are_those_of_the_day_as_it_was_known(self, moved, then, room_then):
        assert moved.products == ("Gate", "Vault")
        assert then().products == then(on(6), on(7)).products == ("Gate", "Vault")
        assert then(on(6)).products == then(on(5, 31), on(7)).products == ("Gate",)
        assert room_then(on(5)).services[0].products == ("Gate",)

    def test_may_be_none_from_a_day_on(self, the_customer, moved, then):
        change_products(actor=the_customer, at=AUGUST, service=moved.id, products=[], reason="All went away.")

        assert (then(on(7)).products, then().products) == (("Gate", "Vault"), ())

    def test_are_told_with_the_service(self, moved, room_then):
        (said,) = room_then().changes

        assert (said.term, said.about, said.to) == (Term.PRODUCTS, "hosting", "Gate, Vault")


class TestAService:
    def test_is_there_from_its_day_on_as_it_was_known(self, the_customer, acme, then, room_then):
        added = add_service(
            actor=the_customer,
            at=JULY,
            relationship=acme.relationship,
            name="Backup",
            products=["Vault"],
            since=on(6),
        )

        assert (added.added_at, added.added_by) == (JULY, "Ines Halden")
        assert then(on(6), on(7)).products == ("Gate", "Vault")
        assert then(on(6)).products == then(on(5), on(7)).products == ("Gate",)
        assert [one.name for one in room_then(on(6)).services] == ["hosting"]

    def test_is_gone_from_the_day_on_which_it_ended(self, the_customer, then, room_then):
        (service,) = room_then().services

        ended = end_service(
            actor=the_customer, at=JULY, service=service.id, reason="It moved.", ended_on=on(6)
        )

        assert ended.ended_on == on(6)
        assert then().products == then(on(6), on(7)).products == ()
        assert then(on(5, 31), on(7)).products == then(on(6), on(6)).products == ("Gate",)
        assert (room_then().services, len(room_then(on(6)).services)) == ((), 1)

    @pytest.mark.parametrize("anew", [on(5), on(9)])
    def test_ends_on_the_day_that_was_told_last(self, the_customer, then, room_then, anew):
        (service,) = room_then().services
        for at, day in ((JULY, on(6)), (AUGUST, anew)):
            end_service(actor=the_customer, at=at, service=service.id, reason="It moved.", ended_on=day)

        assert then(anew - timedelta(days=1), on(8)).products == ("Gate",)
        assert then(anew, on(11)).products == ()
        assert then(on(5, 31), on(7)).products == ("Gate",)

    def test_that_is_still_to_begin_or_to_end_is_shown_with_the_day(
        self, the_customer, acme, then, room_then
    ):
        (service,) = room_then().services
        new = {"name": "Backup", "products": ["Vault"], "since": date(2027, 1, 1)}
        add_service(actor=the_customer, at=NOON, relationship=acme.relationship, **new)
        end_service(
            actor=the_customer, at=NOON, service=service.id, reason="It moves.", ended_on=date(2027, 2, 1)
        )

        assert then().products == ("Gate",)
        assert [(one.name, one.ended_on) for one in room_then().services] == [
            ("hosting", date(2027, 2, 1)),
            ("Backup", None),
        ]

    def test_does_not_end_as_it_begins(self, the_customer, room_then):
        (service,) = room_then().services
        for day in (service.since, service.since - timedelta(days=1)):
            with pytest.raises(UnfitDates, match="began on 2026-01-01"):
                end_service(actor=the_customer, at=JULY, service=service.id, reason="x", ended_on=day)

    def test_is_changed_by_its_customer_alone(self, both_sides):
        for who, error in (("the_vendor", NotPermitted), ("the_stranger", NoSuchService)):
            with pytest.raises(error):
                end_service(actor=both_sides[who], at=NOON, service=SERVICE, reason="x")
            with pytest.raises(error):
                change_products(actor=both_sides[who], at=NOON, service=SERVICE, products=[], reason="x")


class TestAContract:
    @pytest.fixture
    def contract(self, the_customer, acme):
        return add_contract(
            actor=the_customer,
            at=JULY,
            relationship=acme.relationship,
            title="Hosting",
            starts_on=on(6),
            renews_on=date(2027, 6, 1),
            notice_days=90,
        )

    def test_renews_from_its_day_on_as_it_was_known(self, contract, then, room_then):
        assert contract.added_at == JULY
        assert then().renews_on == then(on(6), on(7)).renews_on == date(2027, 6, 1)
        assert then(on(6)).renews_on is then(on(5), on(7)).renews_on is None
        assert (len(room_then().contracts), room_then(on(6)).contracts) == (1, ())

    def test_that_is_replaced_renews_no_more(self, the_customer, contract, then, room_then):
        ended = end_contract(
            actor=the_customer,
            at=AUGUST,
            contract=contract.id,
            reason="A new one replaces it.",
            ended_on=date(2027, 6, 1),
        )

        assert (ended.ends_on, ended.renews_on, ended.notice_by) == (date(2027, 6, 1), None, None)
        assert room_then().contracts == (ended,)
        assert then().renews_on is None
        assert then(on(7)).renews_on == date(2027, 6, 1)

    def test_is_gone_once_it_ended(self, the_customer, contract, then, room_then):
        end_contract(actor=the_customer, at=AUGUST, contract=contract.id, reason="Both agreed.")

        assert (room_then().contracts, then().renews_on) == ((), None)
        assert then(on(7, 31)).renews_on == date(2027, 6, 1)
        assert [one.ends_on for one in room_then(on(7, 31), on(11)).contracts] == [AUGUST.date()]

    def test_is_ended_by_its_customer_alone(self, both_sides):
        for who, error in (("the_vendor", NotPermitted), ("the_stranger", NoSuchContract)):
            with pytest.raises(error):
                end_contract(actor=both_sides[who], at=NOON, contract=CONTRACT, reason="x")
