"""One writer at a time: the numbers of the entries have no gap."""

from django.db import connection

from detente.foundation.audit_log.contracts import OutsideTransaction

THE_LOG = 0x64657465_6E7465  # any number that nothing else locks by


def hold_the_log() -> None:
    """Let nobody else append until this transaction ends.

    SQLite's transactions are IMMEDIATE, so whoever is in one holds the whole database already.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("The log is written in the transaction of the deed.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [THE_LOG])
