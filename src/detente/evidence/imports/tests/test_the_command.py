"""`detente import` and `detente formats`, as somebody types them."""

import json

import pytest
from click.testing import CliRunner

from detente.evidence.imports.tests.bringing import EVENTS, kev, keys, known, started, written
from detente.evidence.ledger.models import Document
from detente.evidence.relationships.services.match_name import match_name
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON
from detente.site import cli

GOOD = "ticket,Acme,1,2026-10-01T00:00:00Z,1\n"
BAD = "ticket,Acme,2,yesterday,1\n"
HEADER = "kind,vendor,number,opened_at,priority\n"

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def command(the_analyst):
    """Return a way to type a command as the analyst."""

    def run(*words):
        return CliRunner().invoke(cli.build(), ["--person", the_analyst.email, *map(str, words)])

    return run


class TestImport:
    def test_exits_0_when_every_row_is_in(self, command, the_analyst, tmp_path):
        started(the_analyst)
        done = command("import", written(tmp_path, HEADER + GOOD))

        assert (done.exit_code, keys(the_analyst)) == (0, ["1"])
        assert "file.csv: added as detente-csv; 1 fact." in done.stdout

    def test_exits_3_when_some_are_rejected_each_with_its_line_and_why_and_keeps_the_others(
        self, command, the_analyst, tmp_path
    ):
        started(the_analyst)
        done = command("import", written(tmp_path, HEADER + GOOD + BAD))

        assert (done.exit_code, keys(the_analyst)) == (3, ["1"])
        assert "line 3: opened_at: 'yesterday' is no moment" in done.stdout

    def test_exits_3_when_some_files_are_unusable_and_stores_the_others(self, command, the_analyst, tmp_path):
        started(the_analyst)
        good, bad = written(tmp_path, HEADER + GOOD), written(tmp_path, "\0\0", "bad.csv")

        done = command("import", good, bad, tmp_path / "missing.csv")

        assert (done.exit_code, keys(the_analyst)) == (3, ["1"])
        assert "bad.csv: unusable." in done.stderr
        assert "missing.csv is not a file" in done.stderr

    @pytest.mark.parametrize("content", ["\0\0", bytes(range(128, 256)), "just words\n", "a: b\n"])
    def test_exits_2_when_nothing_is_in_and_speaks_of_mappings_for_tables_alone(
        self, command, tmp_path, content
    ):
        done = command("import", written(tmp_path, content, "bad.csv"), tmp_path / "missing.csv")

        assert done.exit_code == 2
        assert "draft-mapping" not in done.stderr

    @pytest.mark.parametrize(("second", "code"), [(HEADER + BAD, 3), ("\0\0", 2)])
    def test_all_or_nothing_stores_nothing_when_anything_is_wrong(
        self, command, the_analyst, tmp_path, second, code
    ):
        started(the_analyst)
        files = written(tmp_path, HEADER + GOOD), written(tmp_path, second, "second.csv")

        done = command("import", "--all-or-nothing", *files)

        assert done.exit_code == code
        assert keys(the_analyst) == []
        with acting_for(the_analyst.organisation, writes=False):
            assert not Document.objects.exists()
        assert "Nothing was stored" in done.stdout
        assert command("import", "--all-or-nothing", files[0]).exit_code == 0

    def test_prints_the_whole_report_as_json(self, command, the_analyst, tmp_path):
        started(the_analyst)
        done = command("import", "--json", written(tmp_path, HEADER + GOOD + BAD))

        [file] = json.loads(done.stdout)["files"]
        assert (file["outcome"], file["facts"], file["rejected"]) == ("added", 1, 1)
        assert file["rejections"][0]["locator"] == "line 3"
        assert file["rejections"][0]["excerpt"] == "ticket,Acme,2,yesterday,1"

    def test_takes_a_vendor_a_format_and_a_mapping(self, command, the_analyst, tmp_path):
        started(the_analyst)
        mapping = written(
            tmp_path, "kind: ticket\nname: desk\nfields:\n  number: Nr\n  opened_at: Day\n", "m.yml"
        )
        table = written(tmp_path, "Nr,Day\n7,2026-10-01\n", "t.csv")

        by_mapping = command("import", table, "--vendor", "acme", "--mapping", mapping)
        forced = command("import", written(tmp_path, EVENTS), "--vendor", "acme", "--as", "upptime-events")

        assert (by_mapping.exit_code, forced.exit_code) == (0, 0)
        assert "7" in keys(the_analyst)

    def test_keeps_private_what_is_to_be(self, command, the_analyst, tmp_path):
        started(the_analyst)

        command("import", "--private", written(tmp_path, HEADER + GOOD))

        assert keys(the_analyst) == []

    def test_tells_the_edition_and_the_names_that_wait(self, command, the_analyst, tmp_path):
        started(the_analyst)
        one, two = ("CVE-2026-0001", "Acme Software", "2026-01-10"), ("CVE-2026-0002", "Other", "2026-02-10")
        command("import", kev(tmp_path, one, released="2026-01-31T00:00:00Z"))

        done = command("import", kev(tmp_path, two, released="2026-02-28T00:00:00Z"))

        assert "1 added, 0 changed, 1 removed" in done.stdout
        assert "1 wait for a vendor" in done.stdout
        again = command("import", kev(tmp_path, one, two, released="2026-03-31T00:00:00Z"))
        assert (
            "'Acme Software' may be Acme; if it is: detente relationships match-name --written 'Acme Software' "
            "--vendor 'Acme'" in again.stdout
        )
        assert match_name(actor=the_analyst, at=NOON, written="Acme Software", vendor="Acme").vendor == "Acme"

    def test_of_a_folder_keeps_the_way_to_each_file_which_names_an_upptime_service(
        self, command, the_analyst, tmp_path
    ):
        started(the_analyst)
        badge = '{"schemaVersion": 1, "label": "uptime 30d", "message": "99.9%", "color": "green"}'
        for service in ("gate", "till"):
            written(tmp_path / "api", badge, f"{service}/uptime-month.json")

        done = command("import", tmp_path / "api", "--vendor", "Acme", "--written-at", "2026-11-01", "--json")

        assert {one["name"] for one in json.loads(done.stdout)["files"]} == {
            "gate/uptime-month.json",
            "till/uptime-month.json",
        }
        found = known(the_analyst, known_on=NOON)
        assert {one.record.service for one in found} == {"gate", "till"}
        assert {one.valid_from.isoformat() for one in found} == {"2026-11-01T00:00:00+00:00"}

    @pytest.mark.parametrize("day", ["2099-01-01", "1601-01-01"])
    def test_refuses_a_day_on_which_nothing_was_written(self, command, tmp_path, day):
        done = command("import", written(tmp_path, EVENTS), "--written-at", day)

        assert done.exit_code == 2
        assert f"No file was written on {day}: give a day from 1900 to today." in done.stderr

    def test_dates_undated_answers_by_the_day_they_were_written(self, command, the_analyst, tmp_path):
        started(the_analyst)
        table = written(tmp_path, "Question ID,Question,Answer\n1,Why?,Yes\n")

        done = command("import", table, "--vendor", "Acme", "--written-at", "2021-05-05")

        assert "it stands at 5 May 2021, the day it was written as you say." in done.stdout
        assert [f"{one.valid_from:%Y-%m-%d}" for one in known(the_analyst, known_on=NOON)] == ["2021-05-05"]

    def test_refuses_an_empty_folder(self, command, tmp_path):
        (tmp_path / "empty").mkdir()

        done = command("import", tmp_path / "empty")

        assert (done.exit_code, "There is no file below" in done.stderr) == (2, True)

    def test_takes_a_certificate_that_never_expires_and_says_so(self, command, the_analyst, tmp_path):
        started(the_analyst)
        table = "vendor,scheme,scope,auditor,issued,expiry\nAcme,PCI DSS,all,BSI,2024-01-01,9999-12-31\n"

        done = command("import", written(tmp_path, table))

        [fact] = known(the_analyst, known_on=NOON)
        assert (done.exit_code, fact.record.expires_on) == (0, None)
        assert "never expires: 9999-12-31 in the file" in fact.record.words

    def test_is_not_for_everybody(self, the_auditor, tmp_path):
        done = CliRunner().invoke(
            cli.build(), ["--person", the_auditor.email, "import", str(written(tmp_path, EVENTS))]
        )

        assert done.exit_code == 4
        assert "may not import evidence" in done.stderr


