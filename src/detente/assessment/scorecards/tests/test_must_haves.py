"""Must-haves: met, not met or not shown by the evidence; never averaged."""

import pytest

from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.tests.held import day, hold, hold_catalogue, moment, relate, supplies
from detente.engine.scoring.gates import GateState
from detente.formats.records import (
    Breach,
    BreachStatement,
    Certificate,
    Connection,
    ExploitedVulnerability,
    VulnerabilityFix,
)
from detente.foundation.tests.people import NOON, SUPPLIER

NOTHING = "No certificate that is required was shown."
MET, NOT_MET, NOT_SHOWN = GateState.MET, GateState.NOT_MET, GateState.NOT_SHOWN


@pytest.fixture
def gate(the_analyst):
    """Return what is said of a must-have, after some evidence came in."""

    def asked(name, *records, relationship=None, **dates):
        supplies(relationship or relate(), "Storage", ["Northwind Drive"])
        if records:
            hold(*records, document=1, known_at=moment(300))
        card = show(actor=the_analyst, at=NOON, vendor=str(SUPPLIER), **dates)
        (found,) = [one for one in card.gates if one.id == name]
        return found

    return asked


def iso(**dates):
    return Certificate("ISO/IEC 27001", "in force", **dates)


def listed(cve="CVE-2026-1", due_back=20, product="Northwind Drive"):
    return ExploitedVulnerability(cve, "northwind", product, "a flaw", day(60), day(due_back), None)


def link(reviewed=None, *, due_back=120, privileged=True, closed=None):
    return Connection("vpn", "admin", privileged, day(due_back), reviewed, closed_on=closed)


class TestACertificateInForce:
    @pytest.mark.parametrize(
        ("records", "state", "reason"),
        [
            ([], NOT_SHOWN, NOTHING),
            ([iso(expires_on=day(-30))], MET, "ISO/IEC 27001 is in force until 24 December 2026."),
            ([iso(expires_on=day(0))], MET, "ISO/IEC 27001 is in force until 24 November 2026."),
            ([iso(expires_on=day(1))], NOT_MET, "ISO/IEC 27001 lapsed after 23 November 2026."),
            ([iso()], MET, "ISO/IEC 27001 is in force."),
            ([iso(expires_on=day(-30), services_in_scope=0.0)], NOT_SHOWN, NOTHING),
            ([Certificate("ISO 9001", "in force")], NOT_SHOWN, NOTHING),
            ([Certificate("SOC 2", "in process")], NOT_SHOWN, NOTHING),
        ],
    )  # fmt: skip
    def test_over_the_service(self, gate, records, state, reason):
        found = gate("certificate_in_force", *records)

        assert (found.state, found.reason) == (state, reason)


class TestNoSevereBreachUntold:
    @pytest.mark.parametrize(
        ("records", "state"),
        [
            ([], NOT_SHOWN),
            ([BreachStatement(day(120), day(30), 0)], MET),
            ([Breach("N", day(90), told_by_vendor=False, records=1_000_000)], NOT_MET),
            ([Breach("N", day(90), told_by_vendor=False, share_of_our_records=0.25)], NOT_MET),
            ([Breach("N", day(90), told_by_vendor=False, records=999_999), BreachStatement(day(120), day(30), 1)], MET),
            ([Breach("N", day(90), told_by_vendor=True, records=5_000_000)], MET),
            ([Breach("N", day(90), told_by_vendor=None, records=5_000_000)], NOT_SHOWN),
            ([Breach("N", day(90), told_by_vendor=False, records=5_000_000, data_disclosed="no")], NOT_SHOWN),
            ([Breach("N", day(740), told_by_vendor=False, records=5_000_000)], NOT_SHOWN),
        ],
    )  # fmt: skip
    def test_in_24_months(self, gate, records, state):
        assert gate("no_severe_breach_untold", *records).state is state


