"""The way through a long list: which rows are shown, of how many, and the pages around."""

from django.utils.safestring import SafeString

from detente.ui.addresses import with_query
from detente.ui.render import rendered


def pagination(
    *, page: int, last_page: int, first_row: int, last_row: int, total: int, url: str
) -> SafeString:
    """Show "rows 41 to 80 of 10,000" with links to the pages before and after; nothing for an empty list."""
    if total == 0:
        return SafeString("")
    return rendered(
        "pagination/pagination.html",
        before=with_query(url, page=page - 1) if page > 1 else "",
        after=with_query(url, page=page + 1) if page < last_page else "",
        first=with_query(url, page=1) if page > 2 else "",  # noqa: PLR2004  the page before is the first one
        last=with_query(url, page=last_page) if page < last_page - 1 else "",
        first_row=f"{first_row:,}",
        last_row=f"{last_row:,}",
        total=f"{total:,}",
        last_page=f"{last_page:,}",
        page=f"{page:,}",
    )
