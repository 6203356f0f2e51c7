"""The box that finds rows of a list, and the bar in which it stands with the filters."""

from django.utils.safestring import SafeString

from detente.ui.addresses import query_pairs
from detente.ui.render import rendered


def filter_bar(content: str, label: str) -> SafeString:
    """Wrap a filter box, filter chips and a legend in the bar above a list; `label` says what is filtered."""
    return rendered("filter_box/bar.html", content=content, label=label)


def filter_box(label: str, *, url: str, value: str = "", name: str = "q", list_id: str = "") -> SafeString:
    """Show the search field of a list.

    Parameters
    ----------
    label : str
        What is found: "Find a vendor or service".
    url : str
        Address of the list with its query; the rest of the query stays, paging starts again.
    value : str
        What was typed so far.
    list_id : str
        Id of the table that is replaced while one types; without it, and without JavaScript, Enter sends.
    """
    kept = query_pairs(url, leaving_out=(name, "page"))
    path = url.split("?", 1)[0]
    return rendered(
        "filter_box/filter_box.html",
        label=label,
        path=path,
        kept=kept,
        value=value,
        name=name,
        list_id=list_id,
    )
