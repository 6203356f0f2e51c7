"""Examples of the evidence slot."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example("fresh, jointly measured", "{% evidence_slot 1 %}"),
    Example("fresh, third party", "{% evidence_slot 0.6 %}"),
    Example("ageing", "{% evidence_slot 0.3 %}"),
    Example("self-attested", "{% evidence_slot 0.1 %}"),
    Example("empty", "{% evidence_slot 0 %}"),
    Example("a criterion's slots", "{% evidence_slots fills %}", {"fills": (0.4, 1.0, 0.0)}),
    Example("twelve slots", "{% evidence_slots fills %}", {"fills": (1.0,) * 8 + (0.5, 0.2, 0.0, 0.0)}),
)
ATTACK = attack("{{ text }}{% evidence_slot 1 %}")
