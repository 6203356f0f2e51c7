"""Append-only record of what was done, by whom, with which inputs; nobody can change it unseen.

Each entry is a leaf of a Merkle tree (RFC 6962), its root is signed in checkpoints
(c2sp.org/tlog-checkpoint), and whoever is on the other side of a relationship keeps copies of them.
`decisions/0004-audit-log.md` says why, and what that does not prove.
"""

from detente.foundation.audit_log.checkpoint import hand_checkpoint_to, sign_checkpoint
from detente.foundation.audit_log.contracts import READ_AUDIT_LOG
from detente.foundation.audit_log.erasing import erase_payload
from detente.foundation.audit_log.recording import record
from detente.foundation.audit_log.verifying import verify_log

__all__ = ["READ_AUDIT_LOG", "erase_payload", "hand_checkpoint_to", "record", "sign_checkpoint", "verify_log"]
