"""When a certificate is in force: one rule for the criterion, the must-have and the warning."""

import re
from datetime import date

from detente.formats.records import Certificate

NOT_OF_THE_NAME = re.compile(r"/iec|[^a-z0-9]")


def lapses_on(certificate: Certificate) -> date | None:
    """Return its last day, if it has one: a date on which something else ends is none of its own."""
    return None if certificate.expiry_of else certificate.expires_on


def in_force(certificate: Certificate, on: date) -> bool:
    """Return whether it is in force on a day; on its last day it still is. A promise of one is not."""
    last = lapses_on(certificate)
    begun = certificate.issued_on is None or certificate.issued_on <= on
    return certificate.status == "in force" and begun and (last is None or on <= last)


def is_of(scheme: str, wanted: str) -> bool:
    """Return whether a scheme is the wanted one, in whatever spelling and edition.

    Examples
    --------
    >>> is_of("ISO 27001:2022", "ISO/IEC 27001"), is_of("SOC 2 Type II", "SOC 2"), is_of("SOC 1", "SOC 2")
    (True, True, False)
    """
    return _bare(scheme).startswith(_bare(wanted))


def _bare(scheme: str) -> str:
    return NOT_OF_THE_NAME.sub("", scheme.casefold())
