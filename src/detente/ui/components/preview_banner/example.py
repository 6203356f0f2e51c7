# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of the banner over a scorecard in preview."""

from detente.ui.example import Example, attack

TEXT = "Published on 2 December 2026. Until then only you and Halden Bank see it. You can dispute any line; a line in dispute is published with both versions."
EXAMPLES = (
    Example(
        "eight of ten days left",
        '{% preview_banner "Preview before publication" text days_left=8 %}{% button "Agree to publish" %}{% endpreview_banner %}',
        {"text": TEXT},
        wide=True,
    ),
    Example(
        "last day, and nothing to decide",
        '{% preview_banner "Preview before publication" text days_left=0 %}{% endpreview_banner %}',
        {"text": TEXT},
        wide=True,
    ),
)
ATTACK = attack("{% preview_banner text text days_left=3 %}{{ text }}{% endpreview_banner %}")
