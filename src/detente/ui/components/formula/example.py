"""Examples of formulas and code."""

from detente.ui.example import ATTACK_TEXT, Example, attack

LINES = (
    "met 58.7 + not met 5.7 + missing 17.5 = 82 planned",
    "62 = 5 % point of Beta(0.5 + 58.7, 0.5 + 5.7 + 17.5)",
)
NOTE = "“Missing” is counted as failed for 62 and as met for 96. Recomputed just now: the same to the last digit."
HASH = "683119b1743aa3d8728c0c08d9e76bb2f8b3a12eb9b3f435c04719d0c299258b"

EXAMPLES = (
    Example("a computation", "{% formula lines note %}", {"lines": LINES, "note": NOTE}),
    Example(
        "a fingerprint and a locator",
        '{% fingerprint hash %} {% code "sheet Response, row 214" %}',
        {"hash": HASH},
    ),
)
ATTACK = attack("{% formula lines text %}{% code text %}{% fingerprint text %}", lines=(ATTACK_TEXT,))
