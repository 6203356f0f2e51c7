"""Reads of the relationships room."""

from detente.evidence.relationships.selectors.customers import access_customer, customers_of
from detente.evidence.relationships.selectors.evidence import list_evidence_about
from detente.evidence.relationships.selectors.parties import relationship_between
from detente.evidence.relationships.selectors.relationship import (
    access_relationship,
    contact_shown,
    contract_shown,
    list_names,
    list_notes,
    list_relationships,
    name_shown,
    note_shown,
    outcome_of,
    outcome_or_none,
    parties_of,
    relationship_page,
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
    "access_customer",
    "access_relationship",
    "access_vendor",
    "contact_shown",
    "contract_shown",
    "customers_of",
    "find_vendor",
    "list_evidence_about",
    "list_names",
    "list_notes",
    "list_relationships",
    "list_vendors",
    "name_shown",
    "note_shown",
    "outcome_of",
    "outcome_or_none",
    "parties_of",
    "relationship_between",
    "relationship_page",
    "relationship_shown",
    "service_shown",
    "show_relationship",
    "vendor_directory",
    "vendor_of",
    "vendors_of",
]
