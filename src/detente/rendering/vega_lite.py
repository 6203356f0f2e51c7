"""What all charts share: the version of Vega-Lite, the font, the colours on paper."""

from typing import Literal

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Inter Variable, Inter, sans-serif"

Spec = dict[str, object]  # the shape is Vega-Lite's own JSON schema, checked in the tests
Width = int | Literal["container"]

# Colours on white paper. In the page the style sheet replaces them by the tokens of the theme.
INK, HAIRLINE, FLOOR = "#667082", "#e8eaef", "#8a93a3"
DEMONSTRATED, POSSIBLE = "#3b5dab", "#b7c6e8"


def house_config() -> Spec:
    """Return the `config` of every chart: quiet axes, small labels, no frame."""
    return {
        "font": FONT,
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 11,
            "labelColor": INK,
            "labelPadding": 4,
            "gridColor": HAIRLINE,
            "domain": False,
            "ticks": False,
            "title": None,
        },
    }
