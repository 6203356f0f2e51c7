"""What can go wrong in the design system; every error is a mistake of the page's author."""


class UiError(Exception):
    """The base of all errors of the design system."""


class UnknownIcon(UiError):
    """An icon was asked for that is not in the icons folder."""


class UnknownWord(UiError):
    """A parameter that takes one of a few words was given another."""


class OutsideScale(UiError):
    """A figure lies outside the scale that it is drawn on."""


class InvalidNavigation(UiError):
    """Two rooms register one navigation entry differently, or an entry points nowhere."""
