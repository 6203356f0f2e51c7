# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of next steps."""

from detente.ui.example import Example, attack

SOURCE = """{% next_steps %}{% next_step "Test one exit from a fourth party" "Nobody has tried it. A joint test of one day fills the slot." dimension="Compliance maturity" now=43 up_to=51 why="#why" %}
{% next_step "Claims decided by other customers" "Two customers agreed to share their verdicts." dimension="Trust" now=48 up_to=53 why="#why" %}{% endnext_steps %}"""

EXAMPLES = (Example("the best two", SOURCE),)
ATTACK = attack(
    "{% next_steps %}{% next_step text text dimension=text now=1 up_to=2 why=text %}{% endnext_steps %}"
)
