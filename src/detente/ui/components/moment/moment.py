"""A day or a point in time, in words that cannot be misread, and for machines."""

from datetime import date, datetime
from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.words import one_of

DateStyle = Literal["long", "short", "day"]


def day(on: date, style: DateStyle = "long") -> SafeString:
    """Show a day: "24 November 2026", "24 Nov 2026" (short) or "24 Nov" (day, within the year at hand)."""
    return rendered("moment/day.html", on=on, iso=on.isoformat(), style=one_of(DateStyle, style, "style"))


def moment(at: datetime) -> SafeString:
    """Show a point in time with its zone: "20 November 2026, 14:03 UTC"; pass it in the reader's zone."""
    return rendered(
        "moment/moment.html", at=at.replace(tzinfo=None), iso=at.isoformat(), zone=at.tzname() or ""
    )
