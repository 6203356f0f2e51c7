# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of the empty state."""

from detente.ui.example import Example, attack

SOURCE = """{% empty_state "No vendors yet" "Bring the list you already have: a spreadsheet, your register of providers or an export. We read it, show you what we understood, and write nothing until you say so." %}
{% button "Import a list" href="#import" kind="primary" %}{% button "Add one vendor" href="#add" %}{% endempty_state %}"""

EXAMPLES = (Example("nothing imported yet", SOURCE),)
ATTACK = attack("{% empty_state text text %}{{ text }}{% endempty_state %}")
