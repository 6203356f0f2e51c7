"""Every component: its folder, its examples, its labels, its escaping."""

from collections import Counter
from pathlib import Path

import pytest

from detente.ui.catalogue import example_html, tag_signature, with_other_names
from detente.ui.discovery import FOLDER, components
from detente.ui.example import ATTACK_TEXT
from detente.ui.render import component_engine
from detente.ui.tests.html import read

ALL = components()
EXAMPLES = [
    pytest.param(example, id=f"{one.name}: {example.title}") for one in ALL for example in one.examples
]
each_component = pytest.mark.parametrize("component", ALL, ids=lambda component: component.name)
each_example = pytest.mark.parametrize("example", EXAMPLES)


class TestAComponentsFolder:
    @each_component
    def test_holds_function_template_styles_and_examples(self, component):
        names = {path.name for path in (FOLDER / component.name).iterdir()}

        assert {
            f"{component.name}.py",
            f"{component.name}.html",
            f"{component.name}.css",
            "example.py",
        } <= names
        assert component.tags
        assert component.examples

    @each_component
    def test_explains_itself_and_each_tag(self, component):
        assert component.summary.endswith((".", '".')), component.summary
        assert all((tag.__doc__ or "").strip() for tag in component.tags)

    def test_is_all_it_takes_to_be_a_tag(self):
        library = component_engine().template_builtins

        for tag in (tag for component in ALL for tag in component.tags):
            assert any(tag.__name__ in one.tags for one in library)

    def test_defines_no_tag_that_another_one_defines(self):
        names = Counter(tag.__name__ for component in ALL for tag in component.tags)

        assert [name for name, times in names.items() if times > 1] == []

    @each_component
    def test_has_short_templates(self, component):
        for template in (FOLDER / component.name).glob("*.html"):
            assert len(template.read_text().splitlines()) < 60, template.name


class TestAnExample:
    @each_example
    def test_closes_every_element_that_it_opens(self, example):
        assert read(example_html(example)).children

    @each_example
    def test_names_every_control(self, example):
        root = read(example_html(example))
        labelled = {label.attributes.get("for") for label in root.all("label")}

        for control in root.all("button") + root.all("a") + root.all("summary"):
            assert control.name(), control.attributes
        for field in root.all("input") + root.all("select") + root.all("textarea"):
            inside_label = field.parent.tag == "label"
            hidden = field.attributes.get("type") == "hidden"
            assert (
                hidden
                or inside_label
                or field.attributes.get("aria-label")
                or field.attributes.get("id") in labelled
            )

    @each_example
    def test_hides_pictures_from_screen_readers_or_labels_them(self, example):
        for picture in read(example_html(example)).all("svg"):
            assert picture.attributes.get("aria-hidden") == "true" or picture.attributes.get("aria-label")

    @each_example
    def test_uses_no_name_of_an_element_twice(self, example):
        ids = [
            element.attributes["id"]
            for element in read(example_html(example)).walk()
            if "id" in element.attributes
        ]

        assert len(ids) == len(set(ids))

    @each_example
    def test_points_descriptions_at_elements_that_exist(self, example):
        elements = list(read(example_html(example)).walk())
        ids = {element.attributes.get("id") for element in elements}

        for element in elements:
            for attribute in ("aria-describedby", "aria-labelledby", "for"):
                for name in (element.attributes.get(attribute) or "").split():
                    assert name in ids, f"{attribute}={name}"


class TestHostileText:
    @each_component
    def test_never_becomes_markup(self, component):
        html = example_html(component.attack)

        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html

    @each_component
    def test_never_leaves_an_attribute(self, component):
        planted = [
            name
            for element in read(example_html(component.attack)).walk()
            for name in element.attributes
            if name.startswith("on") or "script" in name or name == "style"
        ]

        assert planted == []

    def test_is_hostile(self):
        assert {"<", ">", '"', "'"} <= set(ATTACK_TEXT)


class TestTheCatalogue:
    def test_gives_each_rendering_names_of_its_own(self):
        shown = with_other_names('<i for="name" id="it" aria-describedby="hint error"></i>', "dark")

        assert shown == '<i for="name-dark" id="it-dark" aria-describedby="hint-dark error-dark"></i>'

    def test_says_how_a_tag_is_written(self):
        tags = {tag.__name__: tag_signature(tag) for component in ALL for tag in component.tags}

        assert tags["why"] == "{% why href: str about: str text: str = '' %}"
        assert tags["dispute"].endswith("{% enddispute %}")

    def test_names_no_component_in_code(self):
        ui = Path(FOLDER).parent
        central = [ui / "discovery.py", ui / "templatetags" / "ui.py", ui / "catalogue.py", ui / "render.py"]

        for component in ALL:
            assert not any(f'"{component.name}"' in path.read_text() for path in central)
