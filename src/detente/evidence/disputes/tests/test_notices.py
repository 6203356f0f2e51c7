"""Who is told of what happens in a dispute."""

from detente.evidence.disputes.contracts import Wrong
from detente.evidence.disputes.services.dispute_line import dispute_line
from detente.evidence.disputes.services.reply_to_dispute import reply_to_dispute
from detente.evidence.disputes.services.settle_dispute import settle_dispute
from detente.evidence.disputes.services.withdraw_dispute import withdraw_dispute
from detente.foundation.selectors.notices import list_notices
from detente.foundation.services.mark_all_notices_read import mark_all_notices_read
from detente.foundation.tests.people import NOON


def told(actor):
    """Return what somebody is told, and mark it as read."""
    found = [(one.kind, one.text, one.address) for one in list_notices(actor=actor).items]
    mark_all_notices_read(actor=actor, at=NOON)
    return found


def raised(by, document, position=0):
    return dispute_line(
        actor=by,
        at=NOON,
        document=document,
        position=position,
        wrong=Wrong.FACT,
        says="No outage.",
        statement="Planned.",
    ).brief.id


class TestBothSides:
    def test_are_told_of_each_step_but_not_whoever_took_it(self, both_sides, document):
        ciso, lead = both_sides["the_ciso"], both_sides["the_vendor"]
        told(ciso), told(both_sides["the_analyst"])
        one = raised(lead, document)

        assert told(lead) == []
        assert (
            told(ciso)
            == told(both_sides["the_analyst"])
            == [
                (
                    "disputes.raised",
                    f"{lead.name} of {lead.organisation_name} disputes a line: “No outage.”",
                    f"/disputes/{one}",
                )
            ]
        )
        reply_to_dispute(actor=ciso, at=NOON, dispute=one, text="We look.")
        assert [kind for kind, *_ in told(lead)] == ["disputes.said"]
        settle_dispute(actor=ciso, at=NOON, dispute=one, uphold=False, reason="The log.")
        assert "rejected the dispute" in told(lead)[0][1]

    def test_are_told_of_a_withdrawal(self, both_sides, document):
        lead = both_sides["the_vendor"]
        one = raised(lead, document)
        told(both_sides["the_ciso"])
        withdraw_dispute(actor=lead, at=NOON, dispute=one, reason="Ours.")

        assert [kind for kind, *_ in told(both_sides["the_ciso"])] == ["disputes.withdrawn"]

    def test_alone_are_told(self, both_sides, document):
        raised(both_sides["the_vendor"], document)

        for who in ("the_stranger", "the_rival", "the_host", "the_director"):
            assert told(both_sides[who]) == []
