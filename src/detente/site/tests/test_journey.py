"""The main job in a browser: from a vendor's score to the line of a file, and a file from the disk to its report.

The installation is a real one, with a server and a worker in processes of their own. No page may violate the content
policy, write to the console, or be wider than a phone.
"""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from detente.foundation import clock
from detente.foundation.tests.people import PASSWORD, PEOPLE
from detente.site.tests.test_serve import Served, detente, environment
from detente.ui.tests.conftest import FLAGS

playwright = pytest.importorskip("playwright.sync_api")

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
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LISTEN = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});"""


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
def chromium() -> Iterator[object]:
    path = next(
        (one for one in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if one.is_file()), None
    )
    if path is None:
        pytest.skip("Chromium is not on this machine; install Debian's package chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Walk:
    """A window in which the analyst has signed in, and what it complained about."""

    def __init__(self, browser, address: str) -> None:
        self.complaints: list[str] = []
        self.context = browser.new_context(
            color_scheme="light", viewport={"width": 1360, "height": 900}, base_url=address
        )
        self.context.add_init_script(LISTEN)
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.goto("/sign-in")
        self.page.locator("input[name=login]").fill(ANALYST.email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("main button[type=submit], form button[type=submit]").first.click()
        self.page.get_by_role("heading", name="Vendors").wait_for()

    def _heard(self, said) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def until(self, expression: str) -> None:
        """Wait until an expression holds; Playwright's own way needs eval, which the policy forbids."""
        for _ in range(500):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it never became true: {expression}")

    def to_the_scorecard(self) -> None:
        self.page.get_by_role("link", name=VENDOR, exact=True).click()
        self.page.get_by_role("heading", name="Criteria", exact=True).wait_for()


@pytest.fixture
def walk(served, chromium) -> Iterator[Walk]:
    found = Walk(chromium, f"http://127.0.0.1:{served.port}")
    yield found
    assert found.complaints == []
    found.context.close()


class TestTheJourney:
    def test_goes_from_a_vendor_to_the_line_that_a_score_rests_on(self, walk):
        page = walk.page
        walk.to_the_scorecard()
        walk.until("document.querySelectorAll('[data-chart]').length > 0")
        walk.until(
            "[...document.querySelectorAll('[data-chart]')].every((place) => place.dataset.drawn === 'done')"
        )

        page.get_by_role("row", name="Tickets in time").locator(".dt-why").click()
        drawer = page.locator("#dt-drawer")
        drawer.get_by_role("heading", name="Why ").wait_for()
        assert "demonstrated" in drawer.inner_text()
        assert page.url.endswith("/why/P3")

        drawer.get_by_role("link", name="tickets.csv, line 2", exact=True).click()
        page.get_by_role("heading", name="As the file says it").wait_for()
        assert "ticket,T1," in page.locator("main").inner_text()

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
        page.get_by_role("table", name="Rejected rows").wait_for(timeout=30_000)

        assert any("/imports/jobs/" in one for one in asked), (
            "it did not go by the page that shows how far it is"
        )
        report = page.locator("main").inner_text()
        assert "line 3" in report
        assert "kept_sla" in report
        with page.expect_download() as coming:
            page.get_by_role("link", name="Download rejected rows").click()
        assert "perhaps" in Path(coming.value.path()).read_text()

    def test_turns_dark_and_stays_so(self, walk):
        page = walk.page
        light = page.evaluate(BACKGROUND)

        page.locator("[data-theme-choice=dark]").click()
        dark = page.evaluate(BACKGROUND)
        walk.to_the_scorecard()

        assert dark != light
        assert page.evaluate(BACKGROUND) == dark

    def test_fits_a_phone(self, walk):
        page = walk.page
        walk.to_the_scorecard()
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
            page.wait_for_load_state("load")
            assert page.evaluate(WIDER) == 0, address
