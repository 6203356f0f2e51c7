"""The kinds of dated fact that Détente understands: the vocabulary between files and scorecards.

A record holds what the file says, typed and named with the field's words, and nothing that was
concluded from it. A field is None when the source is silent: unknown is not zero. `kind` is what the
ledger stores beside the facts; to add a kind, add a class here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

KINDS: dict[str, type["Record"]] = {}


@dataclass(frozen=True, slots=True)
class Record:
    """One fact, as a source states it."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        """Meet each kind once: no list names them. (A slotted dataclass is created twice.)"""
        if cls.kind:
            KINDS[cls.kind] = cls


# ---------------------------------------------------------------- performance


@dataclass(frozen=True, slots=True)
class Outage(Record):
    """A service was down, or degraded, from one moment to another."""

    kind: ClassVar[str] = "outage"
    service: str
    started_at: datetime
    ended_at: datetime | None  # None: still open when the source was written
    measured_by: str  # "probe" (somebody else's measurement) or "status page" (the vendor's own)
    title: str = ""
    impact: str | None = None  # none (a notice), minor (degraded), major, critical; None: not said
    seen_until: datetime | None = None  # of one still open: the last moment at which its source saw it so


@dataclass(frozen=True, slots=True)
class Monitoring(Record):
    """A service was watched over a period: without it, silence about outages means nothing."""

    kind: ClassVar[str] = "monitoring"
    service: str
    starts_at: datetime
    ends_at: datetime
    checks: int | None = None
    failed_checks: int | None = None
    uptime_share: float | None = None  # 0 to 1, where the source states a share and no outages
    response_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Ticket(Record):
    """A support ticket, as its last logged event leaves it."""

    kind: ClassVar[str] = "ticket"
    number: str
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    priority: int | None  # 1 critical ... 4 low, at opening: a later downgrade does not count
    kept_sla: bool | None
    reopened: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class TicketCount(Record):
    """How many tickets a customer opened over a month or two: what a log of them is measured against."""

    kind: ClassVar[str] = "ticket_count"
    starts_on: date
    ends_on: date  # half open
    opened: int
    priority: int | None = None  # 1 critical ... 4 low, at opening; None: all priorities together


@dataclass(frozen=True, slots=True)
class KpiResult(Record):
    """An agreed KPI's value over a period, with its target; KPIs come in pairs."""

    kind: ClassVar[str] = "kpi_result"
    metric: str
    pair: str  # the name that a measure and its counter-measure share
    starts_on: date
    ends_on: date  # half open
    actual: float
    target: float
    higher_is_better: bool
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PilotResult(Record):
    """How a registered pilot ended."""

    kind: ClassVar[str] = "pilot_result"
    pilot: str
    registered_on: date
    decided_on: date | None
    criteria_registered: int
    criteria_supported: int
    criteria_failed: int  # the rest is not proven: unknown
    guardrail_broken: bool = False


@dataclass(frozen=True, slots=True)
class Usage(Record):
    """How many used the service actively, of how many were agreed."""

    kind: ClassVar[str] = "usage"
    service: str
    starts_on: date
    ends_on: date
    active: float
    agreed: float
    unit: str = "users"


@dataclass(frozen=True, slots=True)
class Measure(Record):
    """Any other number over a period that a mapping file names."""

    kind: ClassVar[str] = "measure"
    metric: str
    value: float
    unit: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None


# ----------------------------------------------------------- compliance maturity


@dataclass(frozen=True, slots=True)
class Certificate(Record):
    """A certificate or authorisation, with its scope and its dates."""

    kind: ClassVar[str] = "certificate"
    scheme: str  # FedRAMP, ISO/IEC 27001, SOC 2 Type II, PCI DSS
    status: str  # in force, in process, ready, expired, withdrawn, unknown
    product: str = ""
    scope: str = ""
    level: str = ""  # impact level, service level
    auditor: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    services_in_scope: float | None = None  # share 0 to 1 of the services in use, where stated
    words: str = ""  # the status (and scheme) as the source writes it: enumerations drift
    expiry_of: str = ""  # what ends on `expires_on` where it is not the certificate itself


@dataclass(frozen=True, slots=True)
class QuestionnaireAnswer(Record):
    """One answer to one question, in the answerer's words."""

    kind: ClassVar[str] = "questionnaire_answer"
    questionnaire: str  # "CAIQ-Lite 4.0.3"
    question_id: str
    question: str
    answer: str  # yes, no, partial, not applicable, text (settles nothing by itself), blank
    words: str = ""  # as written
    evidence: str = ""  # what the answerer refers to
    domain: str = ""
    owner: str = ""  # who runs the control, where responsibility is shared
    wanted: str = ""  # what the questionnaire calls a good answer: yes, no, not scored; "": not said


@dataclass(frozen=True, slots=True)
class AnswerChecked(Record):
    """Somebody opened what an answer refers to, and says whether the answer holds."""

    kind: ClassVar[str] = "answer_checked"
    questionnaire: str  # as the answers have it
    question_id: str
    checked_on: date
    checked_by: str
    holds: bool


