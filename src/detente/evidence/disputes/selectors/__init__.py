"""Reads of the disputes room."""

from detente.evidence.disputes.selectors.dispute_page import DisputePage, dispute_page
from detente.evidence.disputes.selectors.disputes import (
    access_dispute,
    access_open_dispute,
    dispute_shown,
    list_disputes,
    show_again,
    show_dispute,
)
from detente.evidence.disputes.selectors.line import about_whom, access_line, disputes_of_line
from detente.evidence.disputes.selectors.moves import (
    DisputeMoved,
    DisputeWaiting,
    disputes_moved,
    disputes_waiting,
)
from detente.evidence.disputes.selectors.open_disputes import (
    disputes_on_lines,
    open_disputes,
    vendors_in_dispute,
)

__all__ = [
    "DisputeMoved",
    "DisputePage",
    "DisputeWaiting",
    "about_whom",
    "access_dispute",
    "access_line",
    "access_open_dispute",
    "dispute_page",
    "dispute_shown",
    "disputes_moved",
    "disputes_of_line",
    "disputes_on_lines",
    "disputes_waiting",
    "list_disputes",
    "open_disputes",
    "show_again",
    "show_dispute",
    "vendors_in_dispute",
]
