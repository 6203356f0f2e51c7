"""Which column of a table holds what."""

from detente.formats.column_names import column_indexes


class TestColumnIndexes:
    def test_does_not_mind_case_underscores_and_brackets(self):
        found = column_indexes(
            ["QUESTION_ID", "Answer (Yes/No)"], {"id": ["question id"], "a": ["answer yes no"]}
        )

        assert found == {"id": 0, "a": 1}

    def test_prefers_the_more_telling_name(self):
        assert column_indexes(["Category", "Domain"], {"domain": ["domain", "category"]}) == {"domain": 1}

    def test_gives_a_column_to_one_field_only(self):
        assert column_indexes(["Reference"], {"number": ["reference"], "evidence": ["reference"]}) == {
            "number": 0
        }

    def test_leaves_out_what_has_no_column(self):
        assert column_indexes(["Price"], {"id": ["question id"]}) == {}
