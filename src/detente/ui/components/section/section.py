"""A part of a page under a heading of its own."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def section(content: str, title: str, *, summary: str = "", aside: str = "", id: str = "") -> SafeString:  # noqa: A002
    """Wrap a part of a page; `summary` follows its title, `aside` stands at the end of that line."""
    return rendered("section/section.html", content=content, title=title, summary=summary, aside=aside, id=id)


def side_note(content: str) -> SafeString:
    """Wrap a remark in a rail, under a hairline."""
    return rendered("section/side_note.html", content=content)
