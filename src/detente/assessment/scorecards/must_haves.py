"""The must-haves: met, not met or not shown by the evidence; never averaged into a number."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from detente.assessment.scorecards.contracts import GateShown
from detente.assessment.scorecards.criteria.certificates import in_force, is_of, lapses_on
from detente.assessment.scorecards.criteria.periods import at_midnight
from detente.assessment.scorecards.criteria.ranks import plain_name
from detente.assessment.scorecards.criteria.shown import About, Editions, places
from detente.assessment.scorecards.criteria.t1_breaches.breaches import breaches
from detente.assessment.scorecards.criteria.t5_exploited.catalogue import (
    TITLE,
    edition_of,
    in_use,
    listed_by,
    named,
)
from detente.assessment.scorecards.methods.gate_names import GATES
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.engine.scoring.gates import Gate, GateState
from detente.evidence.ledger.contracts import Edition, Fact
from detente.evidence.relationships.contracts import Vendor
from detente.formats.records import (
    Certificate,
    Connection,
    ExploitedVulnerability,
    VulnerabilityFix,
)

Everything = Mapping[str, Sequence[Fact]]
Judged = tuple[GateState, str, Sequence[Fact | Edition]]

CERTIFICATES = "C1"  # the criterion that names the certificates required
SEVERE_RECORDS = 1_000_000
SEVERE_SHARE = 0.25
LOOKS_BACK = timedelta(days=730)
OVERDUE_DAYS = 90


def judged_gates(
    file: MethodFile, vendor: Vendor, everything: Everything, as_of: datetime, *, editions: Editions
) -> tuple[GateShown, ...]:
    """Return what the evidence says of each must-have of a method, those not met first."""
    about = About(vendor, as_of, file.parameters.get(CERTIFICATES, {}), everything, editions)
    shown = []
    for one in file.gates:
        state, reason, found = JUDGES[one](about)
        gate = Gate(one, state, reason)
        facts = places([each for each in found if isinstance(each, Fact)])
        documents = tuple(each.document for each in found if isinstance(each, Edition))
        shown.append(GateShown(gate.id, GATES[one], gate.state, gate.reason, facts, documents))
    order = {GateState.NOT_MET: 0, GateState.NOT_SHOWN: 1, GateState.MET: 2}
    return tuple(sorted(shown, key=lambda gate: order[gate.state]))


def certificate_in_force(about: About) -> Judged:
    """A certificate that the method requires is in force, and no scope is known to leave the service out."""
    on = about.as_of.date()
    required = [scheme for schemes in _required(about) for scheme in schemes]
    held = [
        (fact, fact.record)
        for fact in about.everything.get("certificate", ())
        if isinstance(fact.record, Certificate)
        and fact.record.status == "in force"
        and (not required or any(is_of(fact.record.scheme, one) for one in required))
    ]
    over_the_service = [(fact, one) for fact, one in held if in_force(one, on) and one.services_in_scope != 0]
    if over_the_service:
        fact, best = max(over_the_service, key=lambda pair: lapses_on(pair[1]) or date.max)
        last = lapses_on(best)
        until = f" until {last:%-d %B %Y}" if last else ""
        return GateState.MET, f"{best.scheme} is in force{until}.", [fact]
    lapsed = [(last, fact, one) for fact, one in held if (last := lapses_on(one)) and last < on]
    if lapsed:
        last, fact, one = max(lapsed, key=lambda found: found[0])
        return GateState.NOT_MET, f"{one.scheme} lapsed after {last:%-d %B %Y}.", [fact]
    return GateState.NOT_SHOWN, "No certificate that is required was shown.", []


def _required(about: About) -> Sequence[Sequence[str]]:
    schemes = about.parameters.get("required", ())
    return schemes if isinstance(schemes, list | tuple) else ()


def no_severe_breach_untold(about: About) -> Judged:
    """No breach of a million records, or a quarter of ours, was found untold in 24 months."""
    known = [(one.fact, one.record) for one in breaches(about.everything.get("breach", ()), about)]
    recent = [(fact, one) for fact, one in known if fact.valid_from >= about.as_of - LOOKS_BACK]
    severe = [
        (fact, one)
        for fact, one in recent
        if (one.records or 0) >= SEVERE_RECORDS or (one.share_of_our_records or 0) >= SEVERE_SHARE
    ]
    untold = [(fact, one) for fact, one in severe if one.told_by_vendor is False]
    if untold:
        fact, one = untold[-1]
        size = f" of {one.records:,} records" if one.records else ""
        return GateState.NOT_MET, f"A breach{size} was found before {about.vendor.name} told.", [fact]
    unknown = [(fact, one) for fact, one in severe if one.told_by_vendor is None]
    if unknown:
        reason = "A severe breach is on record; whether it was told first is not known."
        return GateState.NOT_SHOWN, reason, [fact for fact, _ in unknown]
    if severe or about.everything.get("breach_statement"):
        return GateState.MET, "None is on record.", [*about.everything.get("breach_statement", ())][-1:]
    return GateState.NOT_SHOWN, "No statement about breaches was given.", []


def no_exploited_flaw_overdue(about: About) -> Judged:
    """No entry of the exploited vulnerabilities in a product in use is past its date without a fix.

    That none is listed is known from the latest edition of the whole catalogue alone: without one, nothing is shown.
    """
    on = about.as_of.date()
    fixes = {
        fact.record.cve.upper(): fact
        for fact in about.everything.get("vulnerability_fix", ())
        if isinstance(fact.record, VulnerabilityFix) and fact.record.fixed_on and fact.record.fixed_on <= on
    }
    products = in_use(about)
    told = [
        fact
        for fact in about.everything.get("vulnerability_fix", ())
        if isinstance(fact.record, VulnerabilityFix)
        and fact.record.due_on < on
        and fact.record.cve.upper() not in fixes
    ]
    if told:
        flaws = ", ".join(sorted({_cve(fact) for fact in told})[:3])
        return GateState.NOT_MET, f"Past their date: {flaws}.", told
    listed = [
        fact
        for fact in about.everything.get("exploited_vulnerability", ())
        if isinstance(fact.record, ExploitedVulnerability)
        and plain_name(fact.record.product) in products
        and fact.record.due_on
        and fact.record.due_on < on
        and fact.valid_from >= about.as_of - LOOKS_BACK
    ]
    open_ones = [fact for fact in listed if _cve(fact) not in fixes]
    if open_ones:
        names = sorted({_cve(fact) for fact in open_ones})
        reason = f"No date of a fix was shown for {len(names)}: {', '.join(names[:3])}."
        return GateState.NOT_SHOWN, reason, open_ones
    nobodys = _nobodys_overdue(about, fixes)
    if listed and not nobodys:
        return GateState.MET, "All that are listed were fixed.", list(fixes.values())[:3]
    return _none_overdue(about, nobodys)


def _none_overdue(about: About, nobodys: Sequence[ExploitedVulnerability]) -> Judged:
    """Return what the latest edition says of a vendor that no entry is known of."""
    edition = edition_of(about)
    if not about.vendor.products:
        return GateState.NOT_SHOWN, "No product in use is named, so none can be looked up.", []
    if edition is None:
        return GateState.NOT_SHOWN, f"No edition of {TITLE} was read: import the latest.", []
    if nobodys:
        one = nobodys[0]
        reason = f"{one.cve} is in a product of that name, of {one.vendor_project!r}, which no vendor was matched to."
        return GateState.NOT_SHOWN, reason, [edition.of]
    return GateState.MET, f"None is past its date in products in use, by {named(edition)}.", [edition.of]


def _nobodys_overdue(about: About, fixes: Mapping[str, Fact]) -> list[ExploitedVulnerability]:
    """Return entries past their date in products in use, under names that may be the vendor's."""
    edition, on, since = edition_of(about), about.as_of.date(), about.as_of - LOOKS_BACK
    return [
        one
        for one, is_nobodys in (listed_by(edition, about) if edition else ())
        if is_nobodys and one.due_on and one.due_on < on
        if at_midnight(one.added_on) >= since and one.cve.upper() not in fixes
    ]


