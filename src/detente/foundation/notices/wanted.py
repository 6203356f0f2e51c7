"""How people want to be told: what they set, or what holds for everybody who set nothing."""

from collections.abc import Iterable, Mapping

from detente.foundation.models import NoticeSettings
from detente.foundation.notices.contracts import ByMail, Told

EVERYBODY = Told()


def told_as(row: NoticeSettings | None, kind: str) -> Told:
    """Return how somebody is told of a kind."""
    said = row.kinds.get(kind) if row is not None else None
    return EVERYBODY if said is None else Told(bool(said[0]), ByMail(said[1]))


def written(told: Mapping[str, Told]) -> dict[str, list[object]]:
    """Return the same as a row keeps it."""
    return {kind: [one.in_app, one.by_mail.value] for kind, one in told.items()}


def settings_of(people: Iterable[int]) -> dict[int, NoticeSettings]:
    """Return what people set, by person; nobody who set nothing."""
    return NoticeSettings.objects.in_bulk(set(people))
