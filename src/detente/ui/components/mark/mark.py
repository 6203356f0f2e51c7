"""A state in a few words, always an icon and a word: in a row as a mark, beside a name as a tag."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from detente.ui.render import remembered, rendered
from detente.ui.states import LOOKS, State
from detente.ui.words import one_of


def mark(state: State, text: str = "", *, why: str = "", about: str = "") -> SafeString:
    """Show a state without a frame, such as "SOC 2, 9 days"; without a text, the state's own word.

    Parameters
    ----------
    why : str
        Address of the page that says where it comes from; empty leaves the mark plain.
    about : str
        Whose state it is, for a screen reader: "Kestrel".
    """
    look = LOOKS[one_of(State, state, "state")]
    return remembered("mark/mark.html", look=look, text=text or _word(state), why_url=why, about=about)


def tag(state: State, text: str = "") -> SafeString:
    """Show a state as a small label beside a name."""
    look = LOOKS[one_of(State, state, "state")]
    return rendered("mark/tag.html", look=look, text=text or _word(state))


def _word(state: State) -> str:
    return {
        "disputed": gettext("In dispute"),
        "lapsing": gettext("Lapses soon"),
        "lapsed": gettext("Lapsed"),
        "gaps": gettext("Gaps asked"),
        "draft": gettext("Draft"),
        "failed": gettext("Failed"),
        "passed": gettext("Passed"),
        "private": gettext("Private"),
        "conflict": gettext("Sources disagree"),
        "below": gettext("Below the floor"),
        "note": gettext("Note"),
        "done": gettext("Done"),
        "running": gettext("Running"),
    }[state]