def _cve(fact: Fact) -> str:
    one = fact.record
    return one.cve.upper() if isinstance(one, ExploitedVulnerability | VulnerabilityFix) else fact.key


def notice_hours_agreed(about: About) -> Judged:
    """The relationship says within how many hours the vendor tells of a breach."""
    if not about.vendor.on_record:
        return GateState.NOT_SHOWN, "The relationship was not on record yet.", []
    if about.vendor.notice_hours is None:
        return GateState.NOT_MET, "No hours of notice are agreed.", []
    return GateState.MET, f"{about.vendor.notice_hours} hours are agreed.", []


def no_privileged_connection_overdue(about: About) -> Judged:
    """No live privileged connection has been due for review for more than 90 days."""
    on = about.as_of.date()
    latest: dict[str, Fact] = {}
    for fact in about.everything.get("connection", ()):
        latest[fact.key] = max(fact, latest.get(fact.key, fact), key=lambda one: one.valid_from)
    live = [
        (fact, fact.record)
        for fact in latest.values()
        if isinstance(fact.record, Connection)
        and fact.record.privileged
        and (fact.record.closed_on is None or fact.record.closed_on > on)
    ]
    overdue = [
        (fact, one)
        for fact, one in live
        if one.reviewed_on is None and (on - one.review_due_on).days > OVERDUE_DAYS
    ]
    if overdue:
        fact, one = overdue[0]
        days = (on - one.review_due_on).days
        return (
            GateState.NOT_MET,
            f"{one.connection} is {days} days overdue for review.",
            [f for f, _ in overdue],
        )
    if not about.everything.get("connection"):
        return GateState.NOT_SHOWN, "No register of connections was shown.", []
    count = (
        "One privileged connection is"
        if len(live) == 1
        else f"{len(live) or 'No'} privileged connections are"
    )
    tail = "; none is overdue" if live else ""
    return GateState.MET, f"{count} live{tail}.", [fact for fact, _ in live]


JUDGES: dict[str, Callable[[About], Judged]] = {
    "certificate_in_force": certificate_in_force,
    "no_severe_breach_untold": no_severe_breach_untold,
    "no_exploited_flaw_overdue": no_exploited_flaw_overdue,
    "notice_hours_agreed": notice_hours_agreed,
    "no_privileged_connection_overdue": no_privileged_connection_overdue,
}
