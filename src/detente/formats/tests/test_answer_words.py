"""What a written answer settles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.answer_words import ANSWERS, bare_mark, references, settled_answer


class TestSettledAnswer:
    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("Yes", "yes"),
            ("yes, since 2019", "yes"),
            ("Yes — CodeQL runs in CI", "yes"),
            ("TRUE", "yes"),
            ("No", "no"),
            ("No — we run no data centres", "no"),
            ("No change advisory board", "no"),
            ("None of them", "text"),
            ("Not yet", "text"),
            ("Nobody", "text"),
            ("Yesterday", "text"),
            ("N/A", "not applicable"),
            ("NA", "not applicable"),
            ("Not applicable: no cards are taken", "not applicable"),
            ("NA-East hosts it", "text"),
            ("Partially, for servers", "partial"),
            ("Partly", "partial"),
            ("Partnership with a bank", "text"),
            ("Annually", "text"),
            ("- we do this by hand", "text"),
        ],
    )
    def test_reads_the_first_word(self, words, answer):
        assert settled_answer(words) == answer

    @pytest.mark.parametrize(
        "words",
        [
            "",
            "  ",
            "-",
            "?",
            "TBD",
            "tbc: ask legal",
            "NEEDS OWNER INPUT — no such policy exists",
            "Yes / No / N/A",
        ],
    )
    def test_is_blank_where_nothing_is_answered(self, words):
        assert settled_answer(words) == "blank"

    def test_counts_an_evidenced_description_as_yes(self):
        asked = "How often are policies reviewed?"

        assert settled_answer("Annually.", mark="🟢 evidenced", question=asked) == "yes"

    def test_does_not_count_an_evidenced_denial_of_a_yes_no_question(self):
        asked = "Have you appointed a data protection officer?"
        words = "We do not have one. A policy is there."

        assert settled_answer(words, mark="evidenced", question=asked) == "text"

    def test_minds_a_denial_in_the_first_sentence_only(self):
        words = "SOC 2 Type II. ISO 27001 is not held."

        assert settled_answer(words, mark="evidenced", question="Do you hold certifications?") == "yes"

    @pytest.mark.parametrize(
        "mark", ["🟡 drafted — needs owner confirmation", "routed to owner", "unverified"]
    )
    def test_leaves_open_what_still_needs_confirming(self, mark):
        assert settled_answer("Yes", mark=mark) == "text"

    def test_takes_the_word_of_the_answerer_that_it_is_partial(self):
        assert settled_answer("Yes, logs are kept", mark="🟡 partial — confirm how long") == "partial"

    def test_keeps_a_no_that_is_called_partial(self):
        assert settled_answer("No", mark="partial") == "no"

    @given(st.text(), st.text(), st.text())
    def test_is_always_one_of_six(self, words, mark, question):
        assert settled_answer(words, mark=mark, question=question) in ANSWERS

    @given(st.text())
    def test_is_yes_whatever_follows_a_yes(self, rest):
        assert settled_answer(f"Yes — {rest}") == "yes"

    @given(
        st.sampled_from(["Yes", "No", "N/A", "Partially", "Annually", "TBD"]),
        st.sampled_from(["upper", "lower"]),
    )
    def test_does_not_mind_the_case(self, words, case):
        assert settled_answer(getattr(words, case)()) == settled_answer(words)


class TestReferences:
    def test_finds_the_source_at_the_end(self):
        assert references("It is reviewed (yearly) by the CTO. (Interview, Q20)") == "Interview, Q20"

    def test_finds_the_source_before_an_open_point(self):
        assert references("13 months (Interview, Q16) — NEEDS OWNER INPUT: more?") == "Interview, Q16"

    def test_finds_each_source_once(self):
        assert references("A (Policy 1). B (Policy 2). C (Policy 1).") == "Policy 1; Policy 2"

    def test_is_empty_where_none_is_named(self):
        assert references("Yes, (almost) always") == ""


class TestBareMark:
    def test_has_no_coloured_dot(self):
        assert bare_mark("🔴 needs owner input") == "needs owner input"
