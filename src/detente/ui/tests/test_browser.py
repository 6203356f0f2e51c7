"""The pages in headless Chromium, under the product's content policy: nothing of it may be violated."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from detente.ui.tests.walking import NIGHT, WHITE, WIDER

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" | ")}`);
}"""


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1360), ("dark", 1360), ("light", 390)], ids=["light", "dark", "phone"]
)
class TestTheCatalogue:
    def test_keeps_to_the_content_policy(self, open_page, scheme, width):
        walk = open_page("/", scheme=scheme, width=width)

        walk.settle()

        expect(walk.page.locator(".dt-chart-drawing svg .demonstrated_marks path")).to_have_count(2)
        assert walk.violations() == []

    def test_is_never_wider_than_the_window(self, open_page, scheme, width):
        walk = open_page("/", scheme=scheme, width=width)
        walk.settle()

        assert walk.page.evaluate(WIDER) == 0

    def test_passes_the_accessibility_checks(self, open_page, scheme, width):
        walk = open_page("/", scheme=scheme, width=width)
        walk.settle()
        walk.page.evaluate(AXE.read_text())

        assert walk.page.evaluate(RUN_AXE) == []


class TestTheContentPolicy:
    def test_is_seen_to_be_violated_when_it_is(self, open_page):
        walk = open_page("/vendor/")

        with walk.page.expect_console_message(lambda said: said.text.startswith("policy: style-src")):
            walk.page.evaluate("document.body.setAttribute('style', 'color: red')")

        assert any("style-src" in one for one in walk.violations())


class TestTheDrawer:
    def test_opens_with_its_address_and_closes_back_to_the_page(self, open_page):
        walk = open_page("/vendor/")
        page = walk.page

        page.locator("#figure a").click()
        expect(page.locator("#dt-drawer #because")).to_be_visible()
        expect(page).to_have_url(re.compile("/why/$"))

        page.keyboard.press("Escape")
        page.wait_for_url("**/vendor/")
        expect(page.locator("#dt-drawer")).to_be_hidden()
        expect(page.locator(":focus")).to_have_text("62")
        assert walk.violations() == []

    def test_closes_when_one_goes_back_and_opens_when_one_goes_forward(self, open_page):
        page = open_page("/vendor/").page
        page.locator("#figure a").click()
        expect(page.locator("#dt-drawer #because")).to_be_visible()

        page.go_back()
        expect(page.locator("#dt-drawer")).to_be_hidden()
        page.go_forward()

        expect(page.locator("#dt-drawer #because")).to_be_visible()
        expect(page).to_have_url(re.compile("/why/$"))

    def test_is_a_page_of_its_own_when_its_address_is_opened(self, open_page):
        page = open_page("/why/").page

        expect(page.locator("main #because")).to_be_visible()
        expect(page.locator("h1")).to_have_text("Why 62?")

    def test_shows_the_page_behind_after_a_reload_and_back(self, open_page):
        page = open_page("/vendor/").page
        page.locator("#figure a").click()
        expect(page.locator("#dt-drawer #because")).to_be_visible()
        page.reload()
        expect(page.locator("main #because")).to_be_visible()

        page.go_back()

        expect(page.locator("#figure")).to_be_visible()

    def test_says_so_when_it_cannot_be_filled(self, open_page):
        page = open_page("/vendor/").page

        page.locator('a[href="/missing/"]').click()

        expect(page.locator("#dt-drawer")).to_contain_text("This could not be opened")
        expect(page.locator("#dt-drawer a")).to_have_attribute("href", re.compile("/missing/$"))

    def test_is_a_plain_link_without_javascript(self, open_page):
        page = open_page("/vendor/", java_script_enabled=False).page

        page.locator("#figure a").click()

        expect(page.locator("main #because")).to_be_visible()


