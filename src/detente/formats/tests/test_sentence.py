"""A fact in a plain sentence: of every kind, and never with a hole, a doubled stop or a word of the program."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.facts import to_json
from detente.formats.record_rules import rules, shapes
from detente.formats.records import (
    KINDS,
    AnswerChecked,
    Breach,
    BreachStatement,
    Certificate,
    Measure,
    QuestionnaireAnswer,
    RepositoryScore,
    TicketCount,
)
from detente.formats.sentence import SENTENCES, sentence

DAY = dt.date(2026, 1, 1)
MOMENT = dt.datetime(2026, 7, 9, tzinfo=dt.UTC)
HOLES = re.compile(r" [,.:;]|,,|, \.|\(\)|  |(?<!\.)\.\.$|\bNone\b|\bTrue\b|\bkind \w+_\w+")
WORDS = st.sampled_from(["Acme", "Coalfire Systems, Inc.", "gate 7"])
VALUES = {
    dt.date: st.just(DAY),
    dt.datetime: st.just(MOMENT),
    str: WORDS,
    int: st.integers(0, 5),
    float: st.sampled_from([0.0, 1.0, 0.25]),
    bool: st.booleans(),
}


class TestEveryKind:
    def test_has_a_sentence_of_its_own(self):
        assert set(KINDS.values()) == set(SENTENCES)

    @pytest.mark.parametrize("kind", sorted(KINDS))
    @given(data=st.data())
    def test_leaves_no_hole_whatever_is_not_known(self, kind, data):
        words = rules(KINDS[kind]).words
        said = {}
        for shape in shapes(KINDS[kind]):
            known = st.sampled_from(words[shape.name]) if shape.name in words else VALUES[shape.type]
            silent = st.just(shape.silent) if not shape.required else st.nothing()
            said[shape.name] = data.draw(known | silent)
        if kind == "breach":
            said["occurred_in"] = data.draw(st.sampled_from(["", "2016", "2016-09"]))

        text = sentence(KINDS[kind](**said))

        assert HOLES.search(text) is None, text
        assert to_json(KINDS[kind](**said))


class TestTheWords:
    @pytest.mark.parametrize(
        ("record", "words"),
        [
            (
                Breach("", None, category="unknown", occurred_in="2016"),
                "Breach at an organisation that the source does not name in 2016.",
            ),
            (
                Breach(
                    "Acme", None, records=1, category="hacking", occurred_in="2016-09", certainty="suspected"
                ),
                "Breach of 1 record at Acme in September 2016, hacking, suspected.",
            ),
            (
                Breach("Acme Inc.", None, occurred_on=DAY, records=1234567, data_disclosed="no"),
                "Incident of 1,234,567 records at Acme Inc. on 1 January 2026, no data disclosed.",
            ),
            (BreachStatement(DAY, DAY, 1), "Stated one breach from 1 January 2026 to 1 January 2026."),
            (
                TicketCount(DAY, dt.date(2026, 2, 1), 1),
                "The customer counted 1 ticket opened, 1 January 2026 to 1 February 2026.",
            ),
            (
                Certificate("FedRAMP", "in force", "Gate", auditor="Coalfire Systems, Inc."),
                "FedRAMP for Gate: in force, by Coalfire Systems, Inc.",
            ),
            (
                Certificate(
                    "FedRAMP", "in force", "Gate", expires_on=DAY, expiry_of="authorisation by an agency"
                ),
                "FedRAMP for Gate: in force; the authorisation by an agency ends on 1 January 2026.",
            ),
            (
                Certificate("PCI DSS", "in force", words="never expires: 9999-12-31 in the file"),
                "PCI DSS: in force and never expires.",
            ),
            (
                Measure("minutes down of gate", 682.0, "minutes", MOMENT, MOMENT + dt.timedelta(days=1)),
                "Minutes down of gate: 682 minutes, 9 July 2026, 00:00 UTC to 10 July 2026, 00:00 UTC.",
            ),
            (
                Measure("uptime of gate", 0.9808, "share", None, MOMENT),
                "Uptime of gate: 98.08 %, as of 9 July 2026, 00:00 UTC.",
            ),
            (RepositoryScore("acme/gate", 7.5), "acme/gate: 7.5 of 10 over all checks of OpenSSF Scorecard."),
            (
                RepositoryScore("acme/gate", None),
                "acme/gate: no score over all checks of OpenSSF Scorecard.",
            ),
            (
                AnswerChecked("CAIQ 4", "A-01", DAY, "Ada Berg", holds=False),
                "Ada Berg checked answer A-01 of CAIQ 4 on 1 January 2026: it does not hold.",
            ),
            (QuestionnaireAnswer("Q", "1", "Why?", "blank"), "1 Why? No answer was given."),
        ],
    )
    def test_are_plain(self, record, words):
        assert sentence(record) == words
