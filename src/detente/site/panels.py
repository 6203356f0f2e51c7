"""What the site itself adds to the frame of every page: who is here, and what was done."""

from detente.foundation.audit_log.contracts import READ_AUDIT_LOG
from detente.foundation.contracts import SEE_PEOPLE
from detente.ui.navigation import NavEntry, register

register(NavEntry("People", "people", "people", 90, SEE_PEOPLE.name))
register(NavEntry("Audit trail", "audit", "history", 95, READ_AUDIT_LOG.name))
