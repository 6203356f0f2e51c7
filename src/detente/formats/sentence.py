"""What a fact says, in one plain sentence: for whoever reads evidence and not JSON.

A sentence says what the record says and no more; what the record does not know, it leaves out.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar, cast

from detente.formats.records import (
    AccessGranted,
    AnswerChecked,
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
    Measure,
    Monitoring,
    Outage,
    PilotResult,
    QuestionnaireAnswer,
    Record,
    RepositoryScore,
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
    said = SENTENCES[type(record)](record)
    twice = said.endswith("..") and not said.endswith("...")  # a name may end with one of its own: "Inc."
    return said[:-1] if twice else said


def says(kind: type[Said]) -> Callable[[Callable[[Said], str]], Callable[[Said], str]]:
    """Make a function the sentence of a kind of record."""

    def keep(said: Callable[[Said], str]) -> Callable[[Said], str]:
        SENTENCES[kind] = cast("Callable[[Record], str]", said)
        return said

    return keep


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _moment(moment: datetime) -> str:
    return f"{moment:%-d %B %Y, %H:%M} UTC"


def _many(count: int, one: str) -> str:
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def _figure(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


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
    return f"The customer counted {_many(one.opened, 'ticket')}{priority} opened, {period}."


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


@says(Measure)
def _measure(one: Measure) -> str:
    value = f"{100 * one.value:.2f} %" if one.unit == "share" else f"{_figure(one.value)} {one.unit}".rstrip()
    period = ""
    if one.starts_at and one.ends_at:
        period = f", {_moment(one.starts_at)} to {_moment(one.ends_at)}"
    elif one.ends_at:
        period = f", as of {_moment(one.ends_at)}"
    elif one.starts_at:
        period = f", since {_moment(one.starts_at)}"
    return f"{one.metric[:1].upper()}{one.metric[1:]}: {value}{period}."


@says(Certificate)
def _certificate(one: Certificate) -> str:
    ends = ""
    if one.expires_on:
        day = _day(one.expires_on)
        ends = f"; the {one.expiry_of} ends on {day}" if one.expiry_of else f" until {day}"
    elif "never expires" in one.words:
        ends = " and never expires"
    status = "status not known" if one.status == "unknown" else one.status
    by = f", by {one.auditor}" if one.auditor else ""
    of = f" for {one.product or one.scope}" if one.product or one.scope else ""
    return f"{one.scheme}{of}: {status}{ends}{by}."


@says(QuestionnaireAnswer)
def _answer(one: QuestionnaireAnswer) -> str:
    asked = " ".join(filter(None, (one.question_id, one.question)))
    if one.answer == "blank" and not one.words:
        return f"{asked} No answer was given."
    return f"{asked} Answer: {one.words or one.answer}"


@says(AnswerChecked)
def _checked(one: AnswerChecked) -> str:
    found = "it holds" if one.holds else "it does not hold"
    answer = f"answer {one.question_id} of {one.questionnaire}"
    return f"{one.checked_by} checked {answer} on {_day(one.checked_on)}: {found}."


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
    told = {0: "no breach", 1: "one breach"}.get(one.breaches, f"{one.breaches:,} breaches")
    return f"Stated {told} from {_day(one.starts_on)} to {_day(one.ends_on)}."


@says(Breach)
def _breach(one: Breach) -> str:
    without = one.data_disclosed == "no" or one.certainty in {"near miss", "false positive"}
    parts = [
        "" if one.category in {"", "unknown"} else one.category,
        "" if one.certainty in {"", "confirmed"} else one.certainty,
        "no data disclosed" if one.data_disclosed == "no" else "",
        "data potentially disclosed" if one.data_disclosed == "potentially" else "",
        {True: "told by the vendor", False: "found before the vendor told", None: ""}[one.told_by_vendor],
        f"reported {_day(one.reported_on)}" if one.reported_on else "",
    ]
    size = f" of {_many(one.records, 'record')}" if one.records is not None else ""
    where = one.entity or "an organisation that the source does not name"
    more = "".join(f", {part}" for part in parts if part)
    return f"{'Incident' if without else 'Breach'}{size} at {where}{_occurred(one)}{more}."


def _occurred(one: Breach) -> str:
    if one.occurred_on:
        return f" on {_day(one.occurred_on)}"
    if not one.occurred_in:
        return ""
    year, _, month = one.occurred_in.partition("-")
    return f" in {date(int(year), int(month), 1):%B %Y}" if month else f" in {year}"


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


@says(RepositoryScore)
def _repository(one: RepositoryScore) -> str:
    score = "no score" if one.score is None else f"{one.score:g} of 10"
    return f"{one.repository}: {score} over all checks of OpenSSF Scorecard."


@says(BillOfMaterials)
def _materials(one: BillOfMaterials) -> str:
    return f"{one.product}: {one.complete:,} of {one.total:,} {one.subject} are complete."


@says(Connection)
def _connection(one: Connection) -> str:
    kind = "Privileged connection" if one.privileged else "Connection"
    listed = "" if one.listed else " It was in no register."
    return f"{kind} {one.connection}: {_by(one.reviewed_on, one.review_due_on, verb='reviewed')}.{listed}"


@says(AccessGranted)
def _access(one: AccessGranted) -> str:
    return f"The vendor asked for {one.access}: {_by(one.granted_on, one.due_on, verb='granted')}."
