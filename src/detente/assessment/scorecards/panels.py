"""What this room adds to the frame of every page."""

from detente.assessment.scorecards.contracts import SEE_SCORECARDS
from detente.assessment.scorecards.selectors.publications import SEE_PUBLICATIONS
from detente.ui.navigation import NavEntry, register

register(NavEntry("Vendors", "portfolio", "layers", 10, SEE_SCORECARDS.name))
register(NavEntry("Published", "publications", "eye", 12, SEE_PUBLICATIONS.name))
register(NavEntry("Method", "method", "ruler", 80, SEE_SCORECARDS.name))
