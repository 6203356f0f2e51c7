"""The errors a person may meet, by what they can do about them.

AnticipatedError          its message is fit for the person who asked
├── Invalid               ask differently
├── NotFound              there is no such thing, or none that you may know of
├── NotPermitted          ask someone who may
├── Conflict              look again: the world has moved on
└── TooMany               wait, then try again

A room derives its errors from one of these. Doors map them, once. Anything else is a fault of
ours: it is logged, and the person is told only that.
"""


class AnticipatedError(Exception):
    """Something a person can act on.

    The message holds at every door. `hint` names a command that helps: the command line alone adds it.
    """

    def __init__(self, message: object = "", *, hint: str = "") -> None:
        """Take the message, and what to type."""
        super().__init__(message)
        self.hint = hint


class Invalid(AnticipatedError):
    """The question cannot be answered as it was put."""


class NotFound(AnticipatedError):
    """There is no such thing, or none that the actor may know of."""


class NotPermitted(AnticipatedError):
    """The actor lacks the permission."""


class Conflict(AnticipatedError):
    """What was asked for no longer fits what is stored."""


class TooMany(AnticipatedError):
    """It was tried too often in too short a time."""
