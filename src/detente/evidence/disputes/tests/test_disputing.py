"""Both sides' words stand beside a line until the other side settles it; nothing of it is lost."""

from datetime import timedelta

import pytest

from detente.evidence.disputes.contracts import (
    AlreadyDisputed,
    AlreadySettled,
    CannotBeDisputed,
    DisputeId,
    NotYoursToSettle,
    State,
    UnfitDay,
    Wrong,
)
from detente.evidence.disputes.selectors import list_disputes, show_dispute
from detente.evidence.disputes.services.add_counter_evidence import add_counter_evidence
from detente.evidence.disputes.services.dispute_line import dispute_line
from detente.evidence.disputes.services.reply_to_dispute import reply_to_dispute
from detente.evidence.disputes.services.settle_dispute import settle_dispute
from detente.evidence.disputes.services.withdraw_dispute import withdraw_dispute
from detente.evidence.disputes.tests.conftest import EVENTS, VENDOR
from detente.evidence.imports.tests.bringing import bring, written
from detente.evidence.ledger.selectors import facts_about, facts_over_time, show_evidence
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.relationships.contracts import UnfitName
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import BANK, NOON, SUPPLIER

LATER = NOON + timedelta(days=1)


def raised(actor, document, **more):
    said = {"wrong": Wrong.TIME, "says": "20 minutes", "statement": "The clock was wrong."} | more
    return dispute_line(actor=actor, at=NOON, document=document, position=0, **said).brief


def known(on):
    with acting_for(OrganisationId(BANK), writes=False):
        found = facts_about([SUPPLIER], customer=OrganisationId(BANK), as_of=on, known_on=on)
        return {(one.document, one.position) for one in found}


class TestADispute:
    def test_is_seen_by_both_sides_and_by_nobody_else(
        self, document, the_vendor, the_ciso, the_rival, the_stranger
    ):
        number = raised(the_vendor, document).id

        for actor in (the_vendor, the_ciso):
            found = show_dispute(actor=actor, dispute=number)
            assert (found.brief.says, found.brief.organisation) == ("20 minutes", VENDOR)
        for actor in (the_rival, the_stranger):
            assert list_disputes(actor=actor).items == ()

    def test_is_not_raised_twice_by_one_side_but_may_be_by_the_other(self, document, the_vendor, the_ciso):
        raised(the_vendor, document)

        with pytest.raises(AlreadyDisputed):
            raised(the_vendor, document)
        assert raised(the_ciso, document).state is State.OPEN

    @pytest.mark.parametrize("words", [{"says": " "}, {"statement": ""}, {"says": "x" * 301}])
    def test_needs_words_that_fit(self, document, the_vendor, words):
        with pytest.raises(UnfitName):
            raised(the_vendor, document, **words)

    def test_of_a_line_that_was_retracted_is_refused(self, document, the_vendor, the_analyst):
        retract_document(actor=the_analyst, at=NOON, document=document, reason="wrong file")

        with pytest.raises(CannotBeDisputed, match="retracted"):
            raised(the_vendor, document)

    def test_of_a_line_that_only_one_side_sees_is_refused(self, both_sides, the_analyst, tmp_path):
        bytes_of = written(tmp_path, EVENTS)
        document = bring(the_analyst, bytes_of, vendor=VENDOR, private=True).files[0].document

        with pytest.raises(CannotBeDisputed):
            raised(the_analyst, document)

    def test_whose_document_is_retracted_meanwhile_has_nothing_left_to_settle(
        self, document, the_vendor, the_analyst
    ):
        number = raised(the_vendor, document).id
        retract_document(actor=the_analyst, at=LATER, document=document, reason="wrong file")

        assert show_dispute(actor=the_vendor, dispute=number).brief.line_retracted
        with pytest.raises(CannotBeDisputed):
            settle_dispute(actor=the_analyst, at=LATER, dispute=number, uphold=True, reason="gone")


class TestAReply:
    def test_stands_beside_the_line_with_its_day(self, document, the_vendor, the_analyst):
        number = raised(the_vendor, document).id

        found = reply_to_dispute(
            actor=the_analyst, at=NOON, dispute=number, text="Checking the clock.", due_on=LATER.date()
        )

        assert (found.brief.last_reply.text, found.brief.last_reply.due_on) == (
            "Checking the clock.",
            LATER.date(),
        )

    def test_promises_no_day_that_has_passed(self, document, the_vendor, the_analyst):
        number = raised(the_vendor, document).id

        with pytest.raises(UnfitDay):
            reply_to_dispute(actor=the_analyst, at=LATER, dispute=number, text="Soon.", due_on=NOON.date())


