"""Sentences by date: what changed, with who, what, from and to; what is due, with the days left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from detente.ui.render import rendered


@dataclass(frozen=True, slots=True)
class DatedItem:
    """One sentence with its day.

    Parameters
    ----------
    on : date
        When it happened, or when it is due.
    text : str
        The sentence, or its rest where a subject stands before it.
    subject, href : str
        Whom it is about, and where that is shown; without a subject the whole sentence is the link.
    aside : str
        A few words at the end, such as "3 days".
    urgent : bool
        Whether the aside says that it is due soon; the words must say it too.
    why : str
        Where the facts behind it are shown.
    """

    on: date
    text: str
    subject: str = ""
    href: str = ""
    aside: str = ""
    urgent: bool = False
    why: str = ""

    @property
    def rest(self) -> str:
        """Return what follows the subject: after a blank, unless it goes on its word with an apostrophe."""
        return self.text if self.text[:1] in "\N{RIGHT SINGLE QUOTATION MARK}',;:" else f" {self.text}"


def dated_list(items: Sequence[DatedItem]) -> SafeString:
    """Show sentences below each other, each with its day."""
    return rendered("dated_list/dated_list.html", items=items)
