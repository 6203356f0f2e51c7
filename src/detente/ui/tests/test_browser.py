"""The pages in headless Chromium, under the product's content policy: nothing of it may be violated."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" | ")}`);
}"""
DRAWN = "[...document.querySelectorAll('[data-chart]')].every((place) => place.dataset.drawn === 'done')"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
WHITE, NIGHT = "rgb(255, 255, 255)", "rgb(16, 20, 27)"


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1360), ("dark", 1360), ("light", 390)], ids=["light", "dark", "phone"]
)
class TestTheCatalogue:
    def test_keeps_to_the_content_policy(self, open_page, scheme, width):
        walk = open_page("/", scheme=scheme, width=width)

        walk.until(DRAWN)

        assert walk.page.locator(".dt-chart-drawing svg .demonstrated_marks path").count() == 2
        assert walk.violations() == []

    def test_is_never_wider_than_the_window(self, open_page, scheme, width):
        walk = open_page("/", scheme=scheme, width=width)
        walk.until(DRAWN)

        assert walk.page.evaluate(WIDER) == 0

    def test_passes_the_accessibility_checks(self, open_page, scheme, width):
        walk = open_page("/", scheme=scheme, width=width)
        walk.until(DRAWN)
        walk.page.evaluate(AXE.read_text())

        assert walk.page.evaluate(RUN_AXE) == []


class TestTheContentPolicy:
    def test_is_seen_to_be_violated_when_it_is(self, open_page):
        walk = open_page("/vendor/")

        walk.page.evaluate("document.body.setAttribute('style', 'color: red')")
        walk.until("window.violations.length > 0")

        assert "style-src" in walk.violations()[0]


class TestTheDrawer:
    def test_opens_with_its_address_and_closes_back_to_the_page(self, open_page):
        walk = open_page("/vendor/")
        page = walk.page

        page.locator("#figure a").click()
        page.locator("#dt-drawer #because").wait_for()
        assert page.url.endswith("/why/")

        page.keyboard.press("Escape")
        page.wait_for_url("**/vendor/")
        assert not page.locator("#dt-drawer").is_visible()
        assert page.evaluate("document.activeElement.textContent") == "62"
        assert walk.violations() == []

    def test_closes_when_one_goes_back_and_opens_when_one_goes_forward(self, open_page):
        page = open_page("/vendor/").page
        page.locator("#figure a").click()
        page.locator("#dt-drawer #because").wait_for()

        page.go_back()
        page.locator("#dt-drawer").wait_for(state="hidden")
        page.go_forward()
        page.locator("#dt-drawer #because").wait_for()

        assert page.url.endswith("/why/")

    def test_is_a_page_of_its_own_when_its_address_is_opened(self, open_page):
        page = open_page("/why/").page

        assert page.locator("main #because").is_visible()
        assert page.locator("h1").inner_text() == "Why 62?"

    def test_shows_the_page_behind_after_a_reload_and_back(self, open_page):
        page = open_page("/vendor/").page
        page.locator("#figure a").click()
        page.locator("#dt-drawer #because").wait_for()
        page.reload()
        page.locator("main #because").wait_for()

        page.go_back()

        page.locator("#figure").wait_for()

    def test_says_so_when_it_cannot_be_filled(self, open_page):
        page = open_page("/vendor/").page

        page.locator('a[href="/missing/"]').click()

        page.locator("#dt-drawer", has_text="This could not be opened").wait_for()
        assert page.locator("#dt-drawer a").get_attribute("href").endswith("/missing/")

    def test_is_a_plain_link_without_javascript(self, open_page):
        page = open_page("/vendor/", java_script_enabled=False).page

        page.locator("#figure a").click()

        assert page.locator("main #because").is_visible()


FOCUSED = "document.activeElement.id || document.activeElement.className"
CHOSEN = "document.querySelector('#dt-palette [aria-selected=true]')?.textContent.trim()"


