"""A filter that is on or off, with the number of rows that it leaves."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def filter_chip(label: str, href: str, *, count: int | None = None, on: bool = False) -> SafeString:
    """Show a filter as a link to the list with it switched; the count is always shown where it is known."""
    return rendered(
        "filter_chip/filter_chip.html",
        label=label,
        href=href,
        count="" if count is None else f"{count:,}",
        on=on,
    )
