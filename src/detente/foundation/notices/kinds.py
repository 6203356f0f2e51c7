"""Every kind of notice there is: each is registered beside the code that gives it."""

from detente.foundation.notices.contracts import NoticeKind
from detente.foundation.roles import Role

_kinds: dict[str, NoticeKind] = {}


class KindExists(TypeError):
    """Two kinds have one name. Raised while the second is imported."""


def register_kind(name: str, label: str, roles: frozenset[Role]) -> NoticeKind:
    """Add a kind of notice; registering the same one twice changes nothing.

    Parameters
    ----------
    name, label, roles
        As `NoticeKind` has them.

    Raises
    ------
    KindExists
        Another kind has the name.
    """
    kind = NoticeKind(name, label, roles)
    known = _kinds.setdefault(name, kind)
    if known != kind:
        raise KindExists(f"two kinds of notice are called {name!r}; keep one")
    return known


def kinds_for(role: Role) -> tuple[NoticeKind, ...]:
    """Return the kinds that a role is told of, by their labels."""
    return tuple(sorted((one for one in _kinds.values() if role in one.roles), key=lambda one: one.label))


def label_of(name: str) -> str:
    """Return what people read for a kind; of one that there is no more, its name."""
    return _kinds[name].label if name in _kinds else name
