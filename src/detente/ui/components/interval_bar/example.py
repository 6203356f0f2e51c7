"""Examples of the interval bar: the shapes alone, as they stand inside other components."""

from detente.ui.example import Example, attack

BOX = '<div class="dt-example-bar">{}</div>'


def _shown(tag: str) -> str:
    return BOX.format("{% " + tag + " %}")


EXAMPLES = (
    Example("usual: 62 to 81", _shown('interval_bar 62 81 size="compact"')),
    Example("wide: 8 to 93", _shown('interval_bar 8 93 size="compact"')),
    Example("narrow: 88 to 92", _shown('interval_bar 88 92 size="compact"')),
    Example("nothing shown yet: 0 to 98", _shown('interval_bar 0 98 size="compact"')),
    Example("no evidence", _shown('interval_bar None None size="compact"')),
    Example("below the floor of 55", _shown('interval_bar 48 77 floor=55 size="compact"')),
    Example("sources disagree: 86 against 14", _shown('interval_bar 86 14 size="compact"')),
    Example("over its scale", "{% interval_scale 62 96 floor=55 %}"),
    Example("header size", _shown('interval_bar 61 91 floor=55 size="header"')),
)
ATTACK = attack("{{ text }}{% interval_bar 1 2 %}")
