"""What a written answer settles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.answer_words import ANSWERS, bare_mark, references, settled_answer

HOW_OFTEN = "How often are policies reviewed?"
HOLD_CERTIFICATES = "Do you hold any certifications (SOC 2, ISO 27001, etc.)?"


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

    @pytest.mark.parametrize(
        "words", ["Yes, but for servers only", "Yes - partially", "Yes, not yet everywhere"]
    )
    def test_takes_no_yes_that_the_next_word_takes_back(self, words):
        assert settled_answer(words) == "text"

    @pytest.mark.parametrize(
        "words",
        ["In progress", "Annually. (Interview, Q3)", "We do not.", "Under review", "Planned for 2027"],
    )
    def test_leaves_open_free_text_that_nothing_marks(self, words):
        assert settled_answer(words, question=HOW_OFTEN) == "text"

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
    def test_is_yes_whatever_describes_a_yes(self, rest):
        assert settled_answer(f"Yes — it is done: {rest}") == "yes"

    @given(
        st.sampled_from(["Yes", "No", "N/A", "Partially", "Annually", "TBD"]),
        st.sampled_from(["upper", "lower"]),
    )
    def test_does_not_mind_the_case(self, words, case):
        assert settled_answer(getattr(words, case)()) == settled_answer(words)


class TestFreeTextMarkedAsEvidenced:
    """In some files the answerer marks an answer as evidenced, and names the source at its end."""

    @pytest.mark.parametrize(
        ("words", "question"),
        [
            ("Annually. (Interview, Q3)", HOW_OFTEN),
            ("TLS 1.2; no exceptions. (Interview, Q8)", "What minimum TLS version is enforced?"),
            ("Keys rotate yearly (Policy 4).", "When do keys rotate?"),
            ("SOC 2 Type II. ISO 27001 is not held. (Interview, Q3)", HOLD_CERTIFICATES),
        ],
    )
    def test_is_a_yes_where_it_describes_what_was_asked_for(self, words, question):
        assert settled_answer(words, mark="🟢 evidenced", question=question) == "yes"

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("Partially, for servers (Policy 4)", "partial"),
            ("Not applicable (Policy 4)", "not applicable"),
            ("No (Policy 4)", "no"),
            ("Yes, but only yearly (Policy 4)", "text"),
        ],
    )
    def test_is_what_its_first_word_says_before_all_else(self, words, answer):
        assert settled_answer(words, mark="evidenced", question=HOW_OFTEN) == answer

    @pytest.mark.parametrize(
        "words",
        [
            "We do not review them. (Interview, Q3)",
            "We don't. (Interview, Q3)",
            "Never (Interview, Q3)",
            "In progress. (Interview, Q3)",
            "Reviews are planned for 2027. (Interview, Q3)",
            "Only where a customer asks. (Interview, Q3)",
            "A policy is being written. (Interview, Q3)",
            "Not yet (Interview, Q3)",
            "Ad hoc. (Interview, Q3)",
        ],
    )
    def test_settles_nothing_where_it_begins_by_denying_limiting_or_promising(self, words):
        assert settled_answer(words, mark="evidenced", question=HOW_OFTEN) == "text"

    @pytest.mark.parametrize("words", ["Annually.", "By the whole team (in Berlin, Madrid)."])
    def test_settles_nothing_without_a_source(self, words):
        assert settled_answer(words, mark="evidenced", question=HOW_OFTEN) == "text"

    @pytest.mark.parametrize(
        ("words", "question"),
        [
            ("Acme sells dashboards. (Company Profile)", "Provide a brief company overview."),
            (
                "ISO 27001 is held; SOC 2 is not. (Policy 4)",
                "List all certifications held (SOC 2, ISO 27001).",
            ),
            ("Keys rotate yearly (Policy 4).", "Describe how keys are managed."),
            ("Keys rotate yearly (Policy 4).", "Please explain how keys are managed."),
        ],
    )
    def test_settles_nothing_that_was_to_be_described_or_listed(self, words, question):
        assert settled_answer(words, mark="evidenced", question=question) == "text"

    @pytest.mark.parametrize(
        "mark", ["evidenced in part", "not evidenced", "evidenced?, see notes", "good", ""]
    )
    def test_settles_nothing_under_any_other_mark(self, mark):
        assert settled_answer("Annually. (Interview, Q3)", mark=mark, question=HOW_OFTEN) == "text"

    @pytest.mark.parametrize(
        ("words", "question"),
        [
            ("We do not have one. A policy is there. (Policy 4)", "Have you appointed an officer?"),
            ("Reviews happen annually. (Policy 4)", "Are policies reviewed?"),
            ("A report of our own. (Policy 4)", HOLD_CERTIFICATES),
            ("etc. (Policy 4)", HOLD_CERTIFICATES),
            ("Annually. (Policy 4)", ""),
        ],
    )
    def test_settles_no_question_for_yes_or_no(self, words, question):
        assert settled_answer(words, mark="evidenced", question=question) == "text"


class TestReferences:
    def test_finds_the_source_at_the_end(self):
        assert references("It is reviewed (yearly) by the CTO. (Interview, Q20)") == "Interview, Q20"

    def test_finds_the_source_before_an_open_point(self):
        assert references("13 months (Interview, Q16) — NEEDS OWNER INPUT: more?") == "Interview, Q16"

    def test_finds_each_source_once(self):
        assert references("A (Policy 1). B (Policy 2). C (Policy 1).") == "Policy 1; Policy 2"

    def test_is_empty_where_none_is_named(self):
        assert references("Yes, (almost) always") == ""

    @pytest.mark.parametrize(
        "source",
        [
            "Encryption Policy v2.3 §4, §4.2",
            "Company Profile",
            "SOC 2 Type II Report, 2026-03",
            "Employee Handbook §7",
            "Onboarding Interview, Q2 & Q18",
            "Relay Tier 2 Additions",
            "see our security policy",
            "https://example.org/trust",
        ],
    )
    def test_takes_what_looks_like_a_source(self, source):
        assert references(f"It is done. ({source})") == source

    @pytest.mark.parametrize(
        "aside",
        [
            "us-east-1 primary, us-west-2 for disaster recovery",
            "criminal, credit, etc.",
            "no large-scale systematic monitoring or special-category data",
            "SSRF in the webhook handler",
            "email/docs",
            "DRAFT; ratification targeted Q3 2026",
            "carried from the Tier 1 gap log",
            "US",
            "AES 256",
            "Ireland, Germany",
        ],
    )
    def test_leaves_out_what_is_an_aside(self, aside):
        assert references(f"It is done ({aside}).") == ""


class TestBareMark:
    def test_has_no_coloured_dot(self):
        assert bare_mark("🔴 needs owner input") == "needs owner input"
