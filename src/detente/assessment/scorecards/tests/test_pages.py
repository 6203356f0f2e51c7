"""The pages: who may see them, in how many queries, and what they say."""

import re

import pytest

from detente.assessment.scorecards.tests.held import (
    compliance,
    day,
    hold,
    moment,
    performance,
    reads,
    relate,
    show_enough,
    supplies,
    trust,
)
from detente.formats.records import Certificate, PilotResult, Ticket
from detente.foundation.tests.people import RIVAL, SUPPLIER

SCORECARD = f"/vendors/{SUPPLIER}"
PAGES = [
    "/vendors",
    f"/vendors/trends?vendor={SUPPLIER}",
    SCORECARD,
    f"{SCORECARD}/why/P3",
    f"{SCORECARD}/dimensions/trust",
    f"{SCORECARD}/dimensions/trust/since/2026-10-31",
    f"{SCORECARD}/must-haves/certificate_in_force",
    f"{SCORECARD}/together",
    f"{SCORECARD}/place",
    f"{SCORECARD}/place/words",
    f"/vendors/compare?vendor={SUPPLIER}",
    "/method",
]

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def known(db, everybody):
    supplies(relate(notice_hours=24), "Storage", ["Northwind Drive"])
    show_enough(SUPPLIER, good=0.8, first_document=1, known_at=moment(40))


