"""Each figure, mark and must-have of a page leads to a page of its own, which leads to the line of a file."""

import re
from datetime import date
from html import unescape

import pytest

from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.services.refresh_standing import refresh_standing
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    moment,
    performance,
    relate,
    show_enough,
    supplies,
)
from detente.assessment.scorecards.tests.test_pages import SCORECARD, text_of
from detente.evidence.relationships.models import Contract
from detente.formats.records import Breach, BreachStatement, Certificate
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import BANK, NOON, RIVAL, SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def known(db, everybody):
    supplies(relate(notice_hours=24), "Storage", ["Northwind Drive"])
    show_enough(SUPPLIER, good=1.0, first_document=1, known_at=moment(80))


def whys(page):
    """Return where the links of a page that open in the drawer lead."""
    return {unescape(one) for one in re.findall(r'href="([^"]+)" data-drawer', page.content.decode())}


class TestAScorecard:
    def test_opens_every_must_have_mark_change_and_the_reading_together(self, known, browser, the_analyst):
        client = browser(the_analyst)
        found = whys(client.get(SCORECARD))

        assert {f"{SCORECARD}/dimensions/{one}" for one in ("performance", "compliance", "trust")} <= found
        assert {f"{SCORECARD}/dimensions/{one}/since/2026-10-31" for one in ("performance", "trust")} <= found
        assert f"{SCORECARD}/together" in found
        assert sum(one.startswith(f"{SCORECARD}/must-haves/") for one in found) == 5
        assert {client.get(one).status_code for one in found} == {200}

    def test_of_a_past_day_opens_to_that_day(self, known, browser, the_analyst):
        client = browser(the_analyst)
        found = whys(client.get(SCORECARD, {"as_of": day(40).isoformat(), "known_on": day(30)}))

        assert len(found) > 20
        assert all(one.endswith(f"?as_of={day(40)}&known_on={day(30)}") for one in found)
        assert {client.get(one).status_code for one in found} == {200}


class TestAMustHave:
    def test_shows_the_verdict_the_rule_and_the_lines(self, everybody, browser, the_analyst):
        relate()
        breach = Breach("Northwind", day(80), records=2_000_000, told_by_vendor=False)
        hold(BreachStatement(date(2026, 4, 1), date(2026, 7, 1), 0), breach, document=1, name="breaches.csv")

        page = browser(the_analyst).get(f"{SCORECARD}/must-haves/no_severe_breach_untold")

        assert "Why failed?" in text_of(page)
        assert "Failed when a breach of a million records or more" in text_of(page)
        assert 'href="/documents/1/evidence/1"' in page.content.decode()
        assert text_of(page).index("breaches.csv, line 3") < text_of(page).index("What else was read")

    def test_that_no_file_decides_says_what_does(self, known, browser, the_analyst):
        client = browser(the_analyst)

        agreed = client.get(f"{SCORECARD}/must-haves/notice_hours_agreed")
        assert "it is what the two sides agreed in the relationship" in text_of(agreed)
        assert f'href="/relationships/{relate().pk}"' in agreed.content.decode()
        shown = text_of(client.get(f"{SCORECARD}/must-haves/no_exploited_flaw_overdue"))
        assert "of the kinds that the rule reads (exploited vulnerability and vulnerability fix)" in shown

    def test_that_is_none_is_not_there(self, known, browser, the_analyst):
        assert browser(the_analyst).get(f"{SCORECARD}/must-haves/luck").status_code == 404


class TestADimension:
    def test_shows_each_criterions_weight_and_the_sum(self, known, browser, the_analyst):
        found = text_of(browser(the_analyst).get(f"{SCORECARD}/dimensions/trust"))

        assert re.search(r"Breaches told 20 % .* Limits told 15 % .* Trust 100 %", found)
        assert re.search(r"demonstrated \d+\.\d = 20 % × \d+\.\d \+ 15 % × ", found)
        assert "The method default-1.0 asks" in found


class TestTheReadingTogether:
    def test_shows_both_parties_weights_and_the_numbers(self, known, browser, the_analyst):
        found = text_of(browser(the_analyst).get(f"{SCORECARD}/together"))

        assert "With Halden Bank’s weights:" in found
        assert "With Northwind Cloud’s weights:" in found
        assert re.search(r"demonstrated [\d.]+ = 100 × \(\(0\.05 \+ 0\.95 × 0\.\d{3}\)\^0\.3 × ", found)
        assert "Weights from the method default-1.0." in found

    def test_that_is_too_early_says_so(self, everybody, browser, the_analyst):
        relate()

        assert "cannot be read together yet" in text_of(browser(the_analyst).get(f"{SCORECARD}/together"))


