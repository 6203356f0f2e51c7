"""What a fact says, in one plain sentence: for whoever reads evidence and not JSON.

A sentence says what the record says and no more; what the record does not know, it leaves out.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar, cast

from detente.formats.records import (
    AccessGranted,
    AssessedFinding,
    BillOfMaterials,
    Breach,
    BreachStatement,
    Certificate,
    CheckScore,
    ClaimVerdict,
    Commitment,
    Connection,
    ContinuityTest,
    ControlCovered,
    Disclosure,
    ExploitedVulnerability,
    KpiResult,
    Monitoring,
    Outage,
    PilotResult,
    QuestionnaireAnswer,
    Record,
    RequestAnswered,
    Ticket,
    TicketCount,
    Usage,
    VulnerabilityFix,
)

Said = TypeVar("Said", bound=Record)
HOUR = timedelta(hours=1)
SENTENCES: dict[type[Record], Callable[[Record], str]] = {}


def sentence(record: Record) -> str:
    """Return what a record says.

    Examples
    --------
    >>> sentence(Usage("mail", date(2026, 1, 1), date(2026, 4, 1), active=40, agreed=50))
    'mail: 40 of 50 users were active, 1 January 2026 to 1 April 2026.'
    """
    said = SENTENCES.get(type(record))
    return said(record) if said else _plainly(record)


def says(kind: type[Said]) -> Callable[[Callable[[Said], str]], Callable[[Said], str]]:
    """Make a function the sentence of a kind of record."""

    def keep(said: Callable[[Said], str]) -> Callable[[Said], str]:
        SENTENCES[kind] = cast("Callable[[Record], str]", said)
        return said

    return keep


def _plainly(record: Record) -> str:
    fields = [(name, getattr(record, name)) for name in record.__dataclass_fields__]
    said = [f"{name.replace('_', ' ')} {value}" for name, value in fields if value not in (None, "", False)]
    return f"{record.kind.replace('_', ' ').capitalize()}: {', '.join(said)}."


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _moment(moment: datetime) -> str:
    return f"{moment:%-d %B %Y, %H:%M} UTC"


def _by(done: date | None, due: date | None, *, verb: str) -> str:
    end = f"{verb} {_day(done)}" if done else f"not {verb} yet"
    return f"{end}, due {_day(due)}" if due else end


STATES = {"none": "had a notice", "minor": "was degraded"}


@says(Outage)
def _outage(one: Outage) -> str:
    lasted = f", {(one.ended_at - one.started_at) / HOUR:.1f} hours" if one.ended_at else ", still open"
    seen = "told by its status page" if one.measured_by == "status page" else "seen by a probe"
    state = STATES.get(one.impact or "", "was down")
    called = f", impact {one.impact}" if one.impact else ""
    said = f"{one.service or 'A service'} {state} from {_moment(one.started_at)}{lasted} ({seen}{called}). {one.title}"
    return said.strip()


@says(Monitoring)
def _monitoring(one: Monitoring) -> str:
    share = f", up {100 * one.uptime_share:.2f} % of the time" if one.uptime_share is not None else ""
    return f"{one.service} was watched from {_moment(one.starts_at)} to {_moment(one.ends_at)}{share}."


@says(Ticket)
def _ticket(one: Ticket) -> str:
    kept = {True: "kept its time", False: "missed its time", None: "whether in time is not known"}[
        one.kept_sla
    ]
    priority = f", priority {one.priority}" if one.priority else ""
    return f"Ticket {one.number}, opened {_moment(one.opened_at)}{priority}: {kept}."


@says(TicketCount)
def _count(one: TicketCount) -> str:
    priority = f" of priority {one.priority}" if one.priority else ""
    period = f"{_day(one.starts_on)} to {_day(one.ends_on)}"
    return f"The customer counted {one.opened:,} tickets{priority} opened, {period}."


@says(KpiResult)
def _kpi(one: KpiResult) -> str:
    than = "at least" if one.higher_is_better else "at most"
    period = f"{_day(one.starts_on)} to {_day(one.ends_on)}"
    return (
        f"{one.metric}: {one.actual:g}{one.unit and ' ' + one.unit}, agreed {than} {one.target:g}, {period}."
    )


@says(PilotResult)
def _pilot(one: PilotResult) -> str:
    unproven = one.criteria_registered - one.criteria_supported - one.criteria_failed
    broken = " A guardrail was broken." if one.guardrail_broken else ""
    return (
        f"Pilot {one.pilot}: {one.criteria_supported} of {one.criteria_registered} criteria supported, "
        f"{one.criteria_failed} failed, {unproven} not proven.{broken}"
    )


@says(Usage)
def _usage(one: Usage) -> str:
    period = f"{_day(one.starts_on)} to {_day(one.ends_on)}"
    return f"{one.service}: {one.active:g} of {one.agreed:g} {one.unit} were active, {period}."


@says(Certificate)
def _certificate(one: Certificate) -> str:
    until = f" until {_day(one.expires_on)}" if one.expires_on else ""
    by = f", by {one.auditor}" if one.auditor else ""
    of = f" for {one.product or one.scope}" if one.product or one.scope else ""
    return f"{one.scheme}{of}: {one.status}{until}{by}."


@says(QuestionnaireAnswer)
def _answer(one: QuestionnaireAnswer) -> str:
    return f"{one.question_id} {one.question} Answer: {one.words or one.answer}"


@says(AssessedFinding)
def _finding(one: AssessedFinding) -> str:
    title = f" {one.title}" if one.title else ""
    closed = _by(one.closed_on, one.due_on, verb="closed")
    return f"{one.severity.capitalize()} finding {one.finding_id}{title}: {closed}."


@says(RequestAnswered)
def _request(one: RequestAnswered) -> str:
    asker = "The customer" if one.asked_by == "customer" else "The vendor"
    return f"{asker} asked {one.topic or one.request}: {_by(one.answered_on, one.due_on, verb='answered')}."


@says(ControlCovered)
def _control(one: ControlCovered) -> str:
    state = {True: "covered", False: "not covered", None: "not known"}[one.covered]
    return f"{one.framework} {one.control}: {state}{one.covered_by and ' by ' + one.covered_by}."


@says(ContinuityTest)
def _test(one: ContinuityTest) -> str:
    return (
        f"{one.subject.capitalize()} test of {_day(one.tested_on)}, objective {one.objective}: {one.outcome}."
    )


@says(BreachStatement)
def _statement(one: BreachStatement) -> str:
    told = "no breach" if one.breaches == 0 else f"{one.breaches} breaches"
    return f"Stated {told} from {_day(one.starts_on)} to {_day(one.ends_on)}."


@says(Breach)
def _breach(one: Breach) -> str:
    size = f" of {one.records:,} records" if one.records is not None else ""
    told = {True: ", told by the vendor", False: ", found before the vendor told", None: ""}[
        one.told_by_vendor
    ]
    on = f", reported {_day(one.reported_on)}" if one.reported_on else ""
    return f"Breach{size} at {one.entity}{one.category and ', ' + one.category}{told}{on}."


@says(Disclosure)
def _disclosure(one: Disclosure) -> str:
    who = "The vendor told" if one.told else "The customer found"
    more = [
        f"It holds since {_day(one.holds_since)}" if one.holds_since else "",
        f"it is expected to end on {_day(one.expected_end_on)}" if one.expected_end_on else "",
        f"until then: {one.compensating_control.rstrip('.')}" if one.compensating_control else "",
    ]
    words = "; ".join(filter(None, more))
    return f"{who} on {_day(one.on)}: {one.limit}" + (f" ({words})" if words else "")


@says(ClaimVerdict)
def _verdict(one: ClaimVerdict) -> str:
    return f"Claim “{one.claim}”, registered {_day(one.registered_on)}: {one.verdict}."


@says(Commitment)
def _commitment(one: Commitment) -> str:
    owner = "The customer" if one.owner_side == "customer" else "The vendor"
    return f"{owner} promised {one.commitment}: {one.outcome} ({_by(one.done_on, one.due_on, verb='done')})."


@says(ExploitedVulnerability)
def _exploited(one: ExploitedVulnerability) -> str:
    due = f", to be fixed by {_day(one.due_on)}" if one.due_on else ""
    return f"{one.cve} in {one.vendor_project} {one.product}: listed {_day(one.added_on)}{due}."


@says(VulnerabilityFix)
def _fix(one: VulnerabilityFix) -> str:
    return f"{one.cve} in {one.product}: {_by(one.fixed_on, one.due_on, verb='fixed')}."


@says(CheckScore)
def _check(one: CheckScore) -> str:
    score = "not scored" if one.score is None else f"{one.score:g} of 10"
    return f"{one.check} of {one.repository}: {score}. {one.reason}".strip()


@says(BillOfMaterials)
def _materials(one: BillOfMaterials) -> str:
    return f"{one.product}: {one.complete} of {one.total} {one.subject} are complete."


@says(Connection)
def _connection(one: Connection) -> str:
    kind = "Privileged connection" if one.privileged else "Connection"
    listed = "" if one.listed else " It was in no register."
    return f"{kind} {one.connection}: {_by(one.reviewed_on, one.review_due_on, verb='reviewed')}.{listed}"


@says(AccessGranted)
def _access(one: AccessGranted) -> str:
    return f"The vendor asked for {one.access}: {_by(one.granted_on, one.due_on, verb='granted')}."
