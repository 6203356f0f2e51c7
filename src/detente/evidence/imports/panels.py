"""What this room adds to the frame of every page."""

from detente.evidence.ledger.contracts import GIVE_EVIDENCE, IMPORT_EVIDENCE
from detente.ui.navigation import NavEntry, register

register(NavEntry("Imports", "imports", "import", 30, IMPORT_EVIDENCE.name))
register(NavEntry("Give evidence", "give_evidence", "upload", 30, GIVE_EVIDENCE.name))
