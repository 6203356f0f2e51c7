"""What the shapes of bars, floors and slots mean, in one line above a list."""

from typing import Literal, cast

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.words import one_of

Shape = Literal["demonstrated", "possible", "floor", "slot"]


def legend(shapes: str = "demonstrated possible floor") -> SafeString:
    """Explain the named shapes, separated by blanks: demonstrated, possible, floor, slot."""
    chosen = tuple(cast("Shape", one_of(Shape, word, "shape")) for word in shapes.split())
    return rendered("legend/legend.html", shapes=chosen)
