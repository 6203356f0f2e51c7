"""Examples of the palette: what opens it, and what it shows."""

from detente.ui.components.navigation.example import LINKS
from detente.ui.example import ATTACK_TEXT, Example, attack
from detente.ui.search import Hit, HitGroup

FOUND = (
    HitGroup("scorecards", "Scorecards", "layers", (Hit("Kestrel Security", "#kestrel", "Tier 1"),)),
    HitGroup(
        "documents",
        "Evidence",
        "file",
        (
            Hit("kestrel-incidents-2026-10.csv", "#october", "Kestrel Security · known since 3 Nov 2026"),
            Hit("kestrel-incidents-2026-09.csv", "#september", "Kestrel Security · known since 2 Oct 2026"),
        ),
        more=True,
    ),
)
HOSTILE = (
    HitGroup("hostile", ATTACK_TEXT, "flag", (Hit(ATTACK_TEXT, ATTACK_TEXT, ATTACK_TEXT),), more=True),
)

EXAMPLES = (
    Example("what opens it", '{% palette_button "#search" %}'),
    Example(
        "what it shows", '{% palette_found groups words="kes" url="#all" %}', {"groups": FOUND}, wide=True
    ),
    Example("nothing found", '{% palette_found groups words="kesz" url="#all" %}', {"groups": ()}),
    Example("what was found, on a page", "{% found_groups groups %}", {"groups": FOUND}, wide=True),
)
ATTACK = attack(
    "{{ text }}{% palette text places %}{% palette_button text %}{% found_groups groups %}"
    "{% palette_found groups words=text url=text %}{% palette_found nothing words=text url=text %}",
    groups=HOSTILE,
    nothing=(),
    places=LINKS,
)
