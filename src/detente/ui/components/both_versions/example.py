"""Examples of two versions of one thing."""

from datetime import UTC, datetime

from detente.ui.components.both_versions.both_versions import BothVersions
from detente.ui.example import ATTACK_TEXT, Example, attack

AT = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
EXAMPLES = (
    Example(
        "somebody was quicker",
        "{% both_versions both %}",
        {"both": BothVersions("Tom Ahlberg’s role", "Ines Halden", AT, "Auditor", "Director")},
    ),
    Example(
        "nobody knows who",
        "{% both_versions both %}",
        {"both": BothVersions("the terms", "", None, "Tier 2", "Tier 1")},
    ),
)
HOSTILE = BothVersions(ATTACK_TEXT, ATTACK_TEXT, AT, ATTACK_TEXT, ATTACK_TEXT)
ATTACK = attack("{{ text }}{% both_versions both %}", both=HOSTILE)