class TestThePalette:
    def test_opens_by_its_keys_finds_while_one_types_and_leads_there(self, open_page):
        walk = open_page("/vendor/")
        page = walk.page

        page.keyboard.press("Control+k")
        page.keyboard.type("al")
        expect(page.locator("#dt-palette-list[data-words=al]")).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url("**/why/?Aldgate")

        assert walk.violations() == []

    def test_offers_the_places_before_anything_is_typed_and_takes_arrow_keys(self, open_page):
        page = open_page("/vendor/").page
        chosen, field = page.locator("#dt-palette [aria-selected=true]"), page.locator("#dt-palette-words")

        page.keyboard.press("Meta+k")
        expect(chosen).to_have_text("Vendors")
        page.keyboard.press("ArrowDown")
        expect(chosen).to_have_text("Decisions")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")

        expect(chosen).to_have_text("Method")
        expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
        expect(field).to_be_focused()

    def test_closes_by_escape_and_gives_the_focus_back(self, open_page):
        page = open_page("/vendor/").page
        page.locator("[data-open-palette]").focus()

        page.keyboard.press("Enter")
        expect(page.locator("#dt-palette-words")).to_be_focused()
        page.keyboard.press("Escape")

        expect(page.locator("[data-open-palette]")).to_be_focused()
        expect(page.locator("#dt-palette")).to_be_hidden()

    def test_says_how_much_was_found_and_that_nothing_was(self, open_page):
        page = open_page("/vendor/").page
        page.keyboard.press("Control+k")
        said = page.locator("#dt-palette-said")

        page.keyboard.type("k")
        expect(said).to_have_text("1 found")
        page.keyboard.type("<b>")

        expect(page.locator(".dt-palette-none")).to_contain_text("“k<b>”")
        expect(said).to_have_text("Nothing found")
        expect(page.locator("#dt-palette-words")).to_have_attribute("aria-expanded", "false")

    def test_says_so_when_the_search_fails(self, open_page):
        page = open_page("/vendor/").page
        page.keyboard.press("Control+k")

        page.keyboard.type("broken")

        expect(page.locator("#dt-palette")).to_contain_text("The search could not be reached")

    def test_opens_the_page_when_enter_is_faster_than_the_answer(self, open_page):
        page = open_page("/vendor/").page
        page.route(  # what the palette asks is never answered
            re.compile(r"/search/\?"),
            lambda asked: asked.continue_() if asked.request.is_navigation_request() else None,
        )
        page.keyboard.press("Control+k")

        page.keyboard.type("bri")
        page.keyboard.press("Enter")

        page.wait_for_url("**/search/?q=bri")
        expect(page.locator("main .dt-found-hit")).to_have_text("Brightwater")

    @pytest.mark.parametrize(("scheme", "width"), [("light", 1360), ("dark", 1360), ("light", 390)])
    def test_passes_the_accessibility_checks_open_with_and_without_something_found(
        self, open_page, scheme, width
    ):
        walk = open_page("/vendor/", scheme=scheme, width=width)
        page = walk.page
        page.evaluate(AXE.read_text())
        page.locator("[data-open-palette]").click()
        expect(page.locator("#dt-palette-words")).to_be_focused()

        assert page.evaluate(RUN_AXE) == []
        page.keyboard.type("zz")
        expect(page.locator(".dt-palette-none")).to_contain_text("“zz”")

        assert page.evaluate(RUN_AXE) == []
        assert page.evaluate(WIDER) == 0
        assert walk.violations() == []

    def test_is_a_link_to_the_search_without_javascript(self, open_page):
        page = open_page("/vendor/", java_script_enabled=False).page

        page.locator("[data-open-palette]").click()

        expect(page.locator("h1")).to_have_text("Search")


class TestAList:
    def test_is_filtered_while_one_types_and_keeps_the_focus(self, open_page):
        walk = open_page("/vendor/")
        page = walk.page

        page.keyboard.press("/")
        page.keyboard.type("ald")

        expect(page).to_have_url(re.compile(r"/vendor/\?q=ald$"))
        expect(page.locator("#vendors tbody tr")).to_have_count(1)
        expect(page.locator("[data-find]")).to_be_focused()
        assert walk.violations() == []

    def test_is_walked_by_arrow_keys(self, open_page):
        page = open_page("/vendor/").page

        page.keyboard.press("/")
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)

        expect(page.locator(":focus")).to_have_text("Aldgate")


class TestAJob:
    def test_is_asked_until_it_ended_and_its_end_is_said(self, open_page):
        walk = open_page("/vendor/")

        expect(walk.page.locator('[data-progress="done"]')).to_be_visible()

        expect(walk.page.locator("#dt-progress-said")).to_contain_text("Done")
        assert walk.violations() == []


class TestTheTheme:
    def test_follows_the_device_without_a_choice(self, open_page):
        open_page("/vendor/", scheme="dark").is_on(NIGHT)

    def test_follows_the_device_without_javascript(self, open_page):
        open_page("/vendor/", scheme="dark", java_script_enabled=False).is_on(NIGHT)

    def test_stays_as_chosen_on_the_next_page(self, open_page):
        walk = open_page("/vendor/", scheme="dark")

        walk.page.locator('[data-theme-choice="light"]').click()
        walk.is_on(WHITE)
        walk.page.reload()

        walk.is_on(WHITE)
        expect(walk.page.locator("html")).to_have_attribute("data-theme", "light")

    def test_is_light_on_paper(self, open_page):
        walk = open_page("/vendor/", scheme="dark")

        walk.page.emulate_media(media="print")

        walk.is_on(WHITE)
        expect(walk.page.locator(".dt-side")).to_be_hidden()


class TestAPhone:
    def test_opens_the_menu_by_its_button(self, open_page):
        page = open_page("/vendor/", width=390).page
        menu, button = page.locator("#dt-menu"), page.locator("[data-menu]")
        expect(menu).to_be_hidden()

        button.click()

        expect(menu).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")

    def test_shows_the_menu_without_javascript(self, open_page):
        page = open_page("/vendor/", width=390, java_script_enabled=False).page

        expect(page.locator("#dt-menu")).to_be_visible()


class TestAChart:
    def test_says_what_held_where_one_points(self, open_page):
        walk = open_page("/")
        walk.settle()

        walk.page.locator(".until_marks path").nth(3).hover(force=True)

        words = re.compile(r"^1 Mar 2026\n32 demonstrated, 93 possible\n55 agreed floor")
        expect(walk.page.locator(".dt-chart-tip")).to_have_text(words, use_inner_text=True)

    def test_has_its_data_one_click_away(self, open_page):
        page = open_page("/").page
        table = page.locator(".dt-chart-table").first

        page.locator(".dt-chart-data summary").first.click()

        expect(table).to_be_visible()
        expect(table.locator("tbody tr")).to_have_count(13)

    def test_describes_itself(self, open_page):
        walk = open_page("/")
        walk.settle()

        drawing = walk.page.locator(".dt-chart-drawing").first
        expect(drawing).to_have_attribute("role", "graphics-document")
        expect(drawing).to_have_attribute("aria-label", re.compile("demonstrated from 37 to 61"))
