# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of a dispute beside a line."""

from detente.ui.example import Example, attack

SOURCE = """{% dispute %}<p><b>Kestrel, 20 November:</b> the exercise began at 09:14, not 09:02; the range’s clock ran 12 minutes
ahead. <b>Halden Bank:</b> checking the clock; answer due 27 November.</p>
<p>With Kestrel’s version the range would be 56 to 92. Shown until settled. <a href="#dispute">Open the dispute</a></p>{% enddispute %}"""

EXAMPLES = (Example("two versions", SOURCE, wide=True),)
ATTACK = attack("{% dispute %}{{ text }}{% enddispute %}")
