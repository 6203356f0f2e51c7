"""What is rendered once and kept: only ever shown for the very same values."""

from django.utils.safestring import SafeString
from django.utils.translation import override

from detente.ui.components.interval.interval import interval
from detente.ui.components.mark.mark import mark
from detente.ui.render import remembered, rendered

TEXT = "<b>Kestrel</b>"


class TestWhatIsRemembered:
    def test_is_what_would_be_rendered(self):
        values = {"value": "48", "href": "/a", "about": "Trust of Kestrel"}

        for _ in range(2):
            assert remembered("why/figure.html", **values) == rendered("why/figure.html", **values)

    def test_is_kept(self):
        assert mark("note", "kept") is mark("note", "kept")

    def test_tells_text_that_is_safe_from_the_same_text_that_is_not(self):
        safe, plain = mark("note", SafeString(TEXT)), mark("note", TEXT)

        assert TEXT in safe
        assert TEXT not in plain
        assert mark("note", SafeString(TEXT)) == safe

    def test_tells_numbers_of_other_types_apart(self):
        values = {"href": "", "about": ""}

        assert [remembered("why/figure.html", value=one, **values) for one in (1, 1.0, True)] == [
            "1",
            "1.0",
            "True",
        ]

    def test_is_of_one_language(self):
        with override("de"):
            of_another = mark("note", "the same")

        assert mark("note", "the same") is not of_another

    def test_takes_the_values_of_a_spark_line_as_a_list_too(self):
        assert interval(1.0, 2.0, about="a", trend=[1.0, None]) == interval(
            1.0, 2.0, about="a", trend=(1.0, None)
        )
