"""`detente scorecards adopt-method` and `detente validate`, where a file is missing or wrong."""

import json

import pytest
from click.testing import CliRunner

from detente.site import cli

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def adopting(the_ciso):
    """Return a way to adopt a method file as the customer's head of security."""

    def run(words):
        asked = ["--person", the_ciso.email, "scorecards", "adopt-method", "--text", words]
        return CliRunner().invoke(cli.build(), asked)

    return run


class TestAdoptingAMethod:
    def test_from_a_file_that_is_missing_says_so(self, adopting, tmp_path):
        done = adopting(f"@{tmp_path / 'missing.yaml'}")

        assert done.exit_code == 2
        assert "No such file" in done.stderr
        assert "missing.yaml" in done.stderr

    def test_from_a_file_that_is_wrong_names_the_file_and_the_line(self, adopting, tmp_path):
        bad = tmp_path / "bad2.yaml"
        bad.write_text("name: x\nversion: [\n", encoding="utf-8")

        done = adopting(f"@{bad}")

        assert done.exit_code == 2
        assert f"{bad}: the method file, line " in done.stderr

    def test_from_a_file_with_a_nul_names_the_line_and_what_to_do(self, adopting, tmp_path):
        bad = tmp_path / "nul.yaml"
        bad.write_bytes(b"name: x\nversion: 1\ntitle: a\0b\n")

        done = adopting(f"@{bad}")

        assert done.exit_code == 2
        assert done.stderr.strip() == (
            f"Misread: {bad}: text has a NUL character in line 3: take it out, or save the text as UTF-8"
        )

    def test_from_text_speaks_of_no_file_name(self, adopting):
        done = adopting("name: x")

        assert done.exit_code == 2
        assert done.stderr.startswith("InvalidMethodFile: the method file")


class TestValidating:
    def test_says_which_case_is_not_in_the_file(self, tmp_path):
        file = tmp_path / "cases.json"
        whole = {"constants": {"tolerance_abs": 1}, "cases": [], "comparisons": [{"A": 5, "B": 6}]}
        file.write_text(json.dumps(whole), encoding="utf-8")

        done = CliRunner().invoke(cli.build(), ["validate", str(file)])

        assert "scorecard-5 and scorecard-6 are not in this file" in done.stdout

    @pytest.mark.parametrize(
        ("change", "says"),
        [({"topic": "C_foo"}, "no topic 'C_foo'"), ({"expected": {}}, "'expected' is empty")],
        ids=["of a topic that there is not", "that expects nothing"],
    )
    def test_fails_on_a_case(self, change, says, tmp_path):
        case = {"id": "one", "topic": "C_aggregation", "inputs": {"x": [0.5], "w": [1.0]}, "tolerance_abs": 0}
        file = tmp_path / "cases.json"
        file.write_text(
            json.dumps({"cases": [case | {"expected": {"minimum": 0.5}} | change]}), encoding="utf-8"
        )

        done = CliRunner().invoke(cli.build(), ["validate", str(file)])

        assert done.exit_code == 1
        assert says in done.stdout
