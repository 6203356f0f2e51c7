"""What is known of each kind of record beyond its fields, for tables that people write themselves.

`identity` makes two rows the same thing where the table has no key; `begins` says from which of its dates
a fact holds (a fact about a period holds from its end: before that nobody could know it); `words` are
those a field may have; `ranges` bound numbers; `order` names dates that cannot be the other way round;
`within_two_months` names the dates of a period that is scored by two months, and may reach over no more.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

from detente.formats.records import KINDS, Record

SHARE = (0.0, 1.0)
COUNT = (0.0, 1e15)
PLANS = frozenset({"due_on", "expected_end_on", "expires_on", "in_force_until", "review_due_on"})
"""The dates that may lie ahead; each other one says when something happened."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every record of a kind."""

    identity: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    order: tuple[tuple[str, str], ...] = ()
    within_two_months: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """One field of a record: its type, and what stands for it where a table is silent."""

    name: str
    type: type
    nullable: bool
    default: Any  # of the field's own type, or MISSING

    @property
    def required(self) -> bool:
        """Whether a row without it cannot be used."""
        return self.default is MISSING and not self.nullable

    @property
    def silent(self) -> Any:  # of the field's own type
        """What a row that is silent about it has."""
        return None if self.default is MISSING else self.default


def shapes(record: type[Record]) -> tuple[Shape, ...]:
    """Return the fields of a kind of record, in order."""
    return _shapes(record.kind)


@cache
def _shapes(kind: str) -> tuple[Shape, ...]:
    record = KINDS[kind]
    hints = get_type_hints(record)
    found = []
    for one in fields(record):
        kinds = get_args(hints[one.name]) or (hints[one.name],)
        plain = next(kind for kind in kinds if kind is not NoneType)
        found.append(Shape(one.name, plain, NoneType in kinds, one.default))
    return tuple(found)


def rules(record: type[Record]) -> Rules:
    """Return what holds for a kind of record; nothing for one that has no rules."""
    return RULES.get(record.kind, Rules())


def known_fields() -> frozenset[str]:
    """Return the names of the fields of every kind."""
    return frozenset(shape.name for record in KINDS.values() for shape in shapes(record))


_PERIOD = (("starts_on", "ends_on"),)
_SIDES = ("customer", "vendor")

RULES: dict[str, Rules] = {
    "outage": Rules(
        identity=("service", "started_at"),
        begins=("started_at",),
        words={"measured_by": ("probe", "status page"), "impact": ("none", "minor", "major", "critical")},
        order=(("started_at", "ended_at"),),
    ),
    "monitoring": Rules(
        identity=("service", "starts_at"),
        begins=("ends_at",),
        ranges={"checks": COUNT, "failed_checks": COUNT, "uptime_share": SHARE, "response_ms": COUNT},
        order=(("starts_at", "ends_at"),),
    ),
    "ticket": Rules(
        identity=("number",),
        begins=("opened_at",),
        ranges={"priority": (1, 4), "reopened": COUNT},
        order=(("opened_at", "resolved_at"), ("opened_at", "closed_at")),
    ),
    "ticket_count": Rules(
        identity=("starts_on", "ends_on", "priority"),
        begins=("ends_on",),
        ranges={"opened": COUNT, "priority": (1, 4)},
        order=_PERIOD,
        within_two_months=_PERIOD,
    ),
    "kpi_result": Rules(identity=("metric", "starts_on"), begins=("ends_on",), order=_PERIOD),
    "pilot_result": Rules(
        identity=("pilot",),
        begins=("decided_on", "registered_on"),
        ranges={"criteria_registered": COUNT, "criteria_supported": COUNT, "criteria_failed": COUNT},
        order=(("registered_on", "decided_on"),),
    ),
    "usage": Rules(
        identity=("service", "starts_on"),
        begins=("ends_on",),
        ranges={"active": COUNT, "agreed": COUNT},
        order=_PERIOD,
    ),
    "measure": Rules(
        identity=("metric", "starts_at", "ends_at"),
        begins=("ends_at", "starts_at"),
        order=(("starts_at", "ends_at"),),
    ),
    "certificate": Rules(
        identity=("scheme", "product"),
        begins=("issued_on",),
        words={"status": ("in force", "in process", "ready", "expired", "withdrawn", "unknown")},
        ranges={"services_in_scope": SHARE},
        order=(("issued_on", "expires_on"),),
    ),
    "questionnaire_answer": Rules(
        identity=("questionnaire", "question_id"),
        words={
            "answer": ("yes", "no", "partial", "not applicable", "text", "blank"),
            "wanted": ("yes", "no", "not scored"),
        },
    ),
    "answer_checked": Rules(
        identity=("questionnaire", "question_id", "checked_by", "checked_on"), begins=("checked_on",)
    ),
    "assessed_finding": Rules(
        identity=("report", "finding_id"),
        begins=("found_on",),
        words={"severity": ("high", "moderate", "low")},
        order=(("found_on", "closed_on"),),
    ),
    "request_answered": Rules(
        identity=("request",),
        begins=("asked_on",),
        words={"asked_by": _SIDES},
        order=(("asked_on", "answered_on"),),
    ),
    "control_covered": Rules(identity=("framework", "control")),
    "continuity_test": Rules(
        identity=("subject", "tested_on"),
        begins=("tested_on",),
        words={"subject": ("continuity", "exit"), "outcome": ("pass", "partial", "fail")},
    ),
    "breach_statement": Rules(
        identity=("starts_on",), begins=("ends_on",), ranges={"breaches": COUNT}, order=_PERIOD
    ),
    "breach": Rules(
        identity=("entity", "reported_on", "discovered_on", "occurred_on"),
        begins=("reported_on", "discovered_on", "occurred_on"),
        ranges={
            "records": COUNT,
            "notice_hours": COUNT,
            "agreed_notice_hours": COUNT,
            "share_of_our_records": SHARE,
        },
        words={
            "data_disclosed": ("yes", "potentially", "no", "unknown"),
            "certainty": ("confirmed", "suspected", "near miss", "false positive"),
        },
        order=(("occurred_on", "discovered_on"),),
    ),
    "disclosure": Rules(
        identity=("limit", "on"),
        begins=("on",),
        order=(("on", "fixed_on"), ("holds_since", "expected_end_on")),
    ),
    "claim_verdict": Rules(
        identity=("claim",),
        begins=("registered_on",),
        words={"verdict": ("supported", "smaller than claimed", "not proven", "promise")},
    ),
    "commitment": Rules(
        identity=("commitment",),
        begins=("done_on", "due_on"),
        words={"owner_side": _SIDES, "outcome": ("on time", "late", "broken", "open")},
    ),
    "exploited_vulnerability": Rules(identity=("cve",), begins=("added_on",)),
    "vulnerability_fix": Rules(identity=("cve", "product"), begins=("fixed_on", "due_on")),
    "check_score": Rules(identity=("repository", "check"), ranges={"score": (0, 10), "weight": (0, 10)}),
    "repository_score": Rules(identity=("repository",), ranges={"score": (0, 10)}),
    "bill_of_materials": Rules(
        identity=("product", "subject"),
        words={"subject": ("components", "vulnerabilities")},
        ranges={"complete": COUNT, "total": COUNT},
        order=(("complete", "total"),),
    ),
    "connection": Rules(identity=("connection", "review_due_on"), begins=("reviewed_on", "review_due_on")),
    "access_granted": Rules(identity=("access",), begins=("asked_on",), order=(("asked_on", "granted_on"),)),
}
