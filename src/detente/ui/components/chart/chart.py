"""A chart in the page, with its data as a table one click away."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def chart(
    spec: Mapping[str, object],
    *,
    id: str,  # noqa: A002  the word of HTML
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    title_hidden: bool = False,
) -> SafeString:
    """Draw a Vega-Lite spec, and show the same data as a table when asked or where scripts do not run.

    Parameters
    ----------
    spec : Mapping[str, object]
        A Vega-Lite 6 spec with its data in it and a ``description``; see `detente.rendering`.
    id : str
        Unique on the page.
    title : str
        What the chart shows; the table's caption too.
    columns, rows : Sequence
        Heads and rows of the table, the first column naming the row.
    """
    return rendered(
        "chart/chart.html",
        spec=dict(spec),
        id=id,
        title=title,
        columns=columns,
        rows=rows,
        title_hidden=title_hidden,
    )
