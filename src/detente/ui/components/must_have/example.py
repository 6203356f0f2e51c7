# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of must-haves."""

from detente.ui.example import Example, attack

SOURCE = """{% must_haves "Must-haves of Kestrel" %}
{% must_have "Support staff sign in with hardware keys or passkeys" "failed" why="#why" detail="41 of 52 people on 9 November; Kestrel promised all by 31 January" %}
{% must_have "24-hour notice is in the contract" "passed" why="#why" %}
{% must_have "Customer data stays in the EU" "passed" why="#why" %}
{% must_have "Exit plan tested within 24 months" "not shown" why="#why" %}
{% endmust_haves %}"""

EXAMPLES = (Example("failed, passed, not shown", SOURCE, wide=True),)
ATTACK = attack('{% must_haves text %}{% must_have text "failed" detail=text why=text %}{% endmust_haves %}')
