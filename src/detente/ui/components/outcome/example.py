"""Examples of the outcome statement and the stages."""

from detente.ui.components.outcome.outcome import Stage
from detente.ui.example import ATTACK_TEXT, Example, attack

SIGNED = ("Mara Lindqvist, Halden Bank, 12 Mar 2026", "Tomás Ferreira, Kestrel, 14 Mar 2026")
STAGES = (
    Stage("Transactional", "done"),
    Stage("Proven", "now", "since July 2026"),
    Stage("Trusted", "ahead", "held by one must-have"),
    Stage("Strategic", "ahead"),
)
WORDS = "An intruder on any laptop or server is contained within 60 minutes, day or night, and payments never stop."

EXAMPLES = (
    Example("signed by both", "{% outcome words signed %}", {"words": WORDS, "signed": SIGNED}),
    Example("not signed yet", "{% outcome words %}", {"words": WORDS}),
    Example("stages", '{% stages stages "Stage of the relationship" %}', {"stages": STAGES}),
)
ATTACK = attack(
    "{% outcome text signed %}{% stages stages text %}",
    signed=(ATTACK_TEXT,),
    stages=(Stage(ATTACK_TEXT, "now", ATTACK_TEXT),),
)
