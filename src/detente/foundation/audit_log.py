"""Append-only record of what was done, by whom, with which inputs."""

from collections.abc import Mapping
from datetime import datetime

from detente.foundation.access import Actor


def record(*, verb: str, actor: Actor, at: datetime, inputs: Mapping[str, object]) -> None:
    """Add an entry; whoever calls holds the transaction that the deed is in."""
