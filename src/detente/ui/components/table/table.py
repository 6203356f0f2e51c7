"""A list in rows and columns: sorted by links, walked by keyboard, labelled blocks on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.addresses import with_query
from detente.ui.render import rendered
from detente.ui.words import one_of

Align = Literal["start", "end"]
Width = Literal["auto", "fit", "range", "range with trend"]
Sorted = Literal["", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column's head.

    Parameters
    ----------
    label : str
        The head's words; needed even where they are not shown.
    href : str
        Address of the list sorted by this column; empty where it cannot be sorted. Use `sortable` to make it.
    sorted : {"", "ascending", "descending"}
        How the list is sorted by this column now.
    align : {"start", "end"}
        Figures stand at the end.
    width : {"auto", "fit", "range", "range with trend"}
        "fit" makes the column as narrow as its cells; "range" keeps room for an interval, whatever the rows hold,
        "range with trend" for its spark line too.
    label_hidden : bool
        Whether only screen readers get the label.
    """

    label: str
    href: str = ""
    sorted: Sorted = ""
    align: Align = "start"
    width: Width = "auto"
    label_hidden: bool = False


def sortable(
    label: str,
    key: str,
    *,
    url: str,
    sort: str,
    align: Align = "start",
    width: Width = "auto",
    parameter: str = "sort",
) -> Column:
    """Return a column that sorts the list by `key`, and the other way round when it already does.

    Parameters
    ----------
    url : str
        Address of the list with its query.
    sort : str
        How the list is sorted now: a key, or a key with a minus before it for descending.

    Examples
    --------
    >>> sortable("Vendor", "name", url="/vendors?q=a", sort="name").href
    '/vendors?q=a&sort=-name'
    """
    state: Sorted = "ascending" if sort == key else "descending" if sort == f"-{key}" else ""
    follows = f"-{key}" if state == "ascending" else key
    href = with_query(url, **{parameter: follows, "page": None})
    return Column(label=label, href=href, sorted=state, align=align, width=width)


def table(
    content: str,
    label: str,
    columns: Sequence[Column],
    id: str = "",  # noqa: A002  the word of HTML
    later: Sequence[str] = (),
) -> SafeString:
    """Wrap rows.

    Parameters
    ----------
    label : str
        Names the list for a screen reader.
    id : str
        Lets a filter box replace it.
    later : Sequence[str]
        Addresses of what comes after the rows, one after the other: htmx puts each piece where its id says.
    """
    return rendered("table/table.html", content=content, label=label, columns=columns, id=id, later=later)


def table_group(text: str, columns: Sequence[Column], detail: str = "") -> SafeString:
    """Show a heading between rows, such as "Tier 1"."""
    return rendered("table/group.html", text=text, detail=detail, span=len(columns))


def table_row(content: str) -> SafeString:
    """Wrap the cells of one row."""
    return rendered("table/row.html", content=content)


def table_cell(
    content: str, label: str = "", *, align: Align = "start", heading: bool = False, wrap: bool = True
) -> SafeString:
    """Wrap what stands in one cell.

    Parameters
    ----------
    label : str
        What stands before it on a phone, where the column's head is not seen; empty for none.
    heading : bool
        True for the cell that names the row; each row has one.
    """
    end = one_of(Align, align, "align") == "end"
    return rendered("table/cell.html", content=content, label=label, end=end, heading=heading, wrap=wrap)
