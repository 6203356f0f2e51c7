"""Tier, hours of notice and what is supplied: those of a day, as known on a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from detente.evidence.relationships.contracts import (
    NoSuchRelationship,
    NothingChanges,
    Stage,
    Term,
    UnfitDates,
    UnfitName,
    UnfitNotice,
    UnfitTier,
)
from detente.evidence.relationships.models import TermChange
from detente.evidence.relationships.selectors import (
    find_vendor,
    list_relationships,
    list_vendors,
    show_relationship,
    vendors_of,
    vendors_over_time,
)
from detente.evidence.relationships.services.accept_code import accept_code
from detente.evidence.relationships.services.add_contact import add_contact
from detente.evidence.relationships.services.add_contract import add_contract
from detente.evidence.relationships.services.change_products import change_products
from detente.evidence.relationships.services.change_stage import change_stage
from detente.evidence.relationships.services.change_terms import change_terms
from detente.evidence.relationships.services.end_service import end_service
from detente.evidence.relationships.services.propose_outcome import propose_outcome
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.evidence.relationships.tests.days import AUGUST, JULY, MARCH, on
from detente.evidence.relationships.tests.examples import CONTRACT, RELATIONSHIP, SERVICE, UNINVITED
from detente.foundation.errors import NotPermitted
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.tenancy import Visibility, acting_for
from detente.foundation.tests.people import BANK, NOON, SUPPLIER


class TestTheTier:
    @pytest.mark.parametrize(
        ("as_of", "known_on", "tier"),
        [
            (None, None, 1),
            (on(6), None, 3),
            (on(6), on(6, 30), 3),
            (on(6), on(7), 1),
            (on(5, 31), on(7), 3),
            (on(7), None, 1),
        ],
    )
    def test_is_that_of_the_day_as_it_was_known(self, change, then, room_then, as_of, known_on, tier):
        change(JULY, tier=1, valid_from=on(6))

        assert then(as_of, known_on).tier == room_then(as_of, known_on).tier == tier

    def test_changes_today_if_no_day_is_given(self, change, then):
        assert change(JULY, tier=2).tier == 2
        assert (then(on(6, 30), on(11)).tier, then(on(7), on(11)).tier) == (3, 2)

    def test_that_comes_later_waits_for_its_day(self, change, then, room_then, the_customer):
        change(NOON, tier=1, valid_from=NOON.date() + timedelta(days=1))

        tomorrow = NOON + timedelta(days=1)
        assert (then().tier, room_then().tier) == (3, 3)
        assert find_vendor(actor=the_customer, at=tomorrow, vendor="Acme").tier == 1
        (said,) = room_then().changes
        assert (said.term, said.to, said.valid_from) == (Term.TIER, "1", tomorrow.date())

    def test_that_was_recorded_later_counts_where_two_begin_on_one_day(self, change, then):
        change(JULY, tier=1, valid_from=on(6))
        change(AUGUST, tier=2, valid_from=on(6))

        assert (then(on(6), on(7)).tier, then(on(6), on(8)).tier, then().tier) == (1, 2, 2)

    def test_that_is_told_late_ends_where_the_next_began(self, change, then):
        change(JULY, tier=1, valid_from=on(6))
        change(AUGUST, tier=2, valid_from=on(4))

        assert [then(on(month), on(11)).tier for month in (3, 4, 6)] == [3, 2, 1]

    def test_orders_the_lists_by_what_holds_now(self, change, the_customer):
        change(JULY, tier=1)

        vendors = [(one.name, one.tier) for one in list_vendors(actor=the_customer, at=NOON)]
        rooms = list_relationships(actor=the_customer, at=NOON)
        first = list_relationships(actor=the_customer, at=NOON, limit=1)
        rest = list_relationships(actor=the_customer, at=NOON, after=first.next)
        assert vendors == [("Acme", 1), ("Northwind Cloud", 1), ("Tern Analytics", 3)]
        assert [(one.vendor, one.tier) for one in rooms.items] == vendors
        assert first.items + rest.items == rooms.items


class TestOtherTerms:
    def test_change_each_by_itself(self, change, then):
        change(JULY, tier=1, valid_from=on(6))
        change(AUGUST, notice_hours=24, valid_from=on(4))

        found = [then(on(month), on(11)) for month in (3, 4, 6)]
        assert [(one.tier, one.notice_hours) for one in found] == [(3, None), (3, 24), (1, 24)]

    def test_may_be_taken_away(self, change, then, room_then):
        change(JULY, notice_hours=24, summary="hosting and backup")
        change(AUGUST, notice_hours=0, summary="")

        assert (then(on(7)).notice_hours, then(on(7)).service) == (24, "hosting and backup")
        assert (then().notice_hours, then().service) == (None, "hosting")
        assert (room_then().notice_hours, room_then().summary) == (None, "")

    def test_are_told_to_both_sides_with_who_said_so_and_why(self, the_customer, both_sides):
        change_terms(
            actor=the_customer,
            at=NOON,
            relationship=RELATIONSHIP,
            tier=2,
            notice_hours=24,
            reason="  Payments moved away. ",
            valid_from=on(6),
        )

        shown = show_relationship(actor=both_sides["the_vendor"], at=NOON, relationship=RELATIONSHIP).changes
        assert [(one.term, one.to) for one in shown] == [(Term.TIER, "2"), (Term.NOTICE_HOURS, "24 hours")]
        assert {(one.by, one.reason, one.valid_from, one.recorded_at) for one in shown} == {
            ("Ines Halden", "Payments moved away.", on(6), NOON)
        }

    @pytest.mark.parametrize(
        ("terms", "error"),
        [
            ({}, NothingChanges),
            ({"tier": 4}, UnfitTier),
            ({"tier": 0}, UnfitTier),
            ({"notice_hours": -1}, UnfitNotice),
            ({"notice_hours": 8_761}, UnfitNotice),
            ({"summary": "x" * 301}, UnfitName),
            ({"tier": 1, "reason": " "}, UnfitName),
            ({"tier": 1, "reason": "x" * 501}, UnfitName),
            ({"tier": 1, "valid_from": date(2025, 12, 31)}, UnfitDates),
        ],
    )
    def test_are_refused_where_they_cannot_hold(self, change, room_then, terms, error):
        with pytest.raises(error):
            change(JULY, **terms)

        assert room_then().changes == ()

    def test_are_changed_by_whoever_manages_the_relationship(self, both_sides):
        for who, error in (
            ("the_vendor", NotPermitted),
            ("the_director", NotPermitted),
            ("the_stranger", NoSuchRelationship),
        ):
            with pytest.raises(error):
                change_terms(
                    actor=both_sides[who], at=NOON, relationship=RELATIONSHIP, tier=2, reason="Because."
                )


class TestBeforeItWasOnRecord:
    def test_a_relationship_tells_nothing_and_is_no_error(self, then, room_then, the_customer):
        room, vendor = room_then(on(2)), then(on(2))

        assert (room.tier, room.summary, room.notice_hours, room.services) == (None, "", None, ())
        assert (room.stages, room.changes, room.outcome) == ((), (), None)
        assert (vendor.service, vendor.products, vendor.notice_hours) == ("", (), None)
        assert list_vendors(actor=the_customer, at=NOON, as_of=on(2)) == []

    def test_a_day_before_it_began_has_the_terms_that_it_began_with(self, then):
        before = then(date(2025, 6, 1), on(11))

        assert (before.tier, before.service, before.products) == (3, "hosting", ())

    def test_a_day_to_come_is_refused(self, then, room_then):
        for ask in (then, room_then):
            with pytest.raises(NotOnRecord):
                ask(date(2027, 1, 1))

    def test_stage_outcome_people_and_code_are_those_of_the_day(self, the_customer, both_sides):
        lead, later = both_sides["the_vendor"], NOON + timedelta(days=10)
        accept_code(actor=lead, at=later, relationship=RELATIONSHIP, version="1.0")
        change_stage(
            actor=the_customer,
            at=later,
            relationship=RELATIONSHIP,
            stage=Stage.PROVEN,
            reason="It went well.",
        )
        add_contact(actor=lead, at=later, relationship=RELATIONSHIP, name="Lea")
        propose_outcome(actor=lead, at=later, relationship=RELATIONSHIP, text="Nothing is lost.")

        def seen(**dates):
            found = show_relationship(actor=the_customer, at=later, relationship=RELATIONSHIP, **dates)
            vendor = find_vendor(actor=the_customer, at=later, vendor="Northwind Cloud", **dates)
            assert vendor.stage is found.stage
            return found.stage, found.code_accepted, found.outcome.version, len(found.contacts)

        assert seen() == (Stage.PROVEN, "1.0", 2, 2)
        assert seen(known_on=NOON.date()) == (Stage.TRANSACTIONAL, None, 1, 1)


class TestManyVendors:
    def test_are_each_as_alone_on_any_day(self, the_customer, change, acme, room_then):
        (service,) = room_then().services
        change(JULY, tier=1, notice_hours=24, valid_from=on(6))
        change(AUGUST, tier=2, summary="hosting and backup", valid_from=on(4))
        own = {"actor": the_customer, "at": AUGUST}
        change_products(**own, service=service.id, products=["Vault"], reason="x", valid_from=on(5))
        add_contract(
            **own, relationship=acme.relationship, title="Hosting", starts_on=on(4), renews_on=on(12)
        )
        end_service(**own, service=service.id, reason="It moved.", ended_on=on(10))

        seen, those = set(), []
        for as_of in (on(month) for month in range(3, 12)):
            for known_on in (on(month, 2) for month in range(3, 12)):
                dates = {"at": NOON, "as_of": as_of, "known_on": known_on}
                every = list_vendors(actor=the_customer, **dates)
                alone = [find_vendor(actor=the_customer, vendor=str(one.vendor), **dates) for one in every]
                assert every == alone
                seen |= set(every)
                those.append(moments(NOON, as_of, known_on))
        assert len(seen) >= 6
        with acting_for(BANK, writes=False):
            over_time = vendors_over_time([acme.vendor, 1, 10**30], customer=BANK, those=those)
        assert list(over_time) == [acme.vendor]
        assert {one for one in seen if one.vendor == acme.vendor} == set(over_time[acme.vendor])

    def test_take_as_many_queries_as_one(self, the_customer, change):
        def taken():
            with (
                acting_for(BANK, writes=False),
                CaptureQueriesContext(connection) as asked,
            ):
                vendors_of(BANK, as_of=NOON, known_on=NOON)
            return len(asked)

        few = taken()
        for number in range(20):
            made = start_relationship(
                actor=the_customer, at=MARCH, vendor=f"Vendor {number}", tier=3, products=["x"]
            )
            own = {"actor": the_customer, "at": JULY, "relationship": made.relationship}
            change_terms(**own, tier=2, reason="x")
            add_contract(**own, title="x", starts_on=on(3), renews_on=on(12))

        assert taken() == few


class TestTheDatabase:
    @pytest.mark.parametrize(
        "row",
        [
            {"term": "tier", "number": 4},
            {"term": "tier"},
            {"term": "tier", "number": 1, "service_id": SERVICE},
            {"term": "products in use"},
            {"term": "end"},
            {"term": "end", "service_id": SERVICE, "contract_id": CONTRACT},
            {"term": "colour"},
        ],
    )
    def test_keeps_no_change_that_means_nothing(self, both_sides, row):
        with acting_for(BANK, writes=True), pytest.raises(IntegrityError), transaction.atomic():
            TermChange.objects.create(
                customer_id=BANK,
                vendor_id=SUPPLIER,
                visibility=Visibility.SHARED,
                relationship_id=RELATIONSHIP,
                valid_from=on(1),
                recorded_at=NOON,
                by_id=both_sides["the_ciso"].person,
                reason="x",
                **row,
            )


def test_a_relationship_without_changes_is_as_it_began(the_customer):
    shown = show_relationship(actor=the_customer, at=NOON, relationship=UNINVITED)

    assert (shown.tier, shown.summary, shown.changes) == (3, "hosting", ())
