"""A part of the programme, imported once for a module of tests, and rolled back after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.test import override_settings

from detente.foundation.tests.people import NOON
from detente.site.commands.demo.deliveries import Delivery
from detente.site.commands.demo.making import Made, make
from detente.site.commands.demo.programme import SEED

TODAY = NOON.date()
PLAYERS = {"Kestrel", "Corvane", "Brightwater", "Coverdale"}
TWO_YEARS = TODAY - timedelta(days=700)
HALF_A_YEAR = TODAY - timedelta(days=190)
BULKY = {"service-desk", "questionnaires", "public-lists"}


def is_played(one: Delivery) -> bool:
    """Leave out what no test of the story looks at: it would take most of the time."""
    answered_before = (one.file.folder, one.vendor) == ("questionnaires", "Kestrel")
    if one.file.folder in BULKY and one.arrives_on < HALF_A_YEAR and not answered_before:
        return False
    return one.arrives_on >= TWO_YEARS and (one.vendor is None or one.vendor in PLAYERS)


@contextmanager
def played(home: Path) -> Iterator[Made]:
    """Make it, in a home of its own, for the length of the block."""
    with override_settings(HOME=str(home)), transaction.atomic():
        yield make(seed=SEED, at=NOON, folder=home / "demo", say=lambda _: None, chosen=is_played)
        transaction.set_rollback(True)
