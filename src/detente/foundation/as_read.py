"""Two people change one thing: the second is told, sees both versions, and loses nothing of what they typed.

A page hands out the version of what it shows; the form sends it back as `as_read`; the use case calls
`insist_as_read` once it holds what it changes. Whoever gives no `as_read` (a program that means to overwrite) is not
checked.
"""

from dataclasses import dataclass
from datetime import datetime

from detente.foundation.errors import Conflict


@dataclass(frozen=True, slots=True)
class Standing:
    """How something stands now."""

    version: str
    """Unlike that of any other state of it."""
    words: str
    """What it says, as people read it."""
    by: str
    """Who wrote it; empty where that is not known."""
    at: datetime | None


class ChangedMeanwhile(Conflict):
    """Somebody changed it after you had read it: look at both versions, then send yours again or leave it."""

    def __init__(self, *, what: str, now: Standing, yours: str) -> None:
        """Take what it is about, how it stands now, and what was to replace it."""
        who = now.by or "Somebody"
        when = f" on {now.at:%-d %B %Y at %H:%M} UTC" if now.at else ""
        super().__init__(
            f"{who} changed {what}{when}, after you had read it. It is now: {now.words}. You wrote: {yours}. "
            "Nothing of yours was stored yet."
        )
        self.what, self.now, self.yours = what, now, yours


def insist_as_read(as_read: str | None, *, what: str, now: Standing, yours: str) -> None:
    """Raise ChangedMeanwhile unless something still stands as it was read.

    Parameters
    ----------
    as_read : str or None
        The version that was read; None where it does not matter.
    what : str
        What it is, within a sentence: "Tom's role".
    now : Standing
        How it stands, read while nobody else can change it.
    yours : str
        What is to replace it, as people read it.
    """
    if as_read is not None and as_read != now.version:
        raise ChangedMeanwhile(what=what, now=now, yours=yours)
