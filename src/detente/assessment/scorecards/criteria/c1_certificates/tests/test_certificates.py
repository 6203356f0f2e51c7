"""Certificates: the required ones, in force, over the services in use."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    days,
    document,
    documents,
    fact,
    filled,
    flat,
    from_file,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import Certificate

TODAY = AS_OF.date()
THIRD, LISTED = Assurance.THIRD_PARTY_ASSESSED, Assurance.REGULATOR_LISTED


def certificate(scheme="ISO/IEC 27001", status="in force", issued_on=date(2026, 1, 15), **more):
    return Certificate(scheme, status, issued_on=issued_on, **more)


def the(*certificates, **more):
    return only("C1", document(*certificates, level=THIRD), **more)


class TestCertificates:
    def test_in_force_fill_the_slot_that_asks_for_them(self):
        item = the(certificate(expires_on=date(2027, 1, 14)))

        assert (item.slot, item.points) == ("ISO/IEC 27001 or FedRAMP", 6.0)
        assert (item.share_for, item.share_against) == (1.0, 0.0)
        assert item.words == "ISO/IEC 27001 is in force until 14 January 2027, 183 days from here."

    def test_count_the_share_of_services_in_scope(self):
        item = the(certificate(services_in_scope=0.7))

        assert (item.share_for, item.share_against) == (0.7, pytest.approx(0.3))
        assert item.words.endswith("; 70% of the services in use are inside its scope.")

    @pytest.mark.parametrize("status", ["in process", "ready", "expired", "withdrawn", "unknown"])
    def test_that_are_promised_or_past_are_neither_good_nor_bad(self, status):
        item = the(certificate(status=status, services_in_scope=0.3))

        assert (item.share_for, item.share_against) == (0.0, 0.0)

    @pytest.mark.parametrize(("expires_on", "share"), [(TODAY, 1.0), (TODAY - timedelta(days=1), 0.0)])
    def test_are_in_force_on_their_last_day(self, expires_on, share):
        assert the(certificate(expires_on=expires_on)).share_for == share

    def test_do_not_lapse_with_the_authorisation_of_a_sponsor(self):
        listing = certificate(
            "FedRAMP", expires_on=date(2020, 1, 1), expiry_of="authorisation by an agency", product="Drive"
        )

        item = the(listing)

        assert item.share_for == 1.0
        assert item.words == (
            "FedRAMP, Drive, is in force; the authorisation by an agency ends on 1 January 2020."
        )

    @pytest.mark.parametrize(
        ("scheme", "slot"),
        [
            ("ISO 27001:2022", "ISO/IEC 27001 or FedRAMP"),
            ("SOC 2 Type II", "SOC 2 or PCI DSS"),
            ("PCI-DSS v4", "SOC 2 or PCI DSS"),
        ],
    )
    def test_are_known_in_any_spelling(self, scheme, slot):
        assert the(certificate(scheme)).slot == slot

    @pytest.mark.parametrize("scheme", ["ISO 9001", "SOC 1 Type II", "ISO/IEC 27701"])
    def test_that_nobody_requires_are_left_out(self, scheme):
        assert shown("C1", document(certificate(scheme))) == []

    def test_that_a_method_requires_share_the_points(self):
        item = the(certificate("ISO 22301"), required=[["ISO 22301"], ["ISO/IEC 27001"], ["SOC 2"]])

        assert (item.slot, item.points) == ("ISO 22301", 4.0)

    def test_age_from_their_issue(self):
        assert the(certificate(issued_on=date(2026, 7, 5))).age_days == pytest.approx(10.5)

    def test_on_a_regulators_list_age_from_the_edition_that_lists_them(self):
        known_at = AS_OF - timedelta(days=20)
        listed = fact(certificate("FedRAMP", issued_on=date(2016, 1, 1)), level=LISTED)

        item = only("C1", document(listed, known_at=known_at))

        assert (item.level, item.age_days) == ("regulator", 20.0)

    def test_of_the_worked_example_give_six_points(self):
        """Scorecard method 1.0, worked example: FedRAMP listed, 120 days old, is 6.00 for and 0 against."""
        listed = fact(certificate("FedRAMP", issued_on=date(2020, 1, 1)), level=LISTED)

        points = filled("C1", document(listed, known_at=AS_OF - timedelta(days=120)))

        assert (points.total_good, points.total_bad) == (6.0, 0.0)


class TestCertificatesOfTheRealMarketplace:
    @pytest.mark.parametrize(
        ("name", "authorised", "all_of_them"),
        [("marketplace_2024-06-16.json", 309, 425), ("marketplace_2021-07-30.json", 233, 319)],
    )
    def test_are_good_where_they_are_authorised_and_nothing_else(
        self, shared_data, name, authorised, all_of_them
    ):
        text = (shared_data / "fedramp" / name).read_text(encoding="utf-8")
        facts = from_file(shared_data / "fedramp" / name, "fedramp-marketplace")

        items = shown("C1", facts)

        assert len(items) == all_of_them
        assert sum(item.share_for == 1.0 for item in items) == authorised == text.count('"Compliant"')
        assert not any(item.share_against for item in items)
        assert {(item.level, item.points) for item in items} == {("regulator", 6.0)}

    def test_stand_though_a_sponsors_date_has_passed(self, shared_data):
        facts = from_file(shared_data / "fedramp/marketplace_2024-06-16.json", "fedramp-marketplace")
        past = [
            one
            for one in facts
            if one.record.status == "in force"
            and one.record.expires_on
            and one.record.expires_on < date(2024, 6, 16)
        ]

        items = shown("C1", past, as_of=at("2026-07-15"))

        assert len(items) == 73
        assert all(item.share_for == 1.0 for item in items)


def certificates():
    return st.builds(
        Certificate,
        scheme=st.sampled_from(["ISO/IEC 27001", "FedRAMP", "SOC 2 Type II", "ISO 9001"]),
        status=st.sampled_from(["in force", "in force", "in process", "expired"]),
        issued_on=st.none() | days(1200),
        expires_on=st.none() | days(200, ahead=700),
        services_in_scope=st.none() | st.floats(0, 1),
        expiry_of=st.sampled_from(["", "", "authorisation by an agency"]),
    )


class TestAnyCertificates:
    @given(documents(certificates()))
    def test_added_lower_nothing_that_others_have_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("C1", flat(before), added)

    @given(documents(certificates(), least=1), LATER)
    def test_show_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("C1", flat(several), later=later)
