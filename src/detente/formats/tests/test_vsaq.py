"""VSAQ: a template in JSON with comments, and answers."""

import json
from collections import Counter

import pytest

from detente.formats.errors import DamagedFile
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of
from detente.formats.vsaq import FORMAT

TEMPLATE = """
// A questionnaire
{
  "questionnaire": [
    {"type": "block", "text": "Web &amp; mobile", "items": [
      {"type": "info", "text": "Which do you use?"},
      {"type": "checkgroup", "choices": [{"use_a": "A"}, {"use_b": "B"}]},
      {"type": "radiogroup", "id": "contact", "text": "<b>Can</b> people " +
          "report holes?", "choices": [{"contact_yes": "Yes, by mail"}, {"contact_no": "We have no way"}]},
      {"type": "tip", "cond": "contact_no", "warn": "yes", "text": "Offer one", "id": "warn_contact"},
      {"type": "line", "id": "address", "text": "Which?", "cond": "contact_yes"},
      {"type": "block", "text": "Login", "cond": "use_a", "items": [
        {"type": "yesno", "id": "login", "text": "Shared accounts?", "yes": "Some", "no": "None at all"},
        {"type": "tip", "cond": "login/yes", "warn": "yes", "text": "Do not"}
      ]},
      {"type": "check", "id": "true", "text": "All this is true"} /* the end */
    ]}
  ]%s
}
"""


def answered(tmp_path, values, name="values"):
    return read(FORMAT, source_of(tmp_path, TEMPLATE % f', "{name}": {json.dumps(values)}'))


class TestTheSamples:
    @pytest.mark.parametrize(
        ("name", "questions", "wanted"),
        [
            ("webapp.json", 69, {"": 50, "yes": 18, "no": 1}),
            ("security_privacy_programs.json", 44, {"": 27, "yes": 17}),
            ("test_template.json", 3, {"": 3}),
            ("test_template_extension.json", 1, {"": 1}),
        ],
    )
    def test_are_blank_with_all_their_questions(self, shared_data, name, questions, wanted):
        source = Source(shared_data / "questionnaires" / "vsaq" / name, name)

        said = read(FORMAT, source)

        assert recognised_as(source) == ["vsaq"]
        assert Counter(one.answer for one in said.records) == {"blank": questions}
        assert Counter(one.wanted for one in said.records) == wanted
        assert said.rejected == []

    def test_tell_the_line_of_each_question(self, shared_data):
        path = shared_data / "questionnaires" / "vsaq" / "webapp.json"

        found = next(
            one
            for one in read(FORMAT, Source(path, "x")).found
            if one.record.question_id == "security_contacts"
        )

        line = int(found.locator.removeprefix("line "))
        assert '"type": "line"' in path.read_text().split("\n")[line]
        assert found.record.question.startswith("List the email addresses of people")
        assert found.record.questionnaire == "VSAQ Web Application Security Questionnaire"
        assert found.record.domain == "Security Contacts"


class TestATemplate:
    def test_is_blank_even_where_a_condition_is_not_met(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, TEMPLATE % ""))

        assert [one.question_id for one in said.records] == ["use_a", "contact", "address", "login", "true"]
        assert {one.answer for one in said.records} == {"blank"}

    def test_shows_its_texts_as_people_see_them(self, tmp_path):
        group, contact, *_ = read(FORMAT, source_of(tmp_path, TEMPLATE % "")).found

        assert (group.record.question, group.record.domain) == ("Which do you use?", "Web & mobile")
        assert (contact.record.question, contact.locator) == ("Can people report holes?", "line 8")
        assert contact.key == "VSAQ Web & mobile; contact"

    def test_wants_the_answer_it_does_not_warn_of(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, TEMPLATE % ""))

        assert {one.question_id: one.wanted for one in said.records if one.wanted} == {
            "contact": "yes",
            "login": "no",
        }

    def test_rejects_an_item_whose_id_is_taken(self, tmp_path):
        said = read(
            FORMAT, source_of(tmp_path, (TEMPLATE % "").replace('"id": "address"', '"id": "contact"'))
        )

        assert [one.locator for one in said.rejected] == ["line 11"]
        assert "used on line 8 already" in said.rejected[0].reason

    def test_rejects_an_item_without_an_id(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, (TEMPLATE % "").replace('"id": "address", ', "")))

        assert [one.locator for one in said.rejected] == ["line 11"]
        assert len(said.found) == 4


