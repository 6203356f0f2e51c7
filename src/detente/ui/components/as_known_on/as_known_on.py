"""The days as of which, and as known on which, the record is shown, and the banner that says when it is past."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from detente.foundation.moments import DaysAsked
from detente.ui.addresses import query_pairs, with_query
from detente.ui.render import rendered


def as_known_on(
    days: DaysAsked,
    today: date,
    *,
    url: str,
    id: str = "days",  # noqa: A002  the word of HTML
    earliest: date | None = None,
) -> SafeString:
    """Show the days and let a person choose others; the rest of the address stays.

    Parameters
    ----------
    days : DaysAsked
        What the page was asked for.
    today : date
        The page's today.
    url : str
        Address of this page with its query.
    id : str
        What the names of its fields begin with.
    earliest : date, optional
        The first date on which anything was known.
    """
    as_of, known_on = days.on(today)
    return rendered(
        "as_known_on/as_known_on.html",
        id=id,
        as_of=as_of,
        known_on=known_on,
        apart=as_of != known_on,
        distance=_distance(known_on, today),
        today=today.isoformat(),
        chosen=as_of.isoformat(),
        chosen_known=days.known_on.isoformat() if days.known_on else "",
        earliest=earliest.isoformat() if earliest else "",
        path=url.split("?", 1)[0],
        kept=query_pairs(url, leaving_out=("as_of", "known_on", "page")),
        back=_back(url) if days.is_past(today) else "",
    )


def past_banner(days: DaysAsked, today: date, *, url: str, later_facts: int | None = None) -> SafeString:
    """Say that a past state is shown, how many later facts are left out, and lead back; nothing for today's."""
    if not days.is_past(today):
        return SafeString("")
    words = ""
    if later_facts is not None:
        words = (
            ngettext("%d later fact is left out;", "%d later facts are left out;", later_facts) % later_facts
        )
    as_of, known_on = days.on(today)
    return rendered(
        "as_known_on/past_banner.html",
        as_of=as_of,
        known_on=known_on,
        apart=as_of != known_on,
        today_url=_back(url),
        left_out=words,
    )


def _back(url: str) -> str:
    return with_query(url, as_of=None, known_on=None)


def _distance(known_on: date, today: date) -> str:
    days = (today - known_on).days
    if days == 0:
        return gettext("today")
    return ngettext("%d day ago", "%d days ago", days) % days
