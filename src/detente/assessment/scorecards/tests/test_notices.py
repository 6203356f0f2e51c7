"""Who is told how far a scorecard has come, and of certificates that lapse."""

from datetime import timedelta

from detente.assessment.scorecards.services.agree_to_publish import agree_to_publish
from detente.assessment.scorecards.services.preview_scorecard import preview_scorecard
from detente.assessment.scorecards.services.tell_of_lapsing_certificates import (
    tell_of_lapsing_certificates,
)
from detente.assessment.scorecards.services.tell_of_what_is_published import tell_of_what_is_published
from detente.assessment.scorecards.services.withdraw_preview import withdraw_preview
from detente.assessment.scorecards.tests.held import day, hold, moment, relate, show_enough
from detente.formats.records import Certificate
from detente.foundation.selectors.notices import list_notices
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.people import NOON, SUPPLIER


def told(actor):
    return [one.kind for one in list_notices(actor=actor).items]


def preview(actor):
    relate()
    show_enough(SUPPLIER, good=0.6, first_document=1, known_at=moment(30))
    return preview_scorecard(actor=actor, at=NOON, vendor=str(SUPPLIER)).id


class TestAPreview:
    def test_is_told_to_the_vendor_with_its_last_day_and_no_figure(self, the_analyst, the_vendor):
        number = preview(the_analyst)

        (said,) = list_notices(actor=the_vendor).items
        assert said.address == f"/publications/{number}"
        assert said.text == (
            "Halden Bank shows the scorecard of Northwind Cloud before it is published on 4 December 2026."
        )

    def test_that_is_agreed_to_or_taken_back_is_told_to_the_other_side(
        self, the_analyst, the_vendor, the_ciso
    ):
        agree_to_publish(actor=the_vendor, at=NOON, publication=preview(the_analyst))
        assert "scorecards.agreed" in told(the_ciso)

        again = preview_scorecard(actor=the_analyst, at=NOON + timedelta(days=1), vendor=str(SUPPLIER)).id
        withdraw_preview(
            actor=the_analyst, at=NOON + timedelta(days=2), publication=again, reason="A file came."
        )
        assert told(the_vendor)[0] == "scorecards.preview_withdrawn"

    def test_that_is_published_because_its_day_came_is_told_once(self, the_analyst, the_vendor):
        preview(the_analyst)
        for hours in (-1, 1, 2):
            tell_of_what_is_published(at=NOON + timedelta(days=10, hours=hours))

        assert told(the_vendor).count("scorecards.published") == 1
        assert told(the_analyst) == ["scorecards.published"]

    def test_is_told_to_nobody_else(self, the_analyst, the_rival, the_stranger):
        preview(the_analyst)

        assert told(the_rival) == told(the_stranger) == []


class TestACertificateThatLapses:
    def test_is_told_to_both_sides_once_where_both_see_it(self, the_analyst, the_vendor, the_stranger):
        relate()
        hold(Certificate("SOC 2", "in force", expires_on=day(-20)), document=1)
        for days in (0, 1):
            tell_of_lapsing_certificates(at=NOON + timedelta(days=days))

        said = "SOC 2 of Northwind Cloud lapses after 14 December 2026, and no later one was shown."
        for one in (the_analyst, the_vendor):
            assert [(one.text, one.address) for one in list_notices(actor=one).items] == [
                (said, "/documents/1/evidence/0")
            ]
        assert told(the_stranger) == []

    def test_is_not_told_where_the_customer_keeps_it_to_itself_so_that_it_counts_nowhere(
        self, the_analyst, the_vendor
    ):
        relate()
        hold(
            Certificate("SOC 2", "in force", expires_on=day(-20)),
            document=1,
            visibility=Visibility.CUSTOMER,
        )
        tell_of_lapsing_certificates(at=NOON)

        assert told(the_vendor) == told(the_analyst) == []