class TestFormats:
    def test_are_listed_for_people_and_programs(self, command):
        listed = json.loads(command("formats", "--json").stdout)

        assert {"kev-json", "openssf-scorecard"} <= {one["name"] for one in listed}
        assert all(one["name"] in command("formats").stdout for one in listed)

    def test_inspect_reads_without_storing(self, command, the_analyst, tmp_path):
        table = HEADER + GOOD + BAD + "ticket,Borealis,3,2026-10-05T00:00:00Z,1\n"
        done = command("formats", "inspect", written(tmp_path, table), "--json")

        said = json.loads(done.stdout)
        assert (said["format"], said["records"], said["vendors"]) == ("detente-csv", {"ticket": 2}, 2)
        assert said["first"].startswith("2026-10-01")
        assert said["last"].startswith("2026-10-05")
        assert (said["rejected"], said["rejections"][0]["locator"]) == (1, "line 3")
        assert done.exit_code == 3
        with acting_for(the_analyst.organisation, writes=False):
            assert not Document.objects.exists()

    @pytest.mark.parametrize(
        "table",
        [
            f"kind,vendor,number,opened_at\nticket,{'A' * 5000},1,2026-10-01\nticket,Acme,2,2026-10-01\n",
            "kind,vendor,entity,reported_on,records\nbreach,Acme,Acme,2026-10-01,99999999999999999999\n",
            "Vendor,Scheme,Scope,Issued\n=1+1,ISO 27001,x,2026-01-01\nAcme,SOC 2,x,9999-12-31\n",
            "kind,vendor,limit,told,on\ndisclosure,Acme,No SSO,yes,2190-12-19\n",
        ],
    )
    def test_inspect_rejects_what_import_rejects(self, command, the_analyst, tmp_path, table):
        started(the_analyst)
        path = written(tmp_path, table)

        seen = json.loads(command("formats", "inspect", path, "--json").stdout)
        [brought] = json.loads(command("import", path, "--json").stdout)["files"]

        assert seen["rejections"] == brought["rejections"] != []
        assert (seen["rejected"], sum(seen["records"].values())) == (brought["rejected"], brought["facts"])

    def test_inspect_counts_the_rows_that_state_nothing_of_their_own(self, command, tmp_path):
        table = "Question ID,Question,Answer\nAIS,,\n1,Why?,Yes\n"

        done = command("formats", "inspect", written(tmp_path, table), "--json")

        assert json.loads(done.stdout)["passed_over"] == {"are headings, or hold nothing to import": 1}

    def test_inspect_says_what_is_wrong(self, command, tmp_path):
        for path in (written(tmp_path, "\0"), tmp_path / "missing"):
            done = command("formats", "inspect", path)
            assert done.exit_code == 2
            assert path.name in done.stderr
        forced = command("formats", "inspect", written(tmp_path, EVENTS), "--as", "nonsense")
        assert (forced.exit_code, "no format 'nonsense'" in forced.stderr) == (2, True)

    def test_says_which_command_helps(self, command, the_analyst, tmp_path):
        unknown = written(tmp_path, "a,b\n1,2\n")

        assert "detente formats draft-mapping" in command("formats", "inspect", unknown).stderr
        assert "--as forces a format" in command("import", unknown).stderr
        nobody = command("relationships", "find-vendor", "Nobody")
        assert "detente relationships start" in nobody.stderr

    def test_draft_mapping_writes_one_that_can_be_finished(self, command, tmp_path):
        done = command(
            "formats", "draft-mapping", written(tmp_path, "Supplier,Ticket,Opened\nAcme,1,2026-10-01\n")
        )

        assert done.exit_code == 0
        assert "fields:" in done.stdout
