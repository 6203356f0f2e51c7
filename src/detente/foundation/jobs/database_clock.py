"""The clock that all hosts of an installation share. Only doors read it, like `foundation.clock`."""

from datetime import datetime

from django.db import connection

from detente.foundation import clock


def database_now() -> datetime:
    """Return the present moment as the database has it; SQLite's is this host's."""
    if connection.vendor != "postgresql":
        return clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