class TestAFieldOfTheFormItself:
    FORM = """{"questionnaire": [{"type": "block", "text": "%s", "items": [
        {"type": "line", "id": "%s", "text": "Your words:"}]}], "values": {"%s": "some"}}"""

    @pytest.mark.parametrize(
        ("block", "field"),
        [
            ("Application Metadata", "frameworks"),
            ("Feedback", "words"),
            ("Any", "feedback"),
            ("Any", "application_name"),
        ],
    )
    def test_is_no_question_and_is_counted(self, tmp_path, block, field):
        said = read(FORMAT, source_of(tmp_path, self.FORM % (block, field, field)))

        assert (said.found, said.rejected) == ([], [])
        assert sum(said.passed_over.values()) == 1

    def test_is_told_from_a_question(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, self.FORM % ("Login", "login", "login")))

        assert len(said.found) == 1

    def test_is_left_out_of_answers_alone_too(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, '{"feedback": "Too long", "login_yes": "checked"}'))

        assert [one.question_id for one in said.records] == ["login_yes"]


class TestAnswers:
    @pytest.mark.parametrize("name", ["values", "answers"])
    def test_are_read_from_the_map_beside_the_template(self, tmp_path, name):
        values = {
            "use_a": "checked",
            "contact_yes": "checked",
            "address": "x@y.example",
            "login": "no",
            "true": "checked",
        }

        said = answered(tmp_path, values, name)

        assert [(one.question_id, one.answer, one.words) for one in said.records] == [
            ("use_a", "text", "A"),
            ("contact", "yes", "Yes, by mail"),
            ("address", "text", "x@y.example"),
            ("login", "no", "None at all"),
            ("true", "yes", "All this is true"),
        ]

    def test_leave_out_what_was_not_asked(self, tmp_path):
        said = answered(tmp_path, {"use_b": "checked", "contact_no": True})

        assert [(one.question_id, one.answer) for one in said.records] == [
            ("use_a", "text"),
            ("contact", "no"),  # "We have no way" settles nothing; the id of the choice does
            ("true", "blank"),
        ]

    def test_are_counted_where_the_question_was_not_asked(self, tmp_path):
        said = answered(tmp_path, {"use_b": "checked", "contact_no": "checked", "address": "x@y.example"})

        assert said.passed_over == {
            "are questions that the other answers leave out": 1,
            "answer questions that the other answers leave out": 1,
        }

    def test_are_rejected_where_there_is_no_such_question(self, tmp_path):
        said = answered(tmp_path, {"use_a": "checked", "use_z": "checked", "use_y": ""})

        assert [one.excerpt for one in said.rejected] == ["use_z: checked"]
        assert "No question has the id 'use_z'" in said.rejected[0].reason

    def test_may_not_be_given_twice(self, tmp_path):
        with pytest.raises(DamagedFile, match="line 18: 'true' is answered twice"):
            read(FORMAT, source_of(tmp_path, TEMPLATE % ', "values": {"true": "", "true": "checked"}'))

    def test_may_come_alone(self, tmp_path):
        source = source_of(tmp_path, '{"login_no": "checked", "who": "Kestrel", "empty": ""}')

        assert recognised_as(source) == []
        assert [
            (one.record.question_id, one.record.answer, one.locator) for one in read(FORMAT, source).found
        ] == [
            ("login_no", "no", "/login_no"),
            ("who", "text", "/who"),
        ]


class TestOddFiles:
    @pytest.mark.parametrize("text", ["[]", "{}", '{"questionnaire": 3}', '{"questionnaire": [1, null]}'])
    def test_are_refused(self, tmp_path, text):
        with pytest.raises(DamagedFile):
            read(FORMAT, source_of(tmp_path, text))

    @pytest.mark.parametrize(
        "change",
        [('"items": [', '"items": null, "x": ['), ('"choices": [{"use_a"', '"choices": [3, {"use_a"')],
    )
    def test_do_no_harm_inside(self, tmp_path, change):
        read(FORMAT, source_of(tmp_path, (TEMPLATE % "").replace(*change)))
