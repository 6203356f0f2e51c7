"""Reads of the relationships room."""

from detente.evidence.relationships.selectors.relationship import (
    access_relationship,
    contact_shown,
    contract_shown,
    list_names,
    list_notes,
    list_relationships,
    note_shown,
    outcome_of,
    outcome_or_none,
    parties_of,
    relationship_shown,
    service_shown,
    show_relationship,
)
from detente.evidence.relationships.selectors.vendors import (
    VendorDirectory,
    access_vendor,
    find_vendor,
    list_vendors,
    vendor_directory,
    vendor_of,
    vendors_of,
)

__all__ = [
    "VendorDirectory",
    "access_relationship",
    "access_vendor",
    "contact_shown",
    "contract_shown",
    "find_vendor",
    "list_names",
    "list_notes",
    "list_relationships",
    "list_vendors",
    "note_shown",
    "outcome_of",
    "outcome_or_none",
    "parties_of",
    "relationship_shown",
    "service_shown",
    "show_relationship",
    "vendor_directory",
    "vendor_of",
    "vendors_of",
]