class TestNoExploitedFlawOverdue:
    @pytest.mark.parametrize(
        ("records", "state"),
        [
            ([], NOT_SHOWN),
            ([listed()], NOT_SHOWN),
            ([listed(due_back=-5)], NOT_SHOWN),
            ([listed(product="Another")], NOT_SHOWN),
            ([listed(), VulnerabilityFix("CVE-2026-1", "Northwind Drive", day(20), day(25))], MET),
            ([listed(), VulnerabilityFix("cve-2026-1", "northwind drive", day(20), day(0))], MET),
            ([listed(), VulnerabilityFix("CVE-2026-1", "Northwind Drive", day(20), None)], NOT_MET),
        ],
    )
    def test_in_a_product_in_use(self, gate, records, state):
        assert gate("no_exploited_flaw_overdue", *records).state is state

    @pytest.mark.parametrize(
        ("records", "state"),
        [
            ([], MET),
            ([listed()], NOT_SHOWN),
            ([listed(due_back=-5)], MET),
            ([listed(product="Another")], MET),
            ([listed(), VulnerabilityFix("CVE-2026-1", "Northwind Drive", day(20), day(25))], MET),
            ([VulnerabilityFix("CVE-2026-1", "Northwind Drive", day(20), None)], NOT_MET),
        ],
    )
    def test_by_the_latest_edition_of_the_catalogue(self, gate, records, state):
        hold_catalogue(moment(5), document=50)

        assert gate("no_exploited_flaw_overdue", *records).state is state

    def test_is_known_of_a_vendor_that_no_edition_ever_listed(self, gate):
        hold_catalogue(moment(5), document=50)

        found = gate("no_exploited_flaw_overdue")

        assert (found.state, found.places, found.documents) == (MET, (), (50,))
        assert found.reason == (
            "None is past its date in products in use, by the edition of 19 November 2026 of CISA's Known Exploited "
            "Vulnerabilities."
        )

    def test_is_not_known_without_an_edition(self, gate):
        found = gate("no_exploited_flaw_overdue")

        assert (
            found.reason
            == "No edition of CISA's Known Exploited Vulnerabilities was read: import the latest."
        )

    @pytest.mark.parametrize(
        ("entry", "state"),
        [
            (listed(), NOT_SHOWN),
            (listed(product="NORTHWIND  drive"), NOT_SHOWN),
            (listed(due_back=-5), MET),
            (listed(product="Another"), MET),
        ],
    )
    def test_is_not_known_while_such_an_entry_stands_under_a_name_of_nobodys(self, gate, entry, state):
        hold_catalogue(moment(5), entry, document=50)

        found = gate("no_exploited_flaw_overdue")

        assert found.state is state
        assert ("CVE-2026-1 is in a product of that name, of 'northwind'" in found.reason) == (
            state is NOT_SHOWN
        )

    def test_says_that_no_product_is_named(self, the_analyst):
        relate()
        card = show(actor=the_analyst, at=NOON, vendor=str(SUPPLIER))
        (found,) = [one for one in card.gates if one.id == "no_exploited_flaw_overdue"]

        assert (found.state, found.reason) == (
            NOT_SHOWN,
            "No product in use is named, so none can be looked up.",
        )


class TestNoticeHours:
    def test_are_met_when_they_are_agreed(self, gate):
        found = gate("notice_hours_agreed", relationship=relate(notice_hours=72))

        assert (found.state, found.reason) == (MET, "72 hours are agreed.")

    def test_are_not_met_otherwise(self, gate):
        assert gate("notice_hours_agreed").state is NOT_MET


class TestNoPrivilegedConnectionOverdue:
    @pytest.mark.parametrize(
        ("records", "state", "reason"),
        [
            ([], NOT_SHOWN, "No register of connections was shown."),
            ([link()], NOT_MET, "vpn is 120 days overdue for review."),
            ([link(due_back=90)], MET, "One privileged connection is live; none is overdue."),
            ([link(day(100))], MET, "One privileged connection is live; none is overdue."),
            ([link(privileged=False)], MET, "No privileged connections are live."),
            ([link(closed=day(10))], MET, "No privileged connections are live."),
        ],
    )
    def test_by_more_than_90_days(self, gate, records, state, reason):
        found = gate("no_privileged_connection_overdue", *records)

        assert (found.state, found.reason) == (state, reason)


def test_those_not_met_come_first_and_open_to_their_evidence(the_analyst):
    supplies(relate(notice_hours=24), "Storage", ["Northwind Drive"])
    hold(iso(expires_on=day(1)), document=5)
    hold_catalogue(moment(2), document=6)

    first, *others = show(actor=the_analyst, at=NOON, vendor=str(SUPPLIER)).gates

    assert (first.id, first.state, first.places) == ("certificate_in_force", NOT_MET, ((5, 0),))
    assert [one.state for one in others] == [NOT_SHOWN, NOT_SHOWN, MET, MET]
