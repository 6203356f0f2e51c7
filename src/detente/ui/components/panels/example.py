# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of panels."""

from detente.ui.example import Example, attack

SOURCE = """{% panels "two" %}{% panel "What changed since 1 November" id="example-changed" aside="5 facts" %}<p>Kestrel admitted a limit.</p>{% endpanel %}
{% panel "Decisions due" id="example-due" %}<p>Keep Brightwater in tier 1 without SOC 2?</p>{% endpanel %}
{% panel_foot %}<span><b>54 to 86</b> read together with Halden Bank’s weights.</span>{% endpanel_foot %}{% endpanels %}"""
COLUMNS = '{% columns "two" %}<p>One part of the page.</p><p>Another, beside it.</p>{% endcolumns %}'

EXAMPLES = (Example("two panels and a foot", SOURCE, wide=True), Example("columns without a border", COLUMNS))
ATTACK = attack("{% panels %}{% panel text id=text aside=text %}{{ text }}{% endpanel %}{% endpanels %}")
