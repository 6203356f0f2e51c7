"""Reads of the ledger: what was true, as it was known."""

from detente.evidence.ledger.selectors.documents import (
    DocumentPage,
    access_document,
    access_evidence,
    document_page,
    documents_about,
    documents_numbered,
    list_documents,
    list_evidence,
    show_document,
    show_evidence,
    summary_of,
)
from detente.evidence.ledger.selectors.editions import latest_editions
from detente.evidence.ledger.selectors.evidence_about import evidence_about
from detente.evidence.ledger.selectors.evidence_page import EvidencePage, evidence_page
from detente.evidence.ledger.selectors.facts import (
    facts_about,
    facts_by_vendor,
    facts_over_time,
    facts_over_time_by_vendor,
)
from detente.evidence.ledger.selectors.given import customers_given
from detente.evidence.ledger.selectors.how_much import LedgerSize, ledger_size, ledger_sizes
from detente.evidence.ledger.selectors.lines import lines_at, lines_of
from detente.evidence.ledger.selectors.own_statements import own_statements
from detente.evidence.ledger.selectors.waiting import names_that_wait

__all__ = [
    "DocumentPage",
    "EvidencePage",
    "LedgerSize",
    "access_document",
    "access_evidence",
    "customers_given",
    "document_page",
    "documents_about",
    "documents_numbered",
    "evidence_about",
    "evidence_page",
    "facts_about",
    "facts_by_vendor",
    "facts_over_time",
    "facts_over_time_by_vendor",
    "latest_editions",
    "ledger_size",
    "ledger_sizes",
    "lines_at",
    "lines_of",
    "list_documents",
    "list_evidence",
    "names_that_wait",
    "own_statements",
    "show_document",
    "show_evidence",
    "summary_of",
]
