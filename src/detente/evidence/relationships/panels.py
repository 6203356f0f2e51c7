"""What this room adds to the frame of every page."""

from detente.evidence.relationships.contracts import SEE_RELATIONSHIPS
from detente.ui.navigation import NavEntry, register

register(NavEntry("Relationships", "relationships", "handshake", 15, SEE_RELATIONSHIPS.name))
