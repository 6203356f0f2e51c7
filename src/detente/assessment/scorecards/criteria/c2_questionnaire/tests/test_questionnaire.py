"""Questionnaire: good answers of all that was asked, and what checkers and found limits do to them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    days,
    document,
    documents,
    fact,
    filled,
    flat,
    from_file,
    moments,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import AnswerChecked, Disclosure, QuestionnaireAnswer

SELF, THIRD = Assurance.SELF_ATTESTED, Assurance.THIRD_PARTY_ASSESSED
RELAY = "questionnaires/caiq/relay_caiq-lite_completed.csv"


def answer(question_id, words="yes", wanted=""):
    return QuestionnaireAnswer("CAIQ 4", question_id, "Is it?", words, wanted=wanted)


def check(question_id, *, holds=True, checked_on=date(2026, 7, 1), questionnaire="CAIQ 4"):
    return AnswerChecked(questionnaire, question_id, checked_on, "An assessor", holds)


def found(contradicts, *, told=False, **more):
    return Disclosure("No backups", told, date(2026, 7, 2), contradicts=contradicts, **more)


def answers(*words, number=1):
    return document(
        *(answer(f"Q-{place}", each) for place, each in enumerate(words, 1)), number=number, level=SELF
    )


class TestAQuestionnaire:
    def test_counts_good_answers_of_all_questions_asked(self):
        item = only("C2", answers("yes", "yes", "no", "partial"))

        assert (item.share_for, item.share_against, item.points) == (0.625, 0.375, 12.0)
        assert (item.level, item.words) == ("self", "2.5 of 4 answers are good, 1.5 are not.")

    @pytest.mark.parametrize("words", ["blank", "not applicable", "text"])
    def test_leaves_unknown_what_is_not_settled(self, words):
        item = only("C2", answers("yes", words))

        assert (item.share_for, item.share_against) == (0.5, 0.0)

    def test_knows_which_answer_is_the_good_one(self):
        asked = [
            answer("1", "no", wanted="no"),
            answer("2", "yes", wanted="no"),
            answer("3", "yes", wanted="yes"),
        ]

        item = only("C2", document(*asked, level=SELF))

        assert (item.share_for, item.share_against) == (pytest.approx(2 / 3), pytest.approx(1 / 3))

    def test_did_not_ask_what_it_does_not_score(self):
        item = only("C2", document(answer("1"), answer("2", "no", wanted="not scored"), level=SELF))

        assert (item.share_for, item.share_against) == (1.0, 0.0)

    def test_of_unscored_questions_shows_nothing(self):
        assert shown("C2", document(answer("1", wanted="not scored"))) == []


class TestACheckedAnswer:
    def test_counts_once_more_as_assessed_among_all_that_were_asked(self):
        facts = [*answers("yes", "yes", "yes", "no"), *document(check("q-1"), check("Q-4"), number=2)]

        items = shown("C2", facts)

        assert [(one.level, one.share_for, one.share_against) for one in items] == [
            ("self", 0.75, 0.25),
            ("third", 0.25, 0.0),
            ("third", 0.0, 0.25),
        ]
        assert items[1].words == "A checker opened 1 of 4 answers that hold."

    def test_that_does_not_hold_is_bad(self):
        facts = [*answers("yes", "no"), *document(check("Q-1", holds=False), number=2)]

        *_, item = shown("C2", facts)

        assert (item.level, item.share_for, item.share_against) == ("third", 0.0, 0.5)

    def test_is_of_its_own_questionnaire(self):
        facts = [*answers("yes"), *document(check("Q-1", questionnaire="HECVAT"), number=2)]

        assert [one.level for one in shown("C2", facts)] == ["self"]

    def test_is_not_one_that_was_given_more_than_a_year_after_the_check(self):
        facts = [*answers("yes"), *document(check("Q-1", checked_on=date(2025, 1, 1)), number=2)]

        assert [one.level for one in shown("C2", facts)] == ["self"]

    def test_is_not_upheld_by_what_a_vendor_posts_about_itself(self):
        posted = document(check("Q-1"), number=2, against_only=True)

        assert [one.level for one in shown("C2", [*answers("yes"), *posted])] == ["self"]

    def test_is_worth_three_times_an_attested_one(self):
        attested = answers("yes", "yes")
        checked = document(check("Q-1"), check("Q-2"), number=2)

        assert filled("C2", attested).total_good == pytest.approx(4.0)
        assert filled("C2", [*attested, *checked]).total_good == pytest.approx(12.0)


class TestALimitThatTheCustomerFound:
    def test_voids_the_answers_that_it_contradicts(self):
        item = only("C2", [*answers("yes", "yes", "no"), *document(found("Q-1 Q-3"), number=2)])

        assert (item.share_for, item.share_against) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
        assert "since a limit that the customer found contradicts them" in item.words

    def test_voids_nothing_that_the_vendor_told_itself(self):
        item = only("C2", [*answers("yes"), *document(found("Q-1", told=True), number=2)])

        assert item.share_for == 1.0

    def test_voids_nothing_that_an_assessor_answered(self):
        assessed = document(answer("Q-1"), level=THIRD)

        assert only("C2", [*assessed, *document(found("Q-1"), number=2)]).share_for == 1.0

    def test_voids_nothing_that_a_checker_opened(self):
        facts = [*answers("yes"), *document(found("Q-1"), check("Q-1"), number=2)]

        assert [(one.level, one.share_for) for one in shown("C2", facts)] == [("self", 0.0), ("third", 1.0)]

    def test_voids_no_answer_given_after_it_was_mended(self):
        mended = found("Q-1", fixed_on=date(2026, 7, 5))
        anew = fact(answer("Q-1"), level=SELF, valid_from=AS_OF - timedelta(days=2))

        assert only("C2", [*answers("yes"), *document(mended, number=2)]).share_for == 0.0
        assert only("C2", [*document(anew), *document(mended, number=2)]).share_for == 1.0


class TestARealQuestionnaire:
    def test_is_what_the_reference_case_and_the_worked_example_have(self, shared_data):
        """`scorecard-2`: 109 of 124 for, 7 against; 3.5 and .2 points when rounded down to 1/20."""
        facts = from_file(shared_data / RELAY, "caiq-csv")

        item = only("C2", facts)
        points = filled("C2", facts)

        assert item.share_for == pytest.approx(0.879032258)
        assert item.share_against == pytest.approx(0.056451613)
        assert (int(points.total_good * 20) / 20, int(points.total_bad * 20) / 20) == (3.5, 0.2)

    def test_that_nobody_filled_in_shows_nothing(self, shared_data):
        blank = from_file(shared_data / "questionnaires/hecvat/HECVAT414.xlsx", "hecvat-xlsx")

        items = shown("C2", blank)

        assert [(one.share_for, one.share_against) for one in items] == [(0.0, 0.0)]


QUESTIONS = st.sampled_from(["Q-1", "Q-2", "Q-3"])
WORDS = st.sampled_from(["yes", "no", "partial", "not applicable", "text", "blank"])


@st.composite
def evidence(draw):
    if draw(st.integers(0, 3)):
        said = answer(draw(QUESTIONS), draw(WORDS), draw(st.sampled_from(["", "no", "not scored"])))
        return fact(said, valid_from=draw(moments()), level=draw(st.sampled_from(Assurance)))
    return check(draw(QUESTIONS), holds=draw(st.booleans()), checked_on=draw(days()))


class TestAnyAnswers:
    @given(documents(evidence()))
    def test_added_lower_nothing_that_others_have_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("C2", flat(before), added)

    @given(documents(evidence(), least=1), LATER)
    def test_show_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("C2", flat(several), later=later)

    @given(documents(evidence(), least=1), QUESTIONS)
    def test_lose_nothing_bad_to_a_limit_that_was_found(self, several, question):
        limit = document(found(question), number=99)
        before, after = filled("C2", flat(several)), filled("C2", [*flat(several), *limit])

        assert after.total_bad >= before.total_bad - 1e-9
        assert after.total_good <= before.total_good + 1e-9
