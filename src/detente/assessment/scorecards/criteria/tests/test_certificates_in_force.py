"""When a certificate is in force, for the must-have and for the warning before it lapses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.assessment.scorecards.criteria.certificates import in_force
from detente.assessment.scorecards.criteria.shown import About
from detente.assessment.scorecards.criteria.tests.worlds import AS_OF, VENDOR, document
from detente.assessment.scorecards.methods.reading import shipped_method
from detente.assessment.scorecards.must_haves import certificate_in_force
from detente.assessment.scorecards.selectors.portfolio import marks
from detente.engine.scoring.gates import GateState
from detente.formats.records import Certificate

TODAY = AS_OF.date()
NO_MUST_HAVES = replace(shipped_method("default-1.0"), gates=())
SPONSOR = {"expires_on": date(2020, 1, 1), "expiry_of": "authorisation by an agency"}


def certificate(status="in force", **more):
    return Certificate("FedRAMP", status, issued_on=date(2019, 1, 1), **more)


def judged(*certificates):
    about = About(VENDOR, AS_OF, {}, {"certificate": document(*certificates)})
    state, reason, _ = certificate_in_force(about)
    return state, reason


class TestACertificate:
    def test_is_not_in_force_before_its_issue(self):
        assert not in_force(certificate(), date(2018, 12, 31))

    def test_is_in_force_on_its_last_day_and_not_after(self):
        short = certificate(expires_on=TODAY)

        assert in_force(short, TODAY)
        assert not in_force(short, TODAY + timedelta(days=1))

    def test_is_in_force_beyond_the_end_of_something_else(self):
        assert in_force(certificate(**SPONSOR), TODAY)


class TestTheMustHave:
    def test_is_met_on_the_last_day(self):
        assert judged(certificate(expires_on=TODAY)) == (
            GateState.MET,
            "FedRAMP is in force until 15 July 2026.",
        )

    def test_is_not_met_the_day_after(self):
        yesterday = TODAY - timedelta(days=1)

        assert judged(certificate(expires_on=yesterday)) == (
            GateState.NOT_MET,
            "FedRAMP lapsed after 14 July 2026.",
        )

    def test_is_met_though_a_sponsors_date_has_passed(self):
        assert judged(certificate(**SPONSOR)) == (GateState.MET, "FedRAMP is in force.")

    def test_is_not_shown_by_a_certificate_that_covers_no_service_in_use(self):
        assert judged(certificate(services_in_scope=0.0))[0] is GateState.NOT_SHOWN

    @pytest.mark.parametrize("status", ["in process", "ready", "expired"])
    def test_is_not_shown_by_a_promise(self, status):
        assert judged(certificate(status=status))[0] is GateState.NOT_SHOWN


class TestTheWarningBeforeACertificateLapses:
    @pytest.mark.parametrize(
        ("in_days", "words"),
        [(0, "after today"), (1, "tomorrow"), (60, "in 60 days")],
    )
    def test_counts_the_days(self, in_days, words):
        facts = document(certificate(expires_on=TODAY + timedelta(days=in_days)))

        assert [one.words for one in marks(VENDOR, facts, NO_MUST_HAVES, AS_OF, {})] == [
            f"FedRAMP lapses {words}"
        ]

    @pytest.mark.parametrize("dates", [{"expires_on": TODAY + timedelta(days=61)}, SPONSOR, {}])
    def test_is_silent_where_nothing_is_about_to_lapse(self, dates):
        assert marks(VENDOR, document(certificate(**dates)), NO_MUST_HAVES, AS_OF, {}) == ()

    def test_is_silent_where_a_newer_certificate_lasts_longer(self):
        old = certificate(expires_on=TODAY + timedelta(days=5))
        new = certificate(expires_on=TODAY + timedelta(days=365))

        assert marks(VENDOR, document(new, old), NO_MUST_HAVES, AS_OF, {}) == ()
