"""The room that a customer and a vendor share: the same facts for either, and notes that each keeps."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from detente.evidence.relationships.contracts import (
    AlreadySigned,
    NoOutcomeYet,
    NoSuchRelationship,
    Stage,
    StageNotReached,
    StatementChanged,
    UnfitDates,
    UnfitName,
    UnfitTier,
)
from detente.evidence.relationships.models import OutcomeStatement, PrivateNote, Relationship
from detente.evidence.relationships.selectors import (
    find_vendor,
    list_notes,
    list_relationships,
    list_vendors,
    relationship_page,
    show_relationship,
)
from detente.evidence.relationships.services.accept_code import accept_code
from detente.evidence.relationships.services.add_contact import add_contact
from detente.evidence.relationships.services.add_contract import add_contract
from detente.evidence.relationships.services.add_service import add_service
from detente.evidence.relationships.services.change_stage import change_stage
from detente.evidence.relationships.services.change_terms import change_terms
from detente.evidence.relationships.services.invite_vendor import invite_vendor
from detente.evidence.relationships.services.propose_outcome import propose_outcome
from detente.evidence.relationships.services.sign_outcome import sign_outcome
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.evidence.relationships.services.write_note import write_note
from detente.evidence.relationships.tests.examples import RELATIONSHIP, UNINVITED
from detente.foundation.errors import NotPermitted
from detente.foundation.roles import Side
from detente.foundation.tenancy import Visibility, acting_for
from detente.foundation.tests.people import NOON, SUPPLIER


@pytest.fixture
def sides(both_sides):
    return both_sides


@pytest.fixture
def the_customer(sides):
    return sides["the_ciso"]


@pytest.fixture
def the_lead(sides):
    return sides["the_vendor"]


class TestARelationship:
    def test_is_the_same_to_either_side(self, the_customer, the_lead):
        ours = show_relationship(actor=the_customer, at=NOON, relationship=RELATIONSHIP)

        assert show_relationship(actor=the_lead, at=NOON, relationship=RELATIONSHIP) == ours
        assert (ours.customer, ours.vendor) == ("Halden Bank", "Northwind Cloud")
        assert RELATIONSHIP in [one.id for one in list_relationships(actor=the_lead, at=NOON).items]

    def test_is_nobody_elses(self, sides):
        for who in ("the_stranger", "the_rival"):
            with pytest.raises(NoSuchRelationship):
                show_relationship(actor=sides[who], at=NOON, relationship=RELATIONSHIP)
            assert list_relationships(actor=sides[who], at=NOON).items == ()
        with pytest.raises(NotPermitted):
            list_relationships(actor=sides["the_host"], at=NOON)

    def test_begins_with_a_stage_a_service_and_the_day(self, the_customer):
        made = start_relationship(
            actor=the_customer,
            at=NOON,
            vendor="  Acme   Cloud ",
            tier=1,
            summary="hosting",
            products=["Gate"],
        )
        shown = show_relationship(actor=the_customer, at=NOON, relationship=made.relationship)

        assert (made.name, made.service, made.products, made.tier) == ("Acme Cloud", "hosting", ("Gate",), 1)
        assert (shown.since, shown.stage, len(shown.stages)) == (NOON.date(), Stage.TRANSACTIONAL, 1)
        assert made in list_vendors(actor=the_customer, at=NOON)

    @pytest.mark.parametrize("tier", [0, 4, -1])
    def test_needs_a_tier_that_there_is(self, the_customer, tier):
        with pytest.raises(UnfitTier, match="1, 2 or 3"):
            start_relationship(actor=the_customer, at=NOON, vendor="Acme", tier=tier)

    def test_is_one_of_two_parties(self, the_customer):
        with (
            acting_for(the_customer.organisation, writes=True),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            Relationship.objects.create(
                customer_id=the_customer.organisation,
                vendor_id=SUPPLIER,
                visibility=Visibility.SHARED,
                first_tier=1,
                since=NOON.date(),
                started_at=NOON,
            )


class TestContracts:
    def test_tell_the_last_day_for_notice(self, the_customer, the_lead):
        made = add_contract(
            actor=the_customer,
            at=NOON,
            relationship=RELATIONSHIP,
            title=" Backup ",
            starts_on=date(2026, 1, 1),
            renews_on=date(2027, 1, 1),
            notice_days=30,
        )

        assert (made.title, made.notice_by) == ("Backup", date(2026, 12, 2))
        assert made in show_relationship(actor=the_lead, at=NOON, relationship=RELATIONSHIP).contracts
        assert find_vendor(actor=the_customer, at=NOON, vendor="Northwind Cloud").renews_on == date(
            2027, 1, 1
        )

    def test_may_be_ended_on_the_day_they_renew(self, the_customer):
        made = add_contract(
            actor=the_customer,
            at=NOON,
            relationship=RELATIONSHIP,
            title="Backup",
            starts_on=date(2026, 1, 1),
            renews_on=date(2027, 1, 1),
            notice_days=0,
        )

        assert made.notice_by == date(2027, 1, 1)

    @pytest.mark.parametrize(
        "dates",
        [
            {"ends_on": date(2026, 1, 1)},
            {"renews_on": date(2025, 12, 31)},
            {"notice_days": -1},
            {"notice_days": 40_000},
        ],
    )
    def test_refuse_dates_that_contradict_each_other(self, the_customer, dates):
        with pytest.raises(UnfitDates):
            add_contract(
                actor=the_customer,
                at=NOON,
                relationship=RELATIONSHIP,
                title="Backup",
                starts_on=date(2026, 1, 1),
                **dates,
            )

    def test_are_added_by_the_customer(self, the_lead):
        with pytest.raises(NotPermitted):
            add_contract(actor=the_lead, at=NOON, relationship=RELATIONSHIP, title="x", starts_on=NOON.date())


class TestServicesAndContacts:
    def test_are_seen_by_both(self, the_customer, the_lead):
        service = add_service(
            actor=the_customer, at=NOON, relationship=RELATIONSHIP, name="Backup", products=["Vault"]
        )
        contact = add_contact(actor=the_lead, at=NOON, relationship=RELATIONSHIP, name="Lea")

        shown = show_relationship(actor=the_customer, at=NOON, relationship=RELATIONSHIP)
        assert service in shown.services
        assert contact in shown.contacts
        assert contact.side is Side.VENDOR
        assert "Vault" in find_vendor(actor=the_customer, at=NOON, vendor="Northwind Cloud").products

    @pytest.mark.parametrize("name", ["", "  ", "x" * 201])
    def test_need_a_name(self, the_customer, name):
        for add in (add_service, add_contact):
            with pytest.raises(UnfitName):
                add(actor=the_customer, at=NOON, relationship=RELATIONSHIP, name=name)
        with pytest.raises(UnfitName, match="mixes Latin with Cyrillic"):
            add_contact(actor=the_customer, at=NOON, relationship=RELATIONSHIP, name="L\u0435a")
        with pytest.raises(UnfitName):
            add_contract(
                actor=the_customer, at=NOON, relationship=RELATIONSHIP, title=name, starts_on=NOON.date()
            )


class TestTheOutcomeStatement:
    def test_is_signed_by_each_side_once(self, the_customer, the_lead):
        sign_outcome(actor=the_customer, at=NOON, relationship=RELATIONSHIP, version=1)
        signed = sign_outcome(actor=the_lead, at=NOON, relationship=RELATIONSHIP, version=1)

        assert [one.side for one in signed.signatures] == [Side.CUSTOMER, Side.VENDOR]
        assert {one.organisation for one in signed.signatures} == {"Halden Bank", "Northwind Cloud"}
        with pytest.raises(AlreadySigned):
            sign_outcome(actor=the_lead, at=NOON, relationship=RELATIONSHIP, version=1)

    def test_needs_both_signatures_again_when_it_is_proposed_anew(self, the_customer, the_lead):
        sign_outcome(actor=the_customer, at=NOON, relationship=RELATIONSHIP, version=1)

        anew = propose_outcome(
            actor=the_lead, at=NOON, relationship=RELATIONSHIP, text="  Nothing\n is lost. "
        )

        assert (anew.version, anew.text, anew.signatures) == (2, "Nothing is lost.", ())
        with pytest.raises(StatementChanged, match="latest version is 2"):
            sign_outcome(actor=the_customer, at=NOON, relationship=RELATIONSHIP, version=1)
        with acting_for(the_customer.organisation, writes=False):
            assert OutcomeStatement.objects.count() == 2

    def test_must_be_there_to_be_signed(self, the_customer):
        with pytest.raises(NoOutcomeYet):
            sign_outcome(actor=the_customer, at=NOON, relationship=UNINVITED, version=1)

    @pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
    def test_is_a_sentence(self, the_lead, text):
        with pytest.raises(UnfitName, match="1 to 500"):
            propose_outcome(actor=the_lead, at=NOON, relationship=RELATIONSHIP, text=text)

    def test_is_not_signed_by_who_may_not(self, sides):
        for who in ("the_analyst", "the_contributor", "the_director"):
            with pytest.raises(NotPermitted):
                sign_outcome(actor=sides[who], at=NOON, relationship=RELATIONSHIP, version=1)


class TestTheCodeOfConduct:
    def test_is_accepted_by_the_vendor_in_its_version(self, the_lead, the_customer):
        with pytest.raises(StatementChanged, match="read it first"):
            accept_code(actor=the_lead, at=NOON, relationship=RELATIONSHIP, version="0.9")
        for _ in range(2):
            shown = accept_code(actor=the_lead, at=NOON, relationship=RELATIONSHIP, version="1.0")
        assert shown.code_accepted == "1.0"
        with pytest.raises(NotPermitted):
            accept_code(actor=the_customer, at=NOON, relationship=RELATIONSHIP, version="1.0")


class TestTheStage:
    def go(self, actor, stage):
        return change_stage(actor=actor, at=NOON, relationship=RELATIONSHIP, stage=stage, reason="Agreed.")

    def test_rises_a_step_at_a_time_as_its_entry_criteria_are_met(self, the_customer, the_lead):
        with pytest.raises(StageNotReached, match="code of conduct"):
            self.go(the_customer, Stage.PROVEN)
        accept_code(actor=the_lead, at=NOON, relationship=RELATIONSHIP, version="1.0")
        with pytest.raises(StageNotReached, match="next stage is proven"):
            self.go(the_customer, Stage.STRATEGIC)
        assert self.go(the_customer, Stage.PROVEN).stage is Stage.PROVEN

        with pytest.raises(StageNotReached, match="sign the outcome statement; the hours of notice"):
            self.go(the_customer, Stage.TRUSTED)
        for actor in (the_customer, the_lead):
            sign_outcome(actor=actor, at=NOON, relationship=RELATIONSHIP, version=1)
        change_terms(
            actor=the_customer, at=NOON, relationship=RELATIONSHIP, notice_hours=72, reason="Agreed in May."
        )
        assert self.go(the_customer, Stage.TRUSTED).stage is Stage.TRUSTED

        with pytest.raises(StageNotReached, match="each side names a contact"):
            self.go(the_customer, Stage.STRATEGIC)
        add_contact(actor=the_customer, at=NOON, relationship=RELATIONSHIP, name="Ines")
        shown = self.go(the_customer, Stage.STRATEGIC)
        assert [one.stage for one in shown.stages] == list(Stage)
        assert shown.stages[-1].reason == "Agreed."

    def test_may_fall_by_any_step_and_stay(self, the_customer, the_lead):
        accept_code(actor=the_lead, at=NOON, relationship=RELATIONSHIP, version="1.0")
        self.go(the_customer, Stage.PROVEN)

        assert self.go(the_customer, Stage.PROVEN).stage is Stage.PROVEN
        assert self.go(the_customer, Stage.TRANSACTIONAL).stage is Stage.TRANSACTIONAL

    def test_changes_with_a_reason_and_by_the_ciso(self, the_customer, sides):
        for reason in ("", " ", "x" * 501):
            with pytest.raises(UnfitName):
                change_stage(
                    actor=the_customer,
                    at=NOON,
                    relationship=RELATIONSHIP,
                    stage=Stage.TRANSACTIONAL,
                    reason=reason,
                )
        for who in ("the_analyst", "the_vendor"):
            with pytest.raises(NotPermitted):
                self.go(sides[who], Stage.TRANSACTIONAL)


class TestPrivateNotes:
    def test_are_seen_by_their_own_side_alone(self, the_customer, the_lead, sides):
        ours = write_note(actor=the_customer, at=NOON, relationship=RELATIONSHIP, text=" they are late ")
        theirs = write_note(actor=the_lead, at=NOON, relationship=RELATIONSHIP, text="they pay late")

        assert ours in list_notes(actor=sides["the_analyst"], relationship=RELATIONSHIP)
        assert list_notes(actor=sides["the_contributor"], relationship=RELATIONSHIP) == [theirs]
        assert theirs not in list_notes(actor=the_customer, relationship=RELATIONSHIP)
        assert relationship_page(actor=sides["the_director"], at=NOON, relationship=RELATIONSHIP).notes == ()

    def test_can_never_be_shared(self, the_customer):
        with (
            acting_for(the_customer.organisation, writes=True),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            PrivateNote.objects.create(
                customer_id=the_customer.organisation,
                vendor_id=SUPPLIER,
                visibility=Visibility.SHARED,
                relationship_id=RELATIONSHIP,
                text="oops",
                by_id=the_customer.person,
                at=NOON,
            )

    def test_say_something(self, the_customer):
        with pytest.raises(UnfitName):
            write_note(actor=the_customer, at=NOON, relationship=RELATIONSHIP, text=" ")

    def test_are_not_written_in_a_strangers_relationship(self, sides):
        for who in ("the_stranger", "the_rival"):
            with pytest.raises(NoSuchRelationship):
                write_note(actor=sides[who], at=NOON, relationship=RELATIONSHIP, text="hello")
            with pytest.raises(NoSuchRelationship):
                list_notes(actor=sides[who], relationship=RELATIONSHIP)


class TestInvitingTheVendor:
    def test_gives_a_link_once_while_nobody_is_there(self, the_customer, sides):
        issued = invite_vendor(actor=the_customer, at=NOON, relationship=UNINVITED, email="lead@example.org")

        assert "/" in issued.link
        with pytest.raises(NoSuchRelationship):
            invite_vendor(actor=sides["the_stranger"], at=NOON, relationship=UNINVITED, email="a@example.org")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM relationships_outcomestatement",
        "UPDATE relationships_outcomestatement SET version = 9",
        "DELETE FROM relationships_outcomesignature",
        "DELETE FROM relationships_codeacceptance",
        "DELETE FROM relationships_stagechange",
        "UPDATE relationships_relationship SET first_tier = 3",
        "UPDATE relationships_service SET name = 'x'",
        "DELETE FROM relationships_contract",
        "UPDATE relationships_termchange SET number = 3",
        "DELETE FROM relationships_termchange",
    ],
)
def test_what_was_agreed_is_append_only(the_customer, the_lead, statement):
    sign_outcome(actor=the_customer, at=NOON, relationship=RELATIONSHIP, version=1)
    change_terms(actor=the_customer, at=NOON, relationship=RELATIONSHIP, tier=2, reason="It was agreed.")
    accept_code(actor=the_lead, at=NOON, relationship=RELATIONSHIP, version="1.0")

    with (
        acting_for(the_customer.organisation, writes=True),
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
