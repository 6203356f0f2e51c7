"""An example of a component: template source that the catalogue shows and that the tests render."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ATTACK_TEXT = "\"'><script>alert('planted')</script>"


@dataclass(frozen=True, slots=True)
class Example:
    """One state of a component, as a page would write it.

    Parameters
    ----------
    title : str
        The state in a few words, such as "below the agreed floor".
    source : str
        Template source; all tags of the design system are at hand without loading.
    values : Mapping[str, object]
        What the page passes beside what is written in the source.
    wide : bool
        Whether it needs the width of a page, so that its other colours stand below it.
    """

    title: str
    source: str
    values: Mapping[str, object] = field(default_factory=dict)
    wide: bool = False


def attack(source: str, **values: object) -> Example:
    """Return the example that puts hostile text, as ``{{ text }}``, wherever a person's words can go."""
    return Example("hostile text", source, {"text": ATTACK_TEXT, **values})
