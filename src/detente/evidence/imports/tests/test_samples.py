"""Every real sample of the listed formats, through the importer: the right facts, once, down to their places."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from detente.evidence.imports.contracts import Outcome
from detente.evidence.imports.tests.bringing import LATER, bring, known, started
from detente.evidence.ledger.models import Evidence
from detente.evidence.ledger.selectors import show_evidence
from detente.foundation.tenancy import acting_for
from detente.foundation.uploads import Upload
from detente.site import cli

SAMPLES = {
    "fedramp/marketplace_2021-07-30.json": ("fedramp-marketplace", {"certificate": 319}, 0),
    "fedramp/marketplace_2024-06-16.json": ("fedramp-marketplace", {"certificate": 425}, 0),
    "fedramp/marketplace_2026-08-22.json": ("fedramp-marketplace", {"certificate": 425}, 0),
    "fedramp/marketplace_new_format_test.json": ("fedramp-marketplace", {"certificate": 436}, 0),
    "incidents/hhs_ocr_2009_2016.csv": ("hhs-breaches", {"breach": 1699}, 1),
    "incidents/hhs_ocr_2009_2017.csv": ("hhs-breaches", {"breach": 2044}, 0),
    "incidents/hhs_ocr_2023_2024.csv": ("hhs-breaches", {"breach": 853}, 0),
    "incidents/vcdb_actions_5700.csv": ("vcdb-csv", {"breach": 5701}, 0),
    "incidents/vcdb_sample_a.csv": ("vcdb-csv", {"breach": 650}, 0),
    "incidents/veris_json/veris-1_3_4-test1.json": ("veris-json", {"breach": 1}, 0),
    "incidents/veris_json/veris-1_3_4-test3.json": ("veris-json", {"breach": 1}, 0),
    "incidents/veris_json/veris-1_3_6-test1.json": ("veris-json", {"breach": 1}, 0),
    "ossf-scorecard/monitor_demo_database.json": ("scorecard-monitor", {"repository_score": 405}, 0),
    "ossf-scorecard/nodejs_database.json": ("scorecard-monitor", {"repository_score": 790}, 0),
    **{
        f"ossf-scorecard/ossf_testdata/check{number}.json": (
            "openssf-scorecard",
            {"repository_score": 1, "check_score": checks},
            0,
        )
        for number, checks in enumerate((1, 1, 3, 3, 1, 1), 1)
    },
    "ossf-scorecard/result_nodejs_077fd7d.json": (
        "openssf-scorecard",
        {"repository_score": 1, "check_score": 18},
        0,
    ),
    "ossf-scorecard/result_nodejs_2ac5e98.json": (
        "openssf-scorecard",
        {"repository_score": 1, "check_score": 18},
        0,
    ),
    "performance/statuspage/emma_incidents_a.json": ("statuspage", {"outage": 11}, 0),
    "performance/uci_incident_event_log_a.csv": ("ticket-log", {"ticket": 660}, 0),
    "performance/upptime_a/events.csv": ("upptime-events", {"outage": 5971, "monitoring": 138}, 0),
    "performance/upptime_a/summary.json": ("upptime-summary", {"monitoring": 24, "measure": 742}, 0),
    "questionnaires/caiq/acme_demo_completed.xlsx": ("caiq-xlsx", {"questionnaire_answer": 15}, 0),
    "questionnaires/caiq/forgedapps_caiq-lite-4.0.3_completed.md": (
        "caiq-md",
        {"questionnaire_answer": 24},
        0,
    ),
    "questionnaires/caiq/relay_caiq-lite_completed.csv": ("caiq-csv", {"questionnaire_answer": 124}, 0),
    "questionnaires/hecvat/HECVAT414.xlsx": ("hecvat-xlsx", {"questionnaire_answer": 322}, 0),
    "questionnaires/vsaq/security_privacy_programs.json": ("vsaq", {"questionnaire_answer": 44}, 0),
    "questionnaires/vsaq/test_template.json": ("vsaq", {"questionnaire_answer": 3}, 0),
    "questionnaires/vsaq/test_template_extension.json": ("vsaq", {"questionnaire_answer": 1}, 0),
    "questionnaires/vsaq/webapp.json": ("vsaq", {"questionnaire_answer": 69}, 0),
    "vuln/kev/kev_2025-08-25.csv": ("kev-csv", {"exploited_vulnerability": 1404}, 0),
    "vuln/kev/kev_2025-08-25.json": ("kev-json", {"exploited_vulnerability": 1404}, 0),
    "vuln/kev/kev_2025-11.csv": ("kev-csv", {"exploited_vulnerability": 1460}, 0),
}
NOT_LISTED = [
    "fedramp/20x_paramify_2025-07-10.yaml",
    "incidents/verisc-merged.json",
    "performance/upptime_a/upptimerc.yml",
    "vuln/kev/kev_schema.json",
]


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_is_read_whole_and_once(the_analyst, shared_data, path):
    started(the_analyst)
    upload = Upload(shared_data / path, path)
    format_name, counts, rejected = SAMPLES[path]

    [file] = bring(the_analyst, upload, vendor="Acme").files

    assert (file.outcome, file.format, file.rejected) == (Outcome.ADDED, format_name, rejected)
    assert (file.facts, len(file.rejections)) == (sum(counts.values()), rejected)
    with acting_for(the_analyst.organisation, writes=False):
        rows = list(Evidence.objects.values_list("document_id", "position", "kind", "locator"))
    assert Counter(kind for _, _, kind, _ in rows) == counts
    assert all(locator or len(rows) == 1 for *_, locator in rows)
    for document, position, *_ in rows[:: len(rows) // 3 + 1]:
        assert show_evidence(actor=the_analyst, document=document, position=position).excerpt
    again = bring(the_analyst, upload, vendor="Acme", at=LATER).files[0]
    assert again.outcome is Outcome.SAME_FILE


@pytest.mark.parametrize("path", NOT_LISTED)
def test_what_is_of_no_listed_format_is_unusable_and_says_what_to_do(the_analyst, shared_data, path):
    report = bring(the_analyst, Upload(shared_data / path, path))

    assert report.exit_code == 2
    assert "fits none of the" in report.files[0].message


class TestEditionsOfTheRealCatalogue:
    def test_as_json_and_as_csv_of_one_day_differ_in_nothing(self, the_analyst, shared_data):
        bring(the_analyst, shared_data / "vuln/kev/kev_2025-08-25.json")

        csv = bring(the_analyst, shared_data / "vuln/kev/kev_2025-08-25.csv", at=LATER).files[0]

        assert csv.editions is None  # by its last entry it is the older of the two
        assert csv.message == ""

    def test_of_november_adds_56_entries_to_those_of_august(self, the_analyst, shared_data):
        august = json.loads((shared_data / "vuln/kev/kev_2025-08-25.json").read_bytes())
        bring(the_analyst, shared_data / "vuln/kev/kev_2025-08-25.json")

        november = bring(the_analyst, shared_data / "vuln/kev/kev_2025-11.csv", at=LATER).files[0]

        assert august["count"] == 1404
        assert november.editions.added - november.editions.removed == 1460 - 1404

    def test_names_schneider_electric_which_counts_for_it_and_for_nobody_else(self, the_analyst, shared_data):
        vendor = started(the_analyst, "Schneider Electric").vendor
        entries = json.loads((shared_data / "vuln/kev/kev_2025-08-25.json").read_bytes())["vulnerabilities"]
        theirs = [one for one in entries if one["vendorProject"].casefold() == "schneider electric"]

        bring(the_analyst, shared_data / "vuln/kev/kev_2025-08-25.json")

        found = known(the_analyst, known_on=LATER)
        assert {one.vendor for one in found} == {vendor}
        assert sorted(one.key for one in found) == sorted(one["cveID"] for one in theirs)


@pytest.mark.usefixtures("the_clock_stands_still")
class TestAnUpptimeRepository:
    @pytest.mark.parametrize(("folder", "facts"), [("api", 72), ("history", 13)])
    def test_is_read_from_its_folder_with_each_service_by_its_name(
        self, the_analyst, shared_data, folder, facts
    ):
        started(the_analyst)
        where = shared_data / "performance/upptime_a" / folder
        command = ["--person", the_analyst.email, "import", str(where), "--vendor", "Acme", "--json"]

        done = CliRunner().invoke(cli.build(), [*command, "--written-at", "2026-08-23"])

        files = json.loads(done.stdout)["files"]
        assert done.exit_code == 0
        assert sum(one["facts"] for one in files) == facts
        services = {one.name for one in where.iterdir()} if folder == "api" else set()
        said = {
            fact.record.service for fact in known(the_analyst, known_on=LATER) if fact.kind == "monitoring"
        }
        assert said == services

    def test_with_its_events_was_watched_until_the_last_of_these_and_no_longer(
        self, the_analyst, shared_data
    ):
        started(the_analyst)
        tree = shared_data / "performance/upptime_a"
        files = [tree / "events.csv", *sorted(tree.glob("api/*/uptime-month.json"))]
        uploads = [Upload(one, str(one.relative_to(tree))) for one in files]

        bring(the_analyst, *uploads, vendor="Acme")

        watched = [one.record for one in known(the_analyst, known_on=LATER) if one.kind == "monitoring"]
        assert max(one.ends_at for one in watched) == datetime(2026, 8, 22, 23, 18, 33, tzinfo=UTC)
        assert sum(one.uptime_share is not None for one in watched) == 12
