"""The main job in a browser: from a vendor's score to the line of a file, and a file from the disk to its report.

The installation is a real one, with a server and a worker in processes of their own. No page may violate the content
policy, write to the console, or be wider than a phone.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from detente.foundation import clock
from detente.foundation.tests.people import PASSWORD, PEOPLE
from detente.site.tests.running_server import Served, detente, environment
from detente.ui.tests.walking import CHROMIUM, FLAGS, NIGHT, WHITE, WIDER, Walk

pytestmark = pytest.mark.browser

ANALYST = PEOPLE["the_analyst"]
VENDOR = "Northwind Cloud"
FOUND = """
import django
django.setup()
from detente.assessment.scorecards.tests.held import relate
from detente.foundation.tests.people import everybody
everybody()
relate(tier=1, notice_hours=24)
"""


def table_of_tickets(rows: int) -> str:
    """Return a table of a year's tickets, up to now; the second line of it is ticket T1, of three days ago."""
    now = clock.now()
    lines = ["kind,number,opened_at,priority,kept_sla,assurance"]
    for number in range(1, rows + 1):
        opened = (now - timedelta(days=3 * number)).isoformat()
        lines.append(
            f"ticket,T{number},{opened},{1 + number % 4},{'no' if number % 9 == 0 else 'yes'},tool measured"
        )
    return "\n".join(lines) + "\n"


def table_of_use() -> str:
    """Return a table of a year's use, month by month: another criterion of the same dimension."""
    now = clock.now().date()
    spans = [(now - timedelta(days=30 * (one + 1)), now - timedelta(days=30 * one)) for one in range(12)]
    rows = [f"usage,mail,{starts_on},{ends_on},45,50,jointly measured" for starts_on, ends_on in spans]
    return "\n".join(["kind,service,starts_on,ends_on,active,agreed,assurance", *rows]) + "\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    """Found an installation with a bank, a supplier and two files about it, and serve it."""
    home, files = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("files")
    assert detente(home, "migrate").returncode == 0
    subprocess.run([sys.executable, "-c", FOUND], env=environment(home), check=True)
    (files / "tickets.csv").write_text(table_of_tickets(120))
    (files / "use.csv").write_text(table_of_use())
    done = detente(home, "--person", ANALYST.email, "import", str(files), "--vendor", VENDOR)
    assert done.returncode == 0, done.stdout + done.stderr
    started = Served(home)
    yield started
    started.end()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip("Chromium is not on this machine; install Debian's package chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def walk(served, chromium) -> Iterator[Walk]:
    """Return a window in which the analyst has signed in."""
    address = f"http://127.0.0.1:{served.port}"
    found = Walk.begun(chromium, height=900, base_url=address, color_scheme="light")
    found.page.goto("/sign-in")
    found.page.locator("input[name=login]").fill(ANALYST.email)
    found.page.locator("input[name=password]").fill(PASSWORD)
    found.page.locator("main button[type=submit], form button[type=submit]").first.click()
    expect(found.page.get_by_role("heading", name="Vendors")).to_be_visible()
    yield found
    assert found.violations() == []
    found.end()


def to_the_scorecard(page: Page) -> None:
    page.get_by_role("table").get_by_role("link", name=VENDOR, exact=True).click()
    expect(page.get_by_role("heading", name="Criteria", exact=True)).to_be_visible()


class TestTheJourney:
    def test_goes_from_a_vendor_to_the_line_that_a_score_rests_on(self, walk):
        page = walk.page
        to_the_scorecard(page)
        expect(page.locator("[data-chart]").first).to_be_attached()
        walk.settle()

        page.get_by_role("row", name="Tickets in time").locator(".dt-why").click()
        drawer = page.locator("#dt-drawer")
        expect(drawer.get_by_role("heading", name="Why ")).to_be_visible()
        expect(drawer).to_contain_text("demonstrated", use_inner_text=True)
        expect(page).to_have_url(re.compile("/why/P3$"))

        drawer.get_by_role("link", name="tickets.csv, line 2", exact=True).click()
        expect(page.get_by_role("heading", name="As the file says it")).to_be_visible()
        expect(page.locator("main")).to_contain_text("ticket,T1,", use_inner_text=True)

    def test_brings_a_file_with_a_bad_row_and_hands_the_row_back(self, walk, tmp_path):
        page = walk.page
        good, bad = table_of_tickets(2).splitlines()[1:]
        file = tmp_path / "november.csv"
        file.write_text(
            "\n".join(
                [
                    "kind,number,opened_at,priority,kept_sla,assurance",
                    good.replace("T1", "N1"),
                    bad.replace(",yes", ",perhaps").replace("T2", "N2"),
                ]
            )
        )

        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.get_by_role("link", name="Imports", exact=True).click()
        page.locator("input[name=files]").set_input_files(file)
        page.locator("[name=vendor]").select_option(VENDOR)
        page.get_by_role("button", name="Import", exact=True).click()
        page.wait_for_url("**/imports/*", wait_until="load")
        expect(page.get_by_role("table", name="Rejected rows")).to_be_visible()

        assert any("/imports/jobs/" in one for one in asked), (
            "it did not go by the page that shows how far it is"
        )
        report = page.locator("main")
        expect(report).to_contain_text("line 3", use_inner_text=True)
        expect(report).to_contain_text("kept_sla", use_inner_text=True)
        with page.expect_download() as coming:
            page.get_by_role("link", name="Download rejected rows").click()
        assert "perhaps" in Path(coming.value.path()).read_text()

    def test_turns_dark_and_stays_so(self, walk):
        walk.is_on(WHITE)

        walk.page.locator("[data-theme-choice=dark]").click()
        walk.is_on(NIGHT)
        to_the_scorecard(walk.page)

        walk.is_on(NIGHT)

    def test_fits_a_phone(self, walk):
        page = walk.page
        to_the_scorecard(page)
        scorecard = page.url.removeprefix(page.url.split("/vendors")[0])
        page.set_viewport_size({"width": 390, "height": 800})

        for address in (
            "/vendors",
            scorecard,
            f"{scorecard}/why/P3",
            f"{scorecard}/dimensions/performance",
            "/method",
            "/imports",
            "/documents",
        ):
            page.goto(address)
            walk.settle()
            assert page.evaluate(WIDER) == 0, address
