"""Reads of the relationships room."""

from detente.evidence.relationships.selectors.changes import Agreed, agreed_changes
from detente.evidence.relationships.selectors.contract_days import ContractDay, contract_days
from detente.evidence.relationships.selectors.customers import access_customer, customers_of
from detente.evidence.relationships.selectors.evidence import list_evidence_about
from detente.evidence.relationships.selectors.how_much import (
    how_many_vendors,
    how_much_was_agreed,
    how_much_was_agreed_with,
)
from detente.evidence.relationships.selectors.names import (
    VendorDirectory,
    relationship_with,
    vendor_directory,
)
from detente.evidence.relationships.selectors.parties import names_of, relationship_between, vendor_names
from detente.evidence.relationships.selectors.relationship import (
    access_contract,
    access_relationship,
    access_service,
    list_names,
    list_notes,
    list_relationships,
    relationship_page,
    show_relationship,
)
from detente.evidence.relationships.selectors.shown import (
    contact_shown,
    contract_on,
    contract_shown,
    name_shown,
    note_shown,
    outcome_of,
    outcome_or_none,
    parties_of,
    relationship_shown,
    service_on,
    service_shown,
)
from detente.evidence.relationships.selectors.vendors import (
    access_vendor,
    find_vendor,
    list_vendors,
    vendor_of,
    vendor_over_time,
    vendors_of,
    vendors_over_time,
)

__all__ = [
    "Agreed",
    "ContractDay",
    "VendorDirectory",
    "access_contract",
    "access_customer",
    "access_relationship",
    "access_service",
    "access_vendor",
    "agreed_changes",
    "contact_shown",
    "contract_days",
    "contract_on",
    "contract_shown",
    "customers_of",
    "find_vendor",
    "how_many_vendors",
    "how_much_was_agreed",
    "how_much_was_agreed_with",
    "list_evidence_about",
    "list_names",
    "list_notes",
    "list_relationships",
    "list_vendors",
    "name_shown",
    "names_of",
    "note_shown",
    "outcome_of",
    "outcome_or_none",
    "parties_of",
    "relationship_between",
    "relationship_page",
    "relationship_shown",
    "relationship_with",
    "service_on",
    "service_shown",
    "show_relationship",
    "vendor_directory",
    "vendor_names",
    "vendor_of",
    "vendor_over_time",
    "vendors_of",
    "vendors_over_time",
]
