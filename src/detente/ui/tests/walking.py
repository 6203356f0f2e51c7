"""A browser window that is walked by a test: every look at it waits, as long as a busy machine may need."""

import shutil
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60  # seconds
ABORTED = ("htmx:afterRequest, ", "htmx:sendAbort, ")
"""What htmx writes when a newer request replaces one under way, as hx-sync asks; of a failure it writes more."""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WHITE, NIGHT = "rgb(255, 255, 255)", "rgb(16, 20, 27)"
LISTEN = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});"""

expect.set_options(timeout=PATIENCE * 1000)


@dataclass
class Walk:
    """One browser window, with what it complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def begun(cls, browser: Browser, *, width: int = 1360, height: int = 1000, **options: object) -> "Walk":
        """Return an empty window of its own."""
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_init_script(LISTEN)
        walk = cls(context.new_page())
        walk.page.on("console", walk._heard)
        walk.page.on("pageerror", lambda problem: walk.complaints.append(str(problem)))
        return walk

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"} and not said.text.startswith(ABORTED):
            self.complaints.append(said.text)

    def settle(self) -> None:
        """Wait until the letters are there and every chart is drawn."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        expect(self.page.locator("[data-chart]:not([data-drawn=done])")).to_have_count(0)

    def is_on(self, background: str) -> None:
        """Wait until the page has this background."""
        expect(self.page.locator("body")).to_have_css("background-color", background)

    def violations(self) -> list[str]:
        """Return what the pages complained about up to now."""
        self.page.evaluate("true")  # what was said before is heard before the answer
        return self.complaints

    def end(self) -> None:
        self.page.context.close()
