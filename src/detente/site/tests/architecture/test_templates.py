"""Templates hold no styles and no scripts of their own: the content policy would refuse them."""

import re
from pathlib import Path

import pytest

from detente.site.tests.architecture.sources import PACKAGE, files, plant

FORBIDDEN = {
    "style=": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "<style>": re.compile(r"<style\b", re.IGNORECASE),
    "a script in the page": re.compile(
        r"<script\b(?![^>]*\b(?:src|type=\"application/json\"))", re.IGNORECASE
    ),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "another host": re.compile(r"<(?:script|link|img)\b[^>]*(?:src|href)=\"(?:https?:)?//", re.IGNORECASE),
}


def refused_by_policy(root: Path) -> list[str]:
    """Each template with something that `default-src 'none'` with 'self' alone does not let through."""
    return [
        f"{path.relative_to(root)}: {what}: use a class, a static file or an hx- attribute"
        for path in files(root, ".html", ".svg")
        for what, pattern in FORBIDDEN.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]


class TestTemplates:
    def test_pass_the_content_policy(self):
        assert refused_by_policy(PACKAGE) == []

    @pytest.mark.parametrize(
        "markup",
        [
            '<td class="x"\n style="width: 3%">',
            "<style>td { color: red }</style>",
            "<script>alert(1)</script>",
            '<button onclick="go()">',
            '<script src="https://cdn.example/x.js"></script>',
        ],
    )
    def test_with_what_the_policy_refuses_are_found(self, tmp_path, markup):
        plant(tmp_path, {"ui/templates/page.html": f"<p>{markup}</p>"})

        assert len(refused_by_policy(tmp_path)) == 1

    def test_may_use_classes_files_and_data(self, tmp_path):
        harmless = (
            '<script src="{% static \'x.js\' %}" defer></script><p class="style" data-style="a">one = 1</p>'
            '<script type="application/json" id="spec">{}</script>'
        )
        plant(tmp_path, {"page.html": harmless})

        assert refused_by_policy(tmp_path) == []