class TestAChange:
    def test_shows_criteria_then_and_now_and_the_lines_between(self, known, browser, the_analyst):
        hold(Certificate("ISO/IEC 27001", "in force"), document=9, known_at=moment(5), name="new.csv")

        found = text_of(browser(the_analyst).get(f"{SCORECARD}/dimensions/compliance/since/{day(20)}"))

        assert "What moved compliance maturity since 4 November?" in found
        assert re.search(r"On 4 November 2026 it was \d+ to \d+; on 24 November 2026, \d+ to \d+", found)
        assert "new.csv, line 2" in found
        assert "1 came" in found

    @pytest.mark.parametrize(
        ("since", "status"), [("yesterday", 422), ("2026-11-24", 422), ("2031-01-01", 422)]
    )
    def test_since_a_day_that_does_not_fit_is_refused(self, known, browser, the_analyst, since, status):
        answer = browser(the_analyst).get(f"{SCORECARD}/dimensions/trust/since/{since}")

        assert answer.status_code == status


class TestSourcesThatDisagree:
    @pytest.fixture
    def apart(self, everybody):
        relate(notice_hours=24)
        for document, services in ((1, None), (2, 0.0)):
            hold(
                Certificate("ISO/IEC 27001", "in force", services_in_scope=services),
                Certificate("SOC 2", "in force", services_in_scope=services),
                document=document,
                name=f"list {document}.csv",
            )

    def test_stand_side_by_side_each_with_its_line(self, apart, browser, the_analyst):
        found = text_of(browser(the_analyst).get(f"{SCORECARD}/why/C1"))

        part = found[found.index("Where the sources disagree") : found.index("How much each item counts")]
        assert "6.0 points for and 6.0 against, 6 planned" in part
        assert part.index("Speaks for it:") < part.index("list 1.csv, line 2")
        assert part.index("Speaks against it:") < part.index("list 2.csv, line 2")

    def test_are_a_mark_in_the_row_that_opens_there(self, apart, browser, the_analyst):
        page = browser(the_analyst).get("/vendors")

        assert "Sources disagree" in text_of(page)[text_of(page).index("Northwind Cloud") :]
        assert f"{SCORECARD}/why/C1" in whys(page)


class TestTheMarksOfARow:
    def test_each_open_to_what_they_come_from(self, known, browser, the_analyst):
        relationship = relate()
        with acting_for_the_installation(because="a test writes a contract"):
            Contract.objects.create(
                customer_id=relationship.customer_id,
                vendor_id=SUPPLIER,
                visibility=0,
                relationship=relationship,
                title="Storage",
                starts_on=day(700),
                renews_on=day(-30),
                recorded_at=moment(700),
            )
        relate(RIVAL, tier=1)
        show_enough(RIVAL, good=0.0, first_document=50)
        client = browser(the_analyst)
        page = client.get("/vendors")

        assert "Trust below floor" in text_of(page)
        assert {
            "/documents/2/evidence/1",
            f"/relationships/{relationship.pk}",
            f"/vendors/{RIVAL}/must-haves/notice_hours_agreed",
            f"/vendors/{RIVAL}/dimensions/trust",
        } <= whys(page)
        assert {client.get(one).status_code for one in whys(page)} == {200}

    def test_choose_rows(self, known, browser, the_analyst):
        relate(RIVAL, tier=1, notice_hours=24)
        show_enough(RIVAL, good=0.0, first_document=50)
        client = browser(the_analyst)

        below = text_of(client.get("/vendors", {"only": "below floor"}))

        assert "Kestrel Networks" in below
        assert "Northwind Cloud" not in below
        assert "No vendor fits" in text_of(client.get("/vendors", {"only": "conflict"}))


class TestTheOrder:
    @pytest.mark.parametrize("sort", ["trust", "-trust"])
    def test_by_a_dimension_has_those_without_a_figure_last(self, known, browser, the_analyst, sort):
        relate(4001, name="Alder Silent")
        relate(RIVAL)
        show_enough(RIVAL, good=0.2, first_document=50)

        found = text_of(browser(the_analyst).get("/vendors", {"sort": sort}))

        known_ones = sorted(("Northwind Cloud", "Kestrel Networks"), key=found.index)
        assert known_ones[0] == ("Kestrel Networks" if sort == "trust" else "Northwind Cloud")
        assert found.index("Alder Silent") > found.index(known_ones[1])

    @pytest.mark.parametrize("stands", [False, True])
    def test_by_a_dimension_tells_bad_from_unknown(self, known, browser, the_analyst, stands):
        relate(4001, name="Alder Young")
        relate(RIVAL)
        tickets_and_pilots = [one for one in performance() if one.kind != "usage"]
        hold(*tickets_and_pilots, document=40, vendor=4001)
        show_enough(RIVAL, good=0.9, first_document=50)
        young, bad = (
            next(one for one in show(actor=the_analyst, at=NOON, vendor=str(vendor)).dimensions).ends
            for vendor in (4001, RIVAL)
        )
        assert young.demonstrated < bad.demonstrated
        assert young.possible > bad.possible

        if stands:
            refresh_standing(customer=BANK, at=NOON)

        found = text_of(browser(the_analyst).get("/vendors", {"sort": "performance"}))

        assert found.index("Kestrel Networks") < found.index("Alder Young") < found.index("Northwind Cloud")
