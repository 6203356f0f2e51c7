"""What the tests of the design system share: the small site, and a browser that reports violations."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import sync_playwright

from detente.ui.tests.small_site import SETTINGS
from detente.ui.tests.walking import CHROMIUM, FLAGS, Walk

ROOT = Path(__file__).resolve().parents[4]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at a time: a connection that a browser opens in advance and leaves idle blocks no other."""

    daemon_threads = True


@pytest.fixture
def small_site() -> Iterator[None]:
    with override_settings(**SETTINGS):
        yield


@pytest.fixture(scope="module")
def site_url() -> Iterator[str]:
    """Return the address of the small site, served with its static files by threads of this process."""
    built = subprocess.run(
        [sys.executable, ROOT / "scripts" / "build-assets"], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    with override_settings(**SETTINGS):
        site = StaticFilesHandler(WSGIHandler())
        server = make_server("127.0.0.1", 0, site, server_class=Server, handler_class=QuietHandler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


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
    walks = []

    def opened(path: str, *, scheme: str = "light", **options: object) -> Walk:
        walks.append(Walk.begun(browser, color_scheme=scheme, **options))
        walks[-1].page.goto(site_url + path, wait_until="load")
        return walks[-1]

    yield opened
    for walk in walks:
        walk.end()