@dataclass(frozen=True, slots=True)
class AssessedFinding(Record):
    """A finding in an assessor's report, and whether it was closed in time."""

    kind: ClassVar[str] = "assessed_finding"
    report: str
    finding_id: str
    severity: str  # high, moderate, low
    found_on: date
    due_on: date | None  # the first due date: a moved one does not count
    closed_on: date | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class RequestAnswered(Record):
    """A question that one side asked the other, and when it was answered in full."""

    kind: ClassVar[str] = "request_answered"
    request: str
    asked_by: str  # customer or vendor
    asked_on: date
    due_on: date
    answered_on: date | None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ControlCovered(Record):
    """A required control and whether an item in force covers it."""

    kind: ClassVar[str] = "control_covered"
    framework: str
    control: str
    required: bool
    covered: bool | None
    covered_by: str = ""
    in_force_until: date | None = None


@dataclass(frozen=True, slots=True)
class ContinuityTest(Record):
    """A continuity or exit test against an objective that was set before it."""

    kind: ClassVar[str] = "continuity_test"
    subject: str  # continuity or exit
    tested_on: date
    objective: str
    outcome: str  # pass, partial, fail


# ----------------------------------------------------------------------- trust


@dataclass(frozen=True, slots=True)
class BreachStatement(Record):
    """A party states how many breaches it had in a quarter; none is an answer too."""

    kind: ClassVar[str] = "breach_statement"
    starts_on: date
    ends_on: date
    breaches: int


@dataclass(frozen=True, slots=True)
class Breach(Record):
    """A breach of personal or customer data, as a notice or a register has it."""

    kind: ClassVar[str] = "breach"
    entity: str
    reported_on: date | None
    occurred_on: date | None = None
    discovered_on: date | None = None
    records: int | None = None
    category: str = ""  # hacking, theft, loss, misuse ...
    assets: str = ""
    summary: str = ""
    told_by_vendor: bool | None = None  # True: the vendor told first; None: the source does not say
    notice_hours: float | None = None  # from discovery to notice
    agreed_notice_hours: float | None = None
    share_of_our_records: float | None = None  # 0 to 1
    supplier_involved: bool | None = None
    occurred_in: str = ""  # what is known of an incomplete date: "2016", "2016-09"
    data_disclosed: str = ""  # yes, potentially, no (an incident, no breach), unknown; "": not said
    certainty: str = ""  # confirmed, suspected, near miss, false positive; "": not said


@dataclass(frozen=True, slots=True)
class Disclosure(Record):
    """A limit or boundary of the vendor's service: told by the vendor, or found by the customer."""

    kind: ClassVar[str] = "disclosure"
    limit: str
    told: bool  # False: found by the customer first
    on: date
    material: bool = True
    contradicts: str = ""  # question ids of self-attested answers that it voids, separated by blanks
    fixed_on: date | None = None
    compensating_control: str = ""
    holds_since: date | None = None
    expected_end_on: date | None = None  # a plan, which mends nothing: `fixed_on` says that it was


@dataclass(frozen=True, slots=True)
class ClaimVerdict(Record):
    """What the data said of a claim."""

    kind: ClassVar[str] = "claim_verdict"
    claim: str
    registered_on: date
    verdict: str  # supported, smaller than claimed, not proven, promise


@dataclass(frozen=True, slots=True)
class Commitment(Record):
    """A promise with an owner and a date, and what became of it."""

    kind: ClassVar[str] = "commitment"
    commitment: str
    owner_side: str  # customer or vendor
    due_on: date
    done_on: date | None
    outcome: str  # on time, late, broken, open


@dataclass(frozen=True, slots=True)
class ExploitedVulnerability(Record):
    """An entry of CISA's Known Exploited Vulnerabilities catalogue."""

    kind: ClassVar[str] = "exploited_vulnerability"
    cve: str
    vendor_project: str
    product: str
    name: str
    added_on: date
    due_on: date | None
    ransomware: bool | None
    required_action: str = ""
    description: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class VulnerabilityFix(Record):
    """When an exploited vulnerability was fixed in a product that the customer uses."""

    kind: ClassVar[str] = "vulnerability_fix"
    cve: str
    product: str
    due_on: date
    fixed_on: date | None


@dataclass(frozen=True, slots=True)
class CheckScore(Record):
    """One check of OpenSSF Scorecard on one repository; score None is `-1`: not scored."""

    kind: ClassVar[str] = "check_score"
    repository: str
    check: str
    score: float | None  # 0 to 10; the tool gives whole numbers, files in the wild do not always
    weight: float  # 10 critical, 7.5 high, 5 medium, 2.5 low
    commit: str = ""
    reason: str = ""
    tool_version: str = ""


@dataclass(frozen=True, slots=True)
class RepositoryScore(Record):
    """The aggregate that OpenSSF Scorecard printed for a repository: shown, never scored."""

    kind: ClassVar[str] = "repository_score"
    repository: str
    score: float | None
    commit: str = ""


@dataclass(frozen=True, slots=True)
class BillOfMaterials(Record):
    """How complete a software bill of materials, or the answer to its matches, is."""

    kind: ClassVar[str] = "bill_of_materials"
    product: str
    subject: str  # components (with version and id) or vulnerabilities (with a VEX state in 30 days)
    complete: int
    total: int


@dataclass(frozen=True, slots=True)
class Connection(Record):
    """A live connection of the vendor into the customer's systems, and its reviews."""

    kind: ClassVar[str] = "connection"
    connection: str
    scopes: str
    privileged: bool
    review_due_on: date
    reviewed_on: date | None
    listed: bool = True  # False: found, though no register had it
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class AccessGranted(Record):
    """An access that the vendor asked the customer for, and when it was granted."""

    kind: ClassVar[str] = "access_granted"
    access: str
    asked_on: date
    due_on: date
    granted_on: date | None
