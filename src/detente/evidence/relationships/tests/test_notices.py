"""Who is told of what both sides agree, and two people who write one statement."""

from datetime import date, timedelta

import pytest

from detente.evidence.relationships.services.add_contract import add_contract
from detente.evidence.relationships.services.change_terms import change_terms
from detente.evidence.relationships.services.propose_outcome import propose_outcome
from detente.evidence.relationships.services.sign_outcome import sign_outcome
from detente.evidence.relationships.services.tell_of_notice_days import tell_of_notice_days
from detente.evidence.relationships.services.write_note import write_note
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.as_read import ChangedMeanwhile
from detente.foundation.selectors.notices import list_notices
from detente.foundation.tests.people import NOON


def told(actor):
    return [one.text for one in list_notices(actor=actor).items]


class TestBothSides:
    def test_are_told_of_new_terms_with_the_reason(self, both_sides):
        change_terms(
            actor=both_sides["the_ciso"],
            at=NOON,
            relationship=RELATIONSHIP,
            tier=3,
            reason="Less depends on it.",
        )

        said = "Ines Halden of Halden Bank changed tier: Less depends on it."
        assert told(both_sides["the_vendor"]) == told(both_sides["the_analyst"]) == [said]
        assert told(both_sides["the_ciso"]) == told(both_sides["the_stranger"]) == []

    def test_are_told_of_a_proposal_and_of_signatures(self, both_sides):
        lead, ciso = both_sides["the_vendor"], both_sides["the_ciso"]
        outcome = propose_outcome(actor=lead, at=NOON, relationship=RELATIONSHIP, text="Nobody waits.")
        sign_outcome(actor=ciso, at=NOON, relationship=RELATIONSHIP, version=outcome.version)

        assert any("proposes what success is: “Nobody waits.”" in one for one in told(ciso))
        assert any("signed what success is" in one for one in told(lead))

    def test_are_not_told_of_notes(self, both_sides):
        write_note(actor=both_sides["the_ciso"], at=NOON, relationship=RELATIONSHIP, text="Ask for less.")

        assert told(both_sides["the_vendor"]) == told(both_sides["the_analyst"]) == []


class TestTheLastDayForNotice:
    def test_is_told_to_the_customer_alone_and_once(self, both_sides):
        add_contract(
            actor=both_sides["the_ciso"],
            at=NOON,
            relationship=RELATIONSHIP,
            title="Main agreement",
            starts_on=date(2026, 10, 1),
            renews_on=date(2027, 1, 31),
            notice_days=60,
        )
        for days in (1, 2):
            tell_of_notice_days(at=NOON + timedelta(days=days))

        (said,) = [one for one in told(both_sides["the_ciso"]) if "Main agreement" in one]
        assert said.startswith("2 December 2026 is the last day to give")
        assert told(both_sides["the_vendor"]) == []


class TestAnOutcomeStatementThatSomebodyElseProposedMeanwhile:
    def test_is_shown_beside_ones_own(self, both_sides):
        lead, ciso = both_sides["the_vendor"], both_sides["the_ciso"]
        read = propose_outcome(actor=ciso, at=NOON, relationship=RELATIONSHIP, text="First.").version
        propose_outcome(actor=lead, at=NOON, relationship=RELATIONSHIP, text="Second.", as_read=read)

        with pytest.raises(ChangedMeanwhile) as raised:
            propose_outcome(actor=ciso, at=NOON, relationship=RELATIONSHIP, text="Third.", as_read=read)

        now = raised.value.now
        assert (now.words, now.by, raised.value.yours) == ("Second.", lead.name, "Third.")
        propose_outcome(
            actor=ciso, at=NOON, relationship=RELATIONSHIP, text="Third.", as_read=int(now.version)
        )