class TestThePalette:
    def test_opens_by_its_keys_finds_while_one_types_and_leads_there(self, open_page):
        walk = open_page("/vendor/")
        page = walk.page

        page.keyboard.press("Control+k")
        page.keyboard.type("al")
        page.locator("#dt-palette-list[data-words=al]").wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url("**/why/?Aldgate")

        assert walk.violations() == []

    def test_offers_the_places_before_anything_is_typed_and_takes_arrow_keys(self, open_page):
        page = open_page("/vendor/").page

        page.keyboard.press("Meta+k")
        assert page.evaluate(CHOSEN) == "Vendors"
        page.keyboard.press("ArrowDown")
        assert page.evaluate(CHOSEN) == "Decisions"
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")

        chosen = page.locator("#dt-palette [aria-selected=true]")
        assert page.evaluate(CHOSEN) == "Method"
        assert page.locator("#dt-palette-words").get_attribute(
            "aria-activedescendant"
        ) == chosen.get_attribute("id")
        assert page.evaluate(FOCUSED) == "dt-palette-words"

    def test_closes_by_escape_and_gives_the_focus_back(self, open_page):
        walk = open_page("/vendor/")
        walk.page.locator("[data-open-palette]").focus()

        walk.page.keyboard.press("Enter")
        walk.until("document.activeElement.id === 'dt-palette-words'")
        walk.page.keyboard.press("Escape")
        walk.until("document.activeElement.className === 'dt-search'")

        assert not walk.page.locator("#dt-palette").is_visible()

    def test_says_how_much_was_found_and_that_nothing_was(self, open_page):
        page = open_page("/vendor/").page
        page.keyboard.press("Control+k")
        said = page.locator("#dt-palette-said")

        page.keyboard.type("k")
        page.locator("#dt-palette-list[data-words=k]").wait_for()
        assert said.inner_text() == "1 found"
        page.keyboard.type("<b>")
        page.locator(".dt-palette-none").wait_for()

        assert said.inner_text() == "Nothing found"
        assert "“k<b>”" in page.locator(".dt-palette-none").inner_text()
        assert page.locator("#dt-palette-words").get_attribute("aria-expanded") == "false"

    def test_says_so_when_the_search_fails(self, open_page):
        page = open_page("/vendor/").page
        page.keyboard.press("Control+k")

        page.keyboard.type("broken")

        page.locator("#dt-palette", has_text="The search could not be reached").wait_for()

    def test_opens_the_page_when_enter_is_faster_than_the_answer(self, open_page):
        page = open_page("/vendor/").page
        page.keyboard.press("Control+k")

        page.keyboard.type("bri")
        page.keyboard.press("Enter")

        page.wait_for_url("**/search/?q=bri")
        assert page.locator("main .dt-found-hit").inner_text() == "Brightwater"

    @pytest.mark.parametrize(("scheme", "width"), [("light", 1360), ("dark", 1360), ("light", 390)])
    def test_passes_the_accessibility_checks_open_with_and_without_something_found(
        self, open_page, scheme, width
    ):
        walk = open_page("/vendor/", scheme=scheme, width=width)
        page = walk.page
        page.evaluate(AXE.read_text())
        page.locator("[data-open-palette]").click()

        assert page.evaluate(RUN_AXE) == []
        page.keyboard.type("zz")
        page.locator(".dt-palette-none").wait_for()

        assert page.evaluate(RUN_AXE) == []
        assert page.evaluate(WIDER) == 0
        assert walk.violations() == []

    def test_is_a_link_to_the_search_without_javascript(self, open_page):
        page = open_page("/vendor/", java_script_enabled=False).page

        page.locator("[data-open-palette]").click()

        assert page.locator("h1").inner_text() == "Search"


class TestAList:
    def test_is_filtered_while_one_types_and_keeps_the_focus(self, open_page):
        walk = open_page("/vendor/")
        page = walk.page

        page.keyboard.press("/")
        page.keyboard.type("ald")
        walk.until("document.querySelectorAll('#vendors tbody tr').length === 1")

        assert page.url.endswith("/vendor/?q=ald")
        assert page.evaluate("document.activeElement.name") == "q"
        assert walk.violations() == []

    def test_is_walked_by_arrow_keys(self, open_page):
        page = open_page("/vendor/").page

        page.keyboard.press("/")
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)

        assert page.evaluate("document.activeElement.textContent") == "Aldgate"


class TestAJob:
    def test_is_asked_until_it_ended_and_its_end_is_said(self, open_page):
        walk = open_page("/vendor/")

        walk.page.locator('[data-progress="done"]').wait_for()

        assert "Done" in walk.page.locator("#dt-progress-said").inner_text()
        assert walk.violations() == []


class TestTheTheme:
    def test_follows_the_device_without_a_choice(self, open_page):
        assert open_page("/vendor/", scheme="dark").page.evaluate(BACKGROUND) == NIGHT

    def test_follows_the_device_without_javascript(self, open_page):
        page = open_page("/vendor/", scheme="dark", java_script_enabled=False).page

        assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == NIGHT

    def test_stays_as_chosen_on_the_next_page(self, open_page):
        walk = open_page("/vendor/", scheme="dark")

        walk.page.locator('[data-theme-choice="light"]').click()
        assert walk.page.evaluate(BACKGROUND) == WHITE
        walk.page.reload()

        assert walk.page.evaluate(BACKGROUND) == WHITE
        assert walk.page.locator("html").get_attribute("data-theme") == "light"

    def test_is_light_on_paper(self, open_page):
        page = open_page("/vendor/", scheme="dark").page

        page.emulate_media(media="print")

        assert page.evaluate(BACKGROUND) == WHITE
        assert not page.locator(".dt-side").is_visible()


class TestAPhone:
    def test_opens_the_menu_by_its_button(self, open_page):
        page = open_page("/vendor/", width=390).page
        menu, button = page.locator("#dt-menu"), page.locator("[data-menu]")
        assert not menu.is_visible()

        button.click()

        assert menu.is_visible()
        assert button.get_attribute("aria-expanded") == "true"

    def test_shows_the_menu_without_javascript(self, open_page):
        assert (
            open_page("/vendor/", width=390, java_script_enabled=False).page.locator("#dt-menu").is_visible()
        )


class TestAChart:
    def test_says_what_held_where_one_points(self, open_page):
        walk = open_page("/")
        walk.until(DRAWN)
        page = walk.page
        page.locator(".until_marks path").nth(3).hover(force=True)

        words = page.locator(".dt-chart-tip").inner_text()

        assert re.match(r"1 Mar 2026\n32 demonstrated, 93 possible\n55 agreed floor", words)

    def test_has_its_data_one_click_away(self, open_page):
        page = open_page("/").page

        page.locator(".dt-chart-data summary").first.click()

        assert page.locator(".dt-chart-table").first.locator("tbody tr").count() == 13

    def test_describes_itself(self, open_page):
        walk = open_page("/")
        walk.until(DRAWN)
        page = walk.page

        drawing = page.locator(".dt-chart-drawing").first
        assert drawing.get_attribute("role") == "graphics-document"
        assert "demonstrated from 37 to 61" in drawing.get_attribute("aria-label")
