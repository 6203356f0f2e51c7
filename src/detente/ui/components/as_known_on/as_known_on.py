"""The date as of which the record is shown, and the banner that says when it is not today."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from detente.ui.addresses import query_pairs, with_query
from detente.ui.render import rendered


def as_known_on(
    known_on: date, today: date, *, url: str, parameter: str = "known_on", earliest: date | None = None
) -> SafeString:
    """Show the date and let a person choose another; the rest of the address stays.

    Parameters
    ----------
    known_on, today : date
        The date shown, and the page's today.
    url : str
        Address of this page with its query.
    earliest : date, optional
        The first date on which anything was known.
    """
    return rendered(
        "as_known_on/as_known_on.html",
        known_on=known_on,
        distance=_distance(known_on, today),
        today=today.isoformat(),
        chosen=known_on.isoformat(),
        earliest=earliest.isoformat() if earliest else "",
        parameter=parameter,
        path=url.split("?", 1)[0],
        kept=query_pairs(url, leaving_out=(parameter, "page")),
        back=with_query(url, **{parameter: None}) if known_on != today else "",
    )


def past_banner(known_on: date, *, today_url: str, later_facts: int | None = None) -> SafeString:
    """Say that a past date is shown, how many later facts are left out, and lead back to today."""
    words = ""
    if later_facts is not None:
        words = (
            ngettext("%d later fact is left out;", "%d later facts are left out;", later_facts) % later_facts
        )
    return rendered("as_known_on/past_banner.html", known_on=known_on, today_url=today_url, left_out=words)


def _distance(known_on: date, today: date) -> str:
    days = (today - known_on).days
    if days == 0:
        return gettext("today")
    return ngettext("%d day ago", "%d days ago", days) % days
