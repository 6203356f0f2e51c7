"""A day of another age is answered, or refused in words, at every door: it never breaks anything."""

from datetime import date

import pytest

from detente.foundation.moments import FIRST_DAY
from detente.foundation.operation import kinds
from detente.foundation.registry import OPERATIONS, derived
from detente.site.tests import discovery
from detente.site.tests.doors import by_api, by_command

EXAMPLES = discovery.every_example()
OF_A_DAY = [
    (one.name, asked.name)
    for one in derived()
    for asked in one.inputs
    if not one.writes and date in kinds(asked.annotation) and one.name in EXAMPLES
]
KEEPING = [("scorecards.keep_scorecard", "as_of"), ("scorecards.preview_scorecard", "known_on")]

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


class TestADay:
    @pytest.mark.parametrize(
        ("name", "asked"), [*OF_A_DAY, *(one for one in KEEPING if one[0] in OPERATIONS)]
    )
    @pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31"])
    def test_before_all_records_is_refused_in_words(self, name, asked, day, the_world):
        example = EXAMPLES[name]
        question = name, {**example.inputs, asked: day}, the_world[example.by]

        api, cli = by_api(*question), by_command(*question)

        assert (api.code, cli.code) == (422, 2), (api, cli)
        assert f"{day} is before all records: give a day from 1900-01-01 on" in api.said

    @pytest.mark.parametrize(("name", "asked"), OF_A_DAY)
    def test_that_is_the_first_on_record_breaks_nothing(self, name, asked, the_world):
        example = EXAMPLES[name]

        answer = by_api(name, {**example.inputs, asked: FIRST_DAY.isoformat()}, the_world[example.by])

        assert answer.code in {200, 404, 422}, answer  # of nothing some say that it is none, or too early
        assert "is before all records" not in answer.said


def test_the_questions_are_many():
    assert len(OF_A_DAY) > 20
