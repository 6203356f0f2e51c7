"""What the tests of the design system share: the small site, and a browser that reports violations."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import sync_playwright

from detente.ui.tests.small_site import SETTINGS

ROOT = Path(__file__).resolve().parents[4]
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
LISTEN = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});"""


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def small_site() -> Iterator[None]:
    with override_settings(**SETTINGS):
        yield


@pytest.fixture(scope="module")
def site_url() -> Iterator[str]:
    """Return the address of the small site, served with its static files by a thread of this process."""
    built = subprocess.run(
        [sys.executable, ROOT / "scripts" / "build-assets"], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    with override_settings(**SETTINGS):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=QuietHandler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Walk:
    """One browser window, with what it complained about."""

    page: object
    complaints: list[str] = field(default_factory=list)

    def until(self, expression: str) -> None:
        """Wait until an expression holds; Playwright's own way needs eval, which the policy forbids."""
        for _ in range(400):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it never became true: {expression}")

    def violations(self) -> list[str]:
        return self.page.evaluate("window.violations") + self.complaints


@pytest.fixture(scope="module")
def browser():
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip("Chromium is not on this machine; install Debian's package chromium")

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, site_url):
    """Return a function that opens a page of the small site in a window of its own."""
    contexts = []

    def opened(
        path: str, *, scheme: str = "light", width: int = 1360, height: int = 1000, **options: object
    ) -> Walk:
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        context.add_init_script(LISTEN)
        walk = Walk(context.new_page())
        walk.page.on(
            "console",
            lambda said: walk.complaints.append(said.text) if said.type in {"error", "warning"} else None,
        )
        walk.page.on("pageerror", lambda problem: walk.complaints.append(str(problem)))
        walk.page.goto(site_url + path)
        walk.page.wait_for_load_state("load")
        return walk

    yield opened
    for context in contexts:
        context.close()