class TestCounterEvidence:
    def test_is_a_document_that_both_sides_see(self, document, the_vendor, the_analyst, tmp_path):
        number = raised(the_vendor, document).id
        other = bring(the_analyst, written(tmp_path, EVENTS.replace("gate", "mail")), vendor=VENDOR)
        hidden = bring(
            the_analyst, written(tmp_path, EVENTS.replace("gate", "till")), vendor=VENDOR, private=True
        )
        give = other.files[0].document

        add_counter_evidence(actor=the_vendor, at=NOON, dispute=number, document=give)
        again = add_counter_evidence(actor=the_vendor, at=NOON, dispute=number, document=give)

        assert [one.document for one in again.counter_evidence] == [give]
        with pytest.raises(CannotBeDisputed):
            add_counter_evidence(
                actor=the_analyst, at=NOON, dispute=number, document=hidden.files[0].document
            )


class TestASettlement:
    def test_that_upholds_strikes_the_line_from_then_on(self, document, the_vendor, the_analyst):
        number = raised(the_vendor, document).id
        settle_dispute(actor=the_analyst, at=LATER, dispute=number, uphold=True, reason="Right.")

        before = known(NOON + timedelta(hours=1))
        assert before - known(LATER) == {(document, 0)}
        line = show_evidence(actor=the_vendor, document=document, position=0)
        assert (line.struck_at, line.facts["service"]) == (LATER, "gate")

    def test_that_upholds_strikes_what_the_line_says_wherever_it_is_repeated(
        self, document, the_vendor, the_analyst, tmp_path
    ):
        number = raised(the_vendor, document).id
        settle_dispute(actor=the_analyst, at=LATER, dispute=number, uphold=True, reason="Right.")

        more = EVENTS + "2026-10-03T00:00:00Z,gate,down\n2026-10-03T01:00:00Z,gate,up\n"
        again = bring(the_analyst, written(tmp_path, more), vendor=VENDOR, at=LATER).files[0].document

        assert show_evidence(actor=the_vendor, document=again, position=0).struck_at == LATER
        later = {position for of, position in known(LATER) if of == again}
        assert 0 not in later
        assert {1, 2} <= later

    def test_that_upholds_changes_no_day_before_it_in_a_history(self, document, the_vendor, the_analyst):
        number = raised(the_vendor, document).id
        settle_dispute(actor=the_analyst, at=LATER, dispute=number, uphold=True, reason="Right.")

        with acting_for(OrganisationId(BANK), writes=False):
            found = facts_over_time(SUPPLIER, customer=OrganisationId(BANK), until=LATER, known_on=LATER)
        just_before = found.on(as_of=NOON, known_on=LATER - timedelta(seconds=1))
        assert [one for one in just_before if one not in found.on(as_of=NOON, known_on=LATER)] == [
            one for one in found.facts if one.position == 0
        ]

    def test_that_rejects_leaves_the_line_as_it_is(self, document, the_vendor, the_analyst):
        number = raised(the_vendor, document).id
        found = settle_dispute(actor=the_analyst, at=LATER, dispute=number, uphold=False, reason="Logged.")

        assert found.brief.state is State.REJECTED
        assert (found.settlement.by, found.settlement.reason) == (the_analyst.name, "Logged.")
        assert (document, 0) in known(LATER)

    def test_is_the_other_sides(self, document, the_vendor, the_analyst):
        theirs, ours = raised(the_vendor, document).id, raised(the_analyst, document).id

        with pytest.raises(NotYoursToSettle):
            settle_dispute(actor=the_vendor, at=LATER, dispute=theirs, uphold=True, reason="Right.")
        with pytest.raises(NotYoursToSettle):
            withdraw_dispute(actor=the_analyst, at=LATER, dispute=theirs, reason="Enough.")
        assert (
            settle_dispute(actor=the_vendor, at=LATER, dispute=ours, uphold=True, reason="Yes.").brief.state
            is State.UPHELD
        )

    def test_is_final(self, document, the_vendor, the_analyst):
        number = raised(the_vendor, document).id
        withdraw_dispute(actor=the_vendor, at=LATER, dispute=number, reason="It was us.")

        with pytest.raises(AlreadySettled):
            settle_dispute(actor=the_analyst, at=LATER, dispute=number, uphold=True, reason="Right.")
        with pytest.raises(AlreadySettled):
            reply_to_dispute(actor=the_analyst, at=LATER, dispute=DisputeId(number), text="But")
        assert raised(the_vendor, document).state is State.OPEN


class TestTheList:
    def test_shows_those_of_a_state(self, document, the_vendor, the_analyst):
        number = raised(the_vendor, document).id
        ours = raised(the_analyst, document).id
        settle_dispute(actor=the_analyst, at=LATER, dispute=number, uphold=False, reason="Logged.")

        def ids(state):
            return [one.id for one in list_disputes(actor=the_analyst, state=state).items]

        assert (ids(State.OPEN), ids(State.REJECTED), set(ids(None))) == ([ours], [number], {ours, number})
