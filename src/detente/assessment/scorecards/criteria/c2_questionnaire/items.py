"""Questionnaire: good answers of all questions asked, and which of them a checker opened."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from detente.assessment.scorecards.criteria.periods import at_midnight, days_between
from detente.assessment.scorecards.criteria.shown import THIRD, About, Shown, by_level, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.found import Assurance
from detente.formats.records import AnswerChecked, Disclosure, QuestionnaireAnswer

POINTS = 12.0
SLOT = "questionnaire"
SHARES = {"yes": (1.0, 0.0), "no": (0.0, 1.0), "partial": (0.5, 0.5)}
TURNED = {"yes": "no", "no": "yes"}
NEVER = datetime.max.replace(tzinfo=UTC)

Answers = Sequence[tuple[Fact, QuestionnaireAnswer]]
Checks = Mapping[tuple[str, str], Sequence[tuple[Fact, AnswerChecked]]]


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield what the answers say, and what those say that somebody checked.

    ``good`` is the sum over the questions of 1 for a yes and 1/2 for a partial answer, and ``bad`` of 1 for
    a no and 1/2 for a partial one, each divided by all questions asked in the document; a questionnaire may
    call no the good answer, or not score a question, which then was not asked. Blank, not applicable and
    text are neither.

    A check that an answer holds counts it again at the level of an assessment, over the same population, so
    that a few checked answers cannot stand for all; one that it does not hold is bad. The two are items of
    their own: checkers may disagree. A limit that the customer found first, and that contradicts a question,
    voids what the vendor attested itself: that is the one way in which evidence takes points away.

    The answers are as old as the oldest of them, checked or not: or a further check could make them older.

    References
    ----------
    The scorecard method 1.0, C2. CSA STAR: level 1 (self-assessment) and 2 (third-party assessment).
    """
    asked = [
        (fact, fact.record)
        for fact in document
        if isinstance(fact.record, QuestionnaireAnswer) and fact.record.wanted != "not scored"
    ]
    if not asked:
        return
    age_days = max(days_between(fact.valid_from, about.as_of) for fact, _ in asked)
    yield from _attested(asked, _voided(about), age_days)
    yield from _checked(asked, _checks(about), timedelta(about.number("check_holds_days")), age_days)


def shares(one: QuestionnaireAnswer) -> tuple[float, float]:
    """Return what an answer is worth, for and against."""
    answer = TURNED.get(one.answer, one.answer) if one.wanted == "no" else one.answer
    return SHARES.get(answer, (0.0, 0.0))


def _attested(asked: Answers, voided: Mapping[str, datetime], age_days: float) -> Iterator[Shown]:
    gone = {
        (fact.document, fact.position)
        for fact, one in asked
        if fact.assurance is Assurance.SELF_ATTESTED
        and fact.valid_from < voided.get(_id(one.question_id), fact.valid_from)
    }
    worth = {(fact.document, fact.position): shares(one) for fact, one in asked}
    for level, facts in by_level([fact for fact, _ in asked]):
        here = [(fact.document, fact.position) for fact in facts]
        good = sum(worth[place][0] for place in here if place not in gone)
        bad = sum(worth[place][1] for place in here)
        words = f"{good:g} of {len(asked)} answers are good, {bad:g} are not"
        if gone:
            words += (
                f"; {len(gone)} count for nothing, since a limit that the customer found contradicts them"
            )
        yield Shown(
            slot=SLOT,
            points=POINTS,
            level=level,
            age_days=age_days,
            share_for=good / len(asked),
            share_against=bad / len(asked),
            places=places(facts),
            words=f"{words}.",
        )


def _checked(asked: Answers, checks: Checks, holds: timedelta, age_days: float) -> Iterator[Shown]:
    """Yield the answers that a checker found to hold, and those that are bad or do not hold."""
    good: dict[Fact, float] = {}
    bad: dict[Fact, float] = {}
    for fact, one in asked:
        share_for, share_against = shares(one)
        for check, said in checks.get((_id(one.questionnaire), _id(one.question_id)), ()):
            if fact.valid_from - at_midnight(said.checked_on) > holds:
                continue
            if said.holds and share_for and not check.against_only:
                good[fact] = share_for
            against = share_against if said.holds else float(share_for > 0)
            if against:
                bad[fact] = max(against, bad.get(fact, 0.0))
    for worth, words in ((good, "hold"), (bad, "are bad or do not hold")):
        share = sum(worth.values()) / len(asked)
        if worth:
            yield Shown(
                slot=SLOT,
                points=POINTS,
                level=THIRD,
                age_days=age_days,
                share_for=share if worth is good else 0.0,
                share_against=share if worth is bad else 0.0,
                places=places(list(worth)),
                words=f"A checker opened {len(worth)} of {len(asked)} answers that {words}.",
            )


def _checks(about: About) -> Checks:
    """Return what checkers said, by questionnaire and question."""
    found: dict[tuple[str, str], list[tuple[Fact, AnswerChecked]]] = defaultdict(list)
    for fact in about.everything.get("answer_checked", ()):
        one = fact.record
        if isinstance(one, AnswerChecked):
            found[_id(one.questionnaire), _id(one.question_id)].append((fact, one))
    return found


def _voided(about: About) -> dict[str, datetime]:
    """Return the questions that a limit found by the customer contradicts, and until when: its mending."""
    found: dict[str, datetime] = {}
    for fact in about.everything.get("disclosure", ()):
        one = fact.record
        if isinstance(one, Disclosure) and not one.told:
            until = at_midnight(one.fixed_on) if one.fixed_on else NEVER
            for question in one.contradicts.split():
                found[_id(question)] = max(until, found.get(_id(question), until))
    return found


def _id(words: str) -> str:
    return words.strip().casefold()
