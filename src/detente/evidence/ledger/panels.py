"""What this room adds to the frame of every page."""

from detente.evidence.ledger.contracts import SEE_EVIDENCE
from detente.ui.navigation import NavEntry, register

register(NavEntry("Evidence", "documents", "file", 20, SEE_EVIDENCE.name))
