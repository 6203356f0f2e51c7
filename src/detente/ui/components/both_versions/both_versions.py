"""Two people changed one thing: who changed it and when, and both versions side by side."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from detente.ui.render import rendered


@dataclass(frozen=True, slots=True)
class BothVersions:
    """What stands now, and what somebody wanted to put in its place.

    Parameters
    ----------
    what : str
        What it is, within a sentence, such as "Tom's role".
    by : str
        Who changed it; empty where that is not known.
    at : datetime or None
        When.
    now, yours : str
        Both versions, as people read them.
    """

    what: str
    by: str
    at: datetime | None
    now: str
    yours: str


def both_versions(both: BothVersions | None) -> SafeString:
    """Show both versions above the form that holds what was typed; nothing where nobody else changed it."""
    return rendered("both_versions/both_versions.html", both=both) if both else SafeString("")
