"""What this room adds to the room of a relationship, and to the scorecard."""

from detente.evidence.disclosures.web import limits_panel
from detente.ui.page_panels import PagePanel, register_panel

register_panel(PagePanel("relationship", "limits", 20, limits_panel))
register_panel(PagePanel("scorecard", "limits", 20, limits_panel))
