"""The colours: read from the style sheet, and compared as WCAG 2.2 does."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[1] / "assets" / "css" / "1-tokens.css").read_text()
PAIRS = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6}, #\w{6})\);", TOKENS))
TEXT_ON_SURFACES = [
    (ink, on)
    for ink in ("ink", "ink-second", "ink-third")
    for on in ("page", "side", "raised", "hover", "well", "tag")
]
TEXT = [
    *TEXT_ON_SURFACES,
    *[(ink, on) for ink in ("accent", "warn", "bad", "good") for on in ("page", "raised", "side", "hover")],
    *[(ink, f"{ink}-wash") for ink in ("accent", "warn", "bad", "good")],
    *[(ink, f"{wash}-wash") for ink in ("ink", "ink-second") for wash in ("warn", "bad", "good", "accent")],
]
SHAPES = [
    (shape, on)
    for shape in ("demonstrated", "possible-cap", "floor", "field-line", "accent")
    for on in ("page", "raised")
]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def both_themes(first: str, second: str):
    return zip(("light", "dark"), PAIRS[first].split(", "), PAIRS[second].split(", "), strict=True)


class TestContrast:
    def test_is_computed_as_in_the_standard(self):
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

    @pytest.mark.parametrize(("ink", "surface"), TEXT, ids=lambda name: name)
    def test_of_text_is_at_least_4_5_to_1(self, ink, surface):
        for theme, colour, ground in both_themes(ink, surface):
            assert contrast(colour, ground) >= 4.5, (
                f"{theme}: {ink} on {surface} is {contrast(colour, ground):.2f}"
            )

    @pytest.mark.parametrize("surface", ["primary", "primary-hover"])
    def test_of_white_on_a_primary_button_is_at_least_4_5_to_1(self, surface):
        for theme, ground, _ in both_themes(surface, surface):
            assert contrast("#ffffff", ground) >= 4.5, f"{theme}: {contrast('#ffffff', ground):.2f}"

    @pytest.mark.parametrize(("shape", "surface"), SHAPES, ids=lambda name: name)
    def test_of_shapes_that_mean_something_is_at_least_3_to_1(self, shape, surface):
        for theme, colour, ground in both_themes(shape, surface):
            assert contrast(colour, ground) >= 3, (
                f"{theme}: {shape} on {surface} is {contrast(colour, ground):.2f}"
            )
