"""What this room adds to the frame of every page."""

from detente.assessment.scorecards.contracts import SEE_SCORECARDS
from detente.ui.navigation import NavEntry, register

register(NavEntry("Vendors", "portfolio", "layers", 10, SEE_SCORECARDS.name))
register(NavEntry("Method", "method", "ruler", 80, SEE_SCORECARDS.name))
