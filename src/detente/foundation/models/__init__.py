"""Tables of the foundation."""

from detente.foundation.models.audit import (
    AuditCheckpoint,
    AuditEntry,
    AuditPayload,
    CheckpointCopy,
    CheckpointHanding,
)
from detente.foundation.models.job import Job
from detente.foundation.models.notice import Mailing, Notice, NoticeMark, NoticeSettings
from detente.foundation.models.people import ApiToken, Invitation, Membership, Organisation, Person
from detente.foundation.models.search import SearchWord

__all__ = [
    "ApiToken",
    "AuditCheckpoint",
    "AuditEntry",
    "AuditPayload",
    "CheckpointCopy",
    "CheckpointHanding",
    "Invitation",
    "Job",
    "Mailing",
    "Membership",
    "Notice",
    "NoticeMark",
    "NoticeSettings",
    "Organisation",
    "Person",
    "SearchWord",
]
