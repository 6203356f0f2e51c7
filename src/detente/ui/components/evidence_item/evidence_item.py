"""One fact behind a figure: what it says, when, who checked it, and its file, line and fingerprint."""

from datetime import date

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def evidence_items(content: str, label: str) -> SafeString:
    """Wrap a list of facts."""
    return rendered("evidence_item/list.html", content=content, label=label)


def evidence_item(
    text: str,
    *,
    on: date,
    assurance: str,
    file: str,
    locator: str,
    sha256: str,
    href: str = "",
    retracted: str = "",
) -> SafeString:
    """Show one fact, to stand inside ``evidence_items``.

    Parameters
    ----------
    text : str
        The fact in one sentence.
    on : date
        The day on which it was so.
    assurance : str
        The level of assurance in words: "Jointly measured".
    file, locator : str
        The file, and the place in it: "lines 2 to 41", "sheet Response, row 214".
    sha256 : str
        The file's fingerprint, as 64 hexadecimal digits.
    href : str
        Where the line is shown.
    retracted : str
        Why it no longer counts; empty while it does.
    """
    return rendered(
        "evidence_item/evidence_item.html",
        text=text,
        on=on,
        assurance=assurance,
        file=file,
        locator=locator,
        sha256=sha256,
        href=href,
        retracted=retracted,
    )
