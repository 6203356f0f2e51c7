# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of criterion rows."""

from detente.ui.example import Example, attack

SOURCE = """{% criteria_table "Criteria of Kestrel" %}{% criterion_group "Performance" "61 to 91" %}
{% criterion_row "Time to detect" detect 51 88 why="#why" source="Jointly measured" age="5 months" adds=15 state="disputed" %}
{% dispute %}<p><b>Kestrel, 20 November:</b> the exercise began at 09:14, not 09:02. <b>Halden Bank:</b> checking the clock.</p>
<p>With Kestrel’s version the range would be 56 to 92. Shown until settled.</p>{% enddispute %}{% endcriterion_row %}
{% criterion_row "Service availability" availability 71 98 why="#why" source="Tool-measured" age="24 days" adds=16 %}{% endcriterion_row %}
{% criterion_row "Certification" audit 37 99 why="#why" source="Third-party assessed" age="10 months" adds=11 state="lapsing" state_text="Lapses 12 Dec" %}{% endcriterion_row %}
{% criterion_row "Findings closed" audit 86 14 why="#why" source="Regulator-listed" age="2 months" adds=3 %}{% endcriterion_row %}
{% criterion_row "Exit, tested" none None None why="#why" %}{% endcriterion_row %}{% endcriteria_table %}"""
FILLS = {"detect": (0.9, 1.0, 0.4), "availability": (0.95, 0.2), "audit": (0.3, 0.8), "none": (0.0, 0.0)}

EXAMPLES = (Example("disputed, plain, lapsing, sources disagree, none", SOURCE, FILLS, wide=True),)
ATTACK = attack(
    "{% criteria_table text %}{% criterion_group text text %}"
    "{% criterion_row text fills 1 2 why=text source=text age=text state='draft' state_text=text %}"
    "{{ text }}{% endcriterion_row %}{% endcriteria_table %}",
    fills=(1.0,),
)
