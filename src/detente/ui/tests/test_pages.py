"""The frame of a page, in the window and in the drawer."""

import re

import pytest
from django.template import engines
from django.test import Client

from detente.ui.tests.html import read

pytestmark = pytest.mark.usefixtures("small_site")


@pytest.fixture
def client() -> Client:
    return Client()


class TestAPage:
    def test_stands_in_its_shell(self, client):
        root = read(client.get("/vendor/").content.decode().replace("<!doctype html>", ""))

        assert [heading.words() for heading in root.all("h1")] == ["Kestrel"]
        assert root.all("title")[0].words() == "Kestrel · Détente"
        assert "Halden Bank" in root.all("header")[0].words()
        assert len(root.all("main")) == 1

    def test_begins_with_a_way_to_its_content(self, client):
        links = read(client.get("/vendor/").content.decode().replace("<!doctype html>", "")).all("a")

        assert links[0].attributes["href"] == "#main"

    @pytest.mark.parametrize(
        ("cookie", "opening"),
        [
            (None, 'data-theme="auto">'),
            ("dark", 'data-theme="dark" data-bs-theme="dark">'),
            ("pink", 'data-theme="auto">'),
        ],
    )
    def test_comes_in_the_colours_that_were_chosen(self, client, cookie, opening):
        if cookie:
            client.cookies["theme"] = cookie

        html = client.get("/vendor/").content.decode()

        assert re.search(rf'<html lang="en-\w\w" {opening}', html)

    def test_is_the_same_one_without_its_frame_in_the_drawer(self, client):
        page, drawer = client.get("/why/"), client.get("/why/", headers={"X-Drawer": "true"})

        assert b"58.7 of 82" in page.content
        assert b"58.7 of 82" in drawer.content
        assert b"<html" not in drawer.content
        assert b'id="dt-drawer-title">Why 62?' in drawer.content

    def test_tells_caches_that_both_differ(self, client):
        assert "X-Drawer" in client.get("/why/")["Vary"]

    def test_may_be_nobodys(self, small_site):
        html = engines["django"].get_template("ui/page.html").render({"page": {"title": "Not found"}})

        assert "dt-shell-bare" in html
        assert "dt-side" not in html

    def test_for_signing_in_has_no_side_bar(self, small_site):
        html = (
            engines["django"]
            .get_template("ui/sign_in.html")
            .render({"page": {"title": "Sign in"}, "theme": "light"})
        )

        assert re.search(r"<h1>\s*Sign in\s*</h1>", html)
        assert 'data-bs-theme="light"' in html
        assert "dt-side" not in html


class TestTheCataloguePage:
    def test_shows_every_component_in_both_themes(self, client):
        html = client.get("/").content.decode()

        assert html.count('data-bs-theme="light"') == html.count('data-bs-theme="dark"') > 80
        assert "Interval bar" in html

    def test_uses_no_name_of_an_element_twice(self, client):
        ids = re.findall(
            r'\sid="([^"]+)"',
            re.sub(r"<template.*?</template>", "", client.get("/").content.decode(), flags=re.DOTALL),
        )

        assert sorted({name for name in ids if ids.count(name) > 1}) == []

    def test_is_only_for_reading(self, client):
        assert client.post("/").status_code == 405