def text_of(response):
    """Return a page's words, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("&#x27;", "'").split())


def queries(client, address):
    with reads() as asked:
        assert client.get(address).status_code == 200
    return len(asked)


class TestEveryPage:
    @pytest.mark.parametrize("page", PAGES)
    def test_is_there_for_those_who_may(self, page, known, browser, everybody):
        for who in ("the_ciso", "the_analyst", "the_director", "the_auditor"):
            assert browser(everybody[who]).get(page).status_code == 200

    @pytest.mark.parametrize("page", [one for one in PAGES if one.startswith(SCORECARD)])
    def test_of_a_vendor_of_others_is_not_there(self, page, known, browser, the_stranger):
        assert browser(the_stranger).get(page).status_code == 404

    @pytest.mark.parametrize("page", [one for one in PAGES if one != "/method"])
    def test_is_not_for_the_vendors_side(self, page, known, browser, the_vendor):
        assert browser(the_vendor).get(page).status_code == 403

    @pytest.mark.parametrize("page", PAGES)
    def test_asks_nobody_in_particular_to_sign_in(self, page, known, browser):
        response = browser(None).get(page)

        assert (response.status_code, response.url.partition("?")[0]) == (302, "/sign-in")

    @pytest.mark.parametrize("page", PAGES)
    def test_takes_no_more_queries_for_more_evidence(self, page, known, browser, the_analyst):
        client = browser(the_analyst)
        client.get(page)
        few = queries(client, page)
        for number in range(30):
            hold(
                *(
                    Ticket(f"X{number}.{one}", moment(one + 9), None, None, 1, kept_sla=True)
                    for one in range(9)
                ),
                document=100 + number,
            )

        assert queries(client, page) == few <= 42

    @pytest.mark.parametrize(
        "page", [SCORECARD, f"{SCORECARD}/why/C1", f"{SCORECARD}/dimensions/trust", "/vendors"]
    )
    def test_may_be_seen_of_a_past_day_and_with_what_was_known_on_another(
        self, page, known, browser, the_analyst
    ):
        hold(
            *trust(1.0), Certificate("SOC 2", "in force", issued_on=day(90)), document=9, known_at=moment(10)
        )
        asked = (
            {"as_of": day(30)},
            {"as_of": day(50)},
            {"as_of": day(30), "known_on": day(5)},
            {"known_on": day(50)},
        )
        answers = [browser(the_analyst).get(page, days) for days in asked]

        assert {one.status_code for one in answers} == {200}
        assert len({text_of(one) for one in answers[:3]}) == 3
        assert text_of(answers[3]) != text_of(answers[0])

    @pytest.mark.parametrize(
        ("known_on", "said"),
        [
            ("tomorrow", "is no day"),
            ("2031-01-01", "has not come yet"),
            ("0001-01-01", "is before all records: give a day from 1900-01-01 on"),
        ],
    )
    def test_of_a_day_that_is_none_says_so(self, known_on, said, known, browser, the_analyst):
        for page in (SCORECARD, f"{SCORECARD}/why/C1", f"{SCORECARD}/dimensions/trust", "/vendors"):
            for name in ("as_of", "known_on"):
                response = browser(the_analyst).get(page, {name: known_on})

                assert response.status_code == 422
                assert said in text_of(response)

    @pytest.mark.parametrize(
        ("page", "asked"),
        [
            (SCORECARD, {"valid_on": "2020-01-01"}),
            (f"{SCORECARD}/why/C1", {"since": "2020-01-01", "known_on": "2026-01-01"}),
            ("/vendors", {"known-on": "2026-01-01"}),
            ("/documents", {"known_on": "2026-01-01"}),
        ],
    )
    def test_refuses_a_day_that_it_does_not_take(self, page, asked, known, browser, the_analyst):
        response = browser(the_analyst).get(page, asked)

        assert response.status_code == 422
        assert f"not {next(iter(asked))}" in text_of(response).replace("`", "")
        assert browser(the_analyst).get(page, {"unheard": "of"}).status_code == 200


class TestTheListOfVendors:
    def test_takes_no_more_queries_for_more_vendors(self, known, browser, the_analyst):
        client = browser(the_analyst)
        client.get("/vendors")
        few = queries(client, "/vendors")
        for number in range(4000, 4060):
            relate(number, name=f"Vendor {number}")
            hold(Certificate("SOC 2", "in force"), document=number, vendor=number)

        assert queries(client, "/vendors") == few

    def test_is_filtered_sorted_and_paged(self, known, browser, the_analyst):
        for number in range(4000, 4120):
            relate(number, name=f"Vendor {number}", tier=3, notice_hours=24)
        show_enough(4001, good=0.9, first_document=301)
        client = browser(the_analyst)

        assert "Vendor 4098" in text_of(client.get("/vendors"))
        assert "Vendor 4099" not in text_of(client.get("/vendors"))
        assert "Vendor 4119" in text_of(client.get("/vendors", {"page": "2"}))
        assert "Northwind" not in text_of(client.get("/vendors", {"tier": "3"}))
        assert "No vendor fits" in text_of(client.get("/vendors", {"q": "no such name"}))
        found = text_of(client.get("/vendors", {"sort": "-trust"}))
        assert found.index("Vendor 4001") < found.index("Northwind Cloud") < found.index("Vendor 4000")

    def test_says_how_many_of_all_fit_what_was_chosen(self, known, browser, the_analyst):
        relate(RIVAL, tier=2)

        assert "2 vendors, each with" in text_of(browser(the_analyst).get("/vendors"))
        assert "1 of 2 vendors, each with" in text_of(browser(the_analyst).get("/vendors?q=Northwind"))

    def test_shows_those_that_want_attention(self, known, browser, the_analyst):
        relate(RIVAL, tier=2)
        found = text_of(browser(the_analyst).get("/vendors", {"only": "attention"}))

        assert "Kestrel Networks" in found
        assert "No notice hours agreed" in found
        assert "Northwind Cloud" in found  # a certificate lapses in 20 days
        assert "SOC 2 Type II in 20 days" in found

    def test_of_nobody_says_what_to_do(self, browser, the_stranger):
        page = browser(the_stranger).get("/vendors")

        assert "No vendor yet" in text_of(page)
        assert 'href="/relationships/new"' in page.content.decode()
        assert 'href="/imports"' in page.content.decode()
        assert "detente " not in text_of(page)

    def test_of_nobody_says_who_can_do_it(self, browser, the_director):
        page = browser(the_director).get("/vendors")

        assert "A CISO or an analyst of your organisation adds the first one." in text_of(page)
        assert "/relationships/new" not in page.content.decode()


class TestAScorecard:
    def test_has_both_ends_of_each_dimension_and_its_history(self, known, browser, the_analyst):
        page = browser(the_analyst).get(SCORECARD)

        assert text_of(page).count(" demonstrated ") >= 3
        assert page.content.count(b"vega") > 0 or page.content.count(b"data-chart") >= 3
        assert "as a table" in text_of(page)

    def test_shows_as_many_slots_as_were_planned(self, known, browser, the_analyst):
        found = text_of(browser(the_analyst).get(SCORECARD))

        for name, slots in (
            ("Tickets in time", "6 of 6"),
            ("Adoption", "4 of 4"),
            ("Limits told", "5 of 6"),
            ("Availability", "0 of 12"),
            ("Pilots", "2 of 2"),
        ):
            assert slots in found[found.index(f" {name} ") :][:60]

    def test_shows_the_place_of_a_second_pilot_empty(self, everybody, browser, the_analyst):
        relate()
        hold(PilotResult("pilot", day(90), day(40), 5, 5, 0), document=1)

        found = text_of(browser(the_analyst).get(SCORECARD))

        assert "1 of 2" in found[found.index(" Pilots ") :][:60]

    def test_that_is_too_early_has_points_steps_and_no_chart(self, everybody, browser, the_analyst):
        relate()
        hold(Certificate("ISO/IEC 27001", "in force"), document=1)

        page = browser(the_analyst).get(SCORECARD)

        assert "Too early. 6 of 240 points in." in text_of(page)
        assert "What would raise it most" in text_of(page)
        assert "as a table" not in text_of(page)

    def test_says_that_sources_disagree(self, everybody, browser, the_analyst):
        relate()
        hold(Certificate("ISO/IEC 27001", "in force"), Certificate("SOC 2", "in force"), document=1)
        hold(
            Certificate("ISO/IEC 27001", "in force", services_in_scope=0.0),
            Certificate("SOC 2", "in force", services_in_scope=0.0),
            document=2,
        )

        page = browser(the_analyst).get(SCORECARD)

        assert "Sources disagree Look at both, and settle which is right: Certificates" in text_of(page)
        assert f'href="{SCORECARD}/why/C1" data-drawer' in page.content.decode()

    def test_of_a_dimension_that_is_too_early_is_explained(self, everybody, browser, the_analyst):
        relate()

        found = text_of(browser(the_analyst).get(f"{SCORECARD}/dimensions/trust"))

        assert (
            "0.0 of 96 points are in. Under a quarter, a number would say more about what is missing" in found
        )

    def test_of_a_dimension_or_criterion_that_is_none_is_not_there(self, known, browser, the_analyst):
        assert browser(the_analyst).get(f"{SCORECARD}/dimensions/beauty").status_code == 404
        assert browser(the_analyst).get(f"{SCORECARD}/why/P99").status_code == 404


class TestWhy:
    def test_opens_to_file_line_and_hash(self, everybody, browser, the_analyst):
        relate()
        hold(*performance(), document=1, name="tickets.csv")

        page = browser(the_analyst).get(f"{SCORECARD}/why/P3")

        assert "tickets.csv, line 2" in text_of(page)
        assert 'href="/documents/1/evidence/0"' in page.content.decode()
        assert "40 of 100 facts, some of every slot" in text_of(page)
        assert "28 more of these" in text_of(page)

    def test_names_slots_as_people_do(self, everybody, browser, the_analyst):
        relate()
        hold(*performance(), *compliance(), document=1)
        client = browser(the_analyst)

        assert "Nov–Dec 2026" in text_of(client.get(f"{SCORECARD}/why/P3"))
        assert "Jul–Sep 2026" in text_of(client.get(f"{SCORECARD}/why/P6"))
        assert "ISO/IEC 27001 or FedRAMP" in text_of(client.get(f"{SCORECARD}/why/C1"))

    def test_of_a_criterion_without_evidence_says_what_it_means(self, known, browser, the_analyst):
        found = text_of(browser(the_analyst).get(f"{SCORECARD}/why/T6"))

        assert "no evidence yet" in found
        assert "All that is planned for it is unknown, neither good nor bad." in found
        assert "How it could be gamed" in found


class TestTheEvidenceOfAFigure:
    def test_is_named_beside_each_item_and_one_click_from_it(self, everybody, browser, the_analyst):
        relate()
        hold(Certificate("SOC 2", "in force", issued_on=day(90)), document=7, name="certificates.csv")
        hold(
            *(Ticket(f"T{one}", moment(one + 1), None, None, 2, kept_sla=True) for one in range(9)),
            document=8,
            name="tickets.csv",
        )

        one_line, many = (
            browser(the_analyst).get(f"{SCORECARD}/why/{one}", {"as_of": day(0)}).content.decode()
            for one in ("C1", "P3")
        )

        assert (
            f'<a class="dt-row-source" href="/documents/7/evidence/0?as_of={day(0)}">certificates.csv'
            in one_line
        )
        assert f'<a class="dt-row-source" href="/documents/8?as_of={day(0)}">tickets.csv, 9 lines' in many

    def test_is_all_within_reach_of_its_why(self, everybody, browser, the_analyst):
        relate()
        hold(
            *(Ticket(f"T{one}", moment(one + 1), None, None, 2, kept_sla=True) for one in range(99)),
            document=1,
        )
        page, seen = f"{SCORECARD}/why/P3", set()
        while page:
            text = browser(the_analyst).get(page).content.decode()
            seen |= set(re.findall(r"/documents/1/evidence/(\d+)", text))
            onward = re.search(r'href="([^"]*after=[^"]*)"', text)
            page = onward[1].replace("&amp;", "&") if onward else ""

        assert len(seen) == 99
        assert browser(the_analyst).get(f"{SCORECARD}/why/P3?after=x").status_code == 422
