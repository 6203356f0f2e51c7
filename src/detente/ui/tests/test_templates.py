"""What no template of the product may contain, and what its style sheets must."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[1]
PACKAGE = UI.parent
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
STYLES = [*sorted((UI / "assets" / "css").glob("*.css")), *sorted((UI / "components").glob("*/*.css"))]
FOREIGN_CLASSES = {"visually-hidden"}
each_template = pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE))
)


def classes_written(source: str) -> set[str]:
    """Return the classes of a template's attributes, with template tags taken as the blanks between them."""
    written = set()
    for value in re.findall(r'\sclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', source, flags=re.DOTALL):
        written |= set(re.sub(r"\{%.*?%\}", " ", value, flags=re.DOTALL).split())
    return written


class TestATemplate:
    @each_template
    def test_has_no_inline_style(self, template):
        source = re.sub(r"\{%.*?%\}", "", template.read_text(), flags=re.DOTALL)

        assert not re.search(r"\sstyle\s*=|<style", source, flags=re.IGNORECASE)

    @each_template
    def test_has_no_inline_handler(self, template):
        assert not re.search(
            r"\s(?:on\w+|hx-on[:\w-]*|hx-vals)\s*=\s*[\"'](?!\{\")", template.read_text(), flags=re.IGNORECASE
        )

    @each_template
    def test_has_no_script_but_files_and_data(self, template):
        for opening in re.findall(r"<script[^>]*>", template.read_text(), flags=re.IGNORECASE):
            assert "src=" in opening or 'type="application/json"' in opening, opening
        assert "javascript:" not in template.read_text().lower()

    @each_template
    def test_never_composes_a_class_from_pieces(self, template):
        for value in re.findall(
            r'\sclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', template.read_text(), flags=re.DOTALL
        ):
            assert "{{" not in value, value
            assert not re.search(
                r"[\w-]\{%|%\}-", re.sub(r"\{%\s*(?:end)?if.*?%\}|\{%\s*el.*?%\}", " ", value)
            ), value

    @each_template
    def test_loads_nothing_from_elsewhere(self, template):
        assert not re.search(r"(?:src|href|action)=[\"']https?://", template.read_text())

    @each_template
    def test_marks_no_text_as_safe(self, template):
        assert not re.search(r"\|\s*safe\b|autoescape off", template.read_text())


class TestTheStyleSheets:
    def test_define_every_class_that_a_component_uses(self):
        defined = {name for path in STYLES for name in re.findall(r"\.(dt-[\w-]+)", path.read_text())}
        used = {
            name
            for path in (UI / "components").glob("*/*.html")
            for name in classes_written(path.read_text())
        }
        used |= {
            name for path in (UI / "templates").rglob("*.html") for name in classes_written(path.read_text())
        }

        assert used - defined - FOREIGN_CLASSES - WITHOUT_STYLE == set()

    def test_load_nothing_from_elsewhere(self):
        for path in STYLES:
            assert not re.search(r"url\(|@import|https?:", path.read_text()), path

    def test_take_every_colour_from_a_token(self):
        for path in STYLES[1:]:
            colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", path.read_text())) - {"#fff"}
            assert colours == set(), f"{path.name}: {colours}"

    def test_say_what_happens_on_paper_and_on_a_phone(self):
        text = "\n".join(path.read_text() for path in STYLES)

        assert "@media print" in text
        assert "@media (max-width: 760px)" in text
        assert "prefers-reduced-motion" in text


WITHOUT_STYLE = {
    "dt-evidence",
    "dt-head-words",
    "dt-interval-trend",
    "dt-must-have-open",
    "dt-steps",
}
