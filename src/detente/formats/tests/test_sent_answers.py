"""Answers that were sent from Détente are read as they were written."""

import json
from datetime import UTC, datetime

import pytest

from detente.formats import sent_answers
from detente.formats.errors import DamagedFile
from detente.formats.format import detect
from detente.formats.found import Rejected
from detente.formats.records import QuestionnaireAnswer
from detente.formats.tests.reading import source_of

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
SAID = QuestionnaireAnswer("CAIQ 4", "IAM-02.1", "Is it?", "no", "n/a — =1", "log.csv", "IAM", wanted="no")


class TestSentAnswers:
    def test_are_read_as_they_were_written(self, tmp_path):
        source = source_of(tmp_path, sent_answers.written([(SAID, AT)]))

        assert detect(source) is sent_answers.FORMAT
        [found] = sent_answers.FORMAT.parse(source)
        assert (found.record, found.valid_from, found.locator) == (SAID, AT, "/answers/0")
        assert found.key == "CAIQ 4; IAM-02.1"

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("answer", "maybe", "no answer"),
            ("question_id", "", "missing"),
            ("answered_at", "yesterday", "no moment"),
        ],
    )
    def test_that_cannot_be_used_are_rejected_one_by_one(self, tmp_path, field, value, said):
        whole = json.loads(sent_answers.written([(SAID, AT), (SAID, AT)]))
        whole["answers"][0][field] = value

        first, second = sent_answers.FORMAT.parse(source_of(tmp_path, json.dumps(whole)))
        assert isinstance(first, Rejected)
        assert said in first.reason
        assert second.record == SAID

    def test_without_a_list_are_no_answers(self, tmp_path):
        with pytest.raises(DamagedFile):
            list(sent_answers.FORMAT.parse(source_of(tmp_path, '{"format": "detente-answers"}')))
