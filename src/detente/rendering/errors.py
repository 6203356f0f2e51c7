"""What can go wrong when results become charts and documents."""


class RenderingError(Exception):
    """The base of all errors of rendering."""


class NothingToDraw(RenderingError):
    """A chart was asked for without a single known point."""


class PointsOutOfOrder(RenderingError):
    """The points of a history are not in the order of their days."""


class PointOutsideScale(RenderingError):
    """A point lies outside the scale from 0 to 100."""


class DescriptionMissing(RenderingError):
    """A chart was asked for without the sentence that says it in words."""
