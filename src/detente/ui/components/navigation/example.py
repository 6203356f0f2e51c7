"""Examples of the side bar."""

from detente.ui.example import ATTACK_TEXT, Example, attack
from detente.ui.shell import NavigationLink, Shell

LINKS = (
    NavigationLink("Vendors", "#vendors", "layers", 40, current=True),
    NavigationLink("Decisions", "#decisions", "gavel", 4),
    NavigationLink("Disputes", "#disputes", "flag", 3),
    NavigationLink("Imports", "#imports", "import"),
    NavigationLink("Method", "#method", "book"),
)
EXAMPLE_SHELL = Shell(
    organisation="Halden Bank",
    view_label="Customer’s view",
    person="Mara Lindqvist",
    role="Chief information security officer",
    navigation=LINKS,
    home_url="#home",
    sign_out_url="#sign-out",
    search_url="/search/",
)
HOSTILE = Shell(
    ATTACK_TEXT, ATTACK_TEXT, ATTACK_TEXT, ATTACK_TEXT, (NavigationLink(ATTACK_TEXT, ATTACK_TEXT, "flag"),)
)

EXAMPLES = (Example("a customer’s", "{% navigation shell %}", {"shell": EXAMPLE_SHELL}),)
ATTACK = attack("{{ text }}{% navigation shell text %}", shell=HOSTILE)
