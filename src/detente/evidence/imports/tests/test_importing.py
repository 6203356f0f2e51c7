"""What importing adds to the ledger, and what it does not."""

import os
from datetime import timedelta

import pytest

from detente.evidence.imports.contracts import NoSuchFormat, NothingToImport, Outcome, UnusableMapping
from detente.evidence.imports.tests.bringing import EVENTS, LATER, bring, known, started, written
from detente.evidence.ledger.models import Document, Evidence, Observation
from detente.evidence.relationships.contracts import NoSuchVendor
from detente.foundation.models import AuditEntry
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON
from detente.foundation.uploads import Upload

TICKETS = "kind,vendor,number,opened_at,priority\nticket,Acme,1,2026-10-01T00:00:00Z,1\n"


def counted(actor, model):
    with acting_for(actor.organisation, writes=False):
        return model.objects.count()


class TestAFile:
    def test_becomes_facts_about_the_vendor_that_the_importer_names(self, the_analyst, tmp_path):
        acme = started(the_analyst)

        report = bring(the_analyst, written(tmp_path, EVENTS), vendor="acme")

        [file] = report.files
        assert (file.outcome, file.format, file.facts, file.rejected) == ("added", "upptime-events", 2, 0)
        assert report.exit_code == 0
        found = known(the_analyst, known_on=NOON)
        assert {one.kind for one in found} == {"outage", "monitoring"}
        assert {one.vendor for one in found} == {acme.vendor}
        assert {one.known_at for one in found} == {NOON}

    def test_that_comes_twice_adds_nothing(self, the_analyst, tmp_path):
        started(the_analyst)
        path = written(tmp_path, EVENTS)
        bring(the_analyst, path, vendor="Acme")

        again = bring(the_analyst, path, vendor="Acme", at=LATER)
        under_another_name = bring(
            the_analyst, written(tmp_path, EVENTS, "copy.csv"), vendor="Acme", at=LATER
        )

        assert again.files[0].outcome is under_another_name.files[0].outcome is Outcome.SAME_FILE
        assert counted(the_analyst, Document) == 1
        assert counted(the_analyst, Evidence) == 2
        assert counted(the_analyst, Observation) == 0

    def test_that_comes_twice_in_one_import_adds_nothing_the_second_time(self, the_analyst, tmp_path):
        started(the_analyst)
        path = written(tmp_path, EVENTS)

        report = bring(the_analyst, path, path, vendor="Acme")

        assert [one.outcome for one in report.files] == [Outcome.ADDED, Outcome.SAME_FILE]

    def test_that_does_not_date_itself_adds_nothing_when_its_date_on_disk_is_another(
        self, the_analyst, tmp_path
    ):
        started(the_analyst)
        badge = '{"schemaVersion": 1, "label": "uptime 30d", "message": "99.9%", "color": "green"}'
        path = written(tmp_path, badge, "badge.json")
        days = [NOON - timedelta(days=9), NOON]

        reports = []
        for day, service in ((days[0], "gate"), (days[1], "gate"), (days[1], "till")):
            os.utime(path, (day.timestamp(), day.timestamp()))
            reports.append(bring(the_analyst, Upload(path, f"{service}/uptime-month.json"), vendor="Acme"))

        assert [one.files[0].outcome for one in reports] == ["added", "same file", "added"]
        assert {one.record.metric for one in known(the_analyst, known_on=NOON)} == {
            "uptime of gate over 30 days",
            "uptime of till over 30 days",
        }

    def test_with_the_same_facts_under_another_time_stamp_adds_an_observation_alone(
        self, the_analyst, tmp_path
    ):
        started(the_analyst)
        incident = (
            '{{"page":{{"id":"p","name":"Acme","url":"u","time_zone":"Etc/UTC","updated_at":"{}"}},"incidents":[{{'
            '"id":"i","name":"Gate is down","status":"resolved","created_at":"2026-10-01T00:00:00Z",'
            '"updated_at":"2026-10-01T02:00:00Z","monitoring_at":null,"resolved_at":"2026-10-01T02:00:00Z",'
            '"impact":"major","shortlink":"s","started_at":"2026-10-01T00:00:00Z","page_id":"p",'
            '"incident_updates":[],"components":[]}}]}}'
        )
        bring(
            the_analyst, written(tmp_path, incident.format("2026-11-01T00:00:00Z"), "a.json"), vendor="Acme"
        )

        report = bring(
            the_analyst,
            written(tmp_path, incident.format("2026-11-02T00:00:00Z"), "b.json"),
            vendor="Acme",
            at=LATER,
        )

        assert report.files[0].outcome is Outcome.SAME_CONTENT
        assert counted(the_analyst, Document) == counted(the_analyst, Observation) == 1
        third = bring(
            the_analyst, written(tmp_path, incident.format("2026-11-02T00:00:00Z"), "c.json"), vendor="Acme"
        )
        assert third.files[0].outcome is Outcome.SAME_FILE

    def test_says_the_same_about_another_vendor_only_when_it_is_said_to(self, the_analyst, tmp_path):
        started(the_analyst)
        started(the_analyst, "Borealis")
        path = written(tmp_path, EVENTS)

        reports = [bring(the_analyst, path, vendor=one) for one in ("Acme", "Borealis")]

        assert [one.files[0].outcome for one in reports] == ["added", "added"]
        assert len({one.vendor for one in known(the_analyst, known_on=NOON)}) == 2

    def test_that_names_one_vendor_is_about_whom_the_importer_says(self, the_analyst, tmp_path):
        borealis = started(the_analyst, "Borealis")

        bring(the_analyst, written(tmp_path, TICKETS), vendor="Borealis")

        assert {one.vendor for one in known(the_analyst, known_on=NOON)} == {borealis.vendor}

    def test_that_names_several_is_about_each_by_its_name(self, the_analyst, tmp_path):
        acme, borealis = started(the_analyst), started(the_analyst, "Borealis")
        table = (
            TICKETS
            + "ticket,BOREALIS Inc.,2,2026-10-02T00:00:00Z,2\n"
            + "ticket,,3,2026-10-03T00:00:00Z,2\n"
            + "ticket,Nobody,4,2026-10-04T00:00:00Z,3\n"
        )

        report = bring(the_analyst, written(tmp_path, table), vendor="Acme")

        of = {one.key: one.vendor for one in known(the_analyst, known_on=NOON)}
        assert of == {"1": acme.vendor, "2": borealis.vendor, "3": acme.vendor}
        assert (report.files[0].facts, report.files[0].unattributed) == (4, 1)
        assert [one.written for one in report.files[0].unknown_names] == ["Nobody"]

    def test_in_another_encoding_is_refused_with_the_byte_and_its_line(self, the_analyst, tmp_path):
        content = "kind,vendor,number,opened_at,priority\nticket,Zürich,1,2026-10-01T00:00:00Z,1\n"

        report = bring(the_analyst, written(tmp_path, content.encode("cp1252")))

        assert report.exit_code == 2
        assert "file.csv, line 2: byte 0xFC, number 47 of the file, is not UTF-8" in report.files[0].message

    def test_that_repeats_rows_says_how_many_and_counts_them_once(self, the_analyst, tmp_path):
        started(the_analyst)
        row = "Acme,TX,500,8/29/2017,Theft\n"
        header = "Name of Covered Entity,State,Individuals Affected,Breach Submission Date,Type of Breach\n"

        [file] = bring(the_analyst, written(tmp_path, header + row * 3)).files

        assert (file.facts, file.rejected) == (1, 0)
        assert file.message == "Rows that repeat an earlier one, word for word, and count once with it: 2."

    def test_is_on_record_in_the_audit_log_once(self, the_analyst, tmp_path):
        started(the_analyst)
        before = AuditEntry.objects.count()

        bring(the_analyst, written(tmp_path, EVENTS), vendor="Acme")

        assert AuditEntry.objects.count() == before + 1


class TestWhatIsAsked:
    def test_must_name_a_file_a_vendor_a_format_and_a_mapping_that_there_are(self, the_analyst, tmp_path):
        path = written(tmp_path, EVENTS)
        for error, asked in (
            (NoSuchVendor, {"vendor": "Nobody"}),
            (NoSuchFormat, {"format": "nonsense"}),
            (UnusableMapping, {"mapping": "kind: nonsense\nfields: {}\n"}),
        ):
            with pytest.raises(error):
                bring(the_analyst, path, **asked)
        with pytest.raises(NothingToImport):
            bring(the_analyst)
        assert counted(the_analyst, Document) == 0

    def test_may_force_a_format(self, the_analyst, tmp_path):
        started(the_analyst)

        fits_two = (
            "time,service,state,scheme,issued,auditor\n2026-10-01T00:00:00Z,gate,up,ISO 27001,2026-01-01,A\n"
        )
        path = written(tmp_path, fits_two)

        assert bring(the_analyst, path, vendor="Acme").exit_code == 2
        report = bring(the_analyst, path, vendor="Acme", format="certificates-csv")

        assert (report.files[0].format, report.files[0].facts, report.exit_code) == ("certificates-csv", 1, 0)


class TestKnownTime:
    def test_never_runs_backwards_when_the_clock_is_set_back_and_the_report_says_so(
        self, the_analyst, tmp_path
    ):
        started(the_analyst)
        bring(the_analyst, written(tmp_path, EVENTS), vendor="Acme", at=LATER)

        report = bring(the_analyst, written(tmp_path, TICKETS), at=NOON)

        assert "The clock stands at 2026-11-24 12:00 UTC" in report.files[0].message
        assert "known since 2026-11-25 12:00 UTC" in report.files[0].message
        assert {one.known_at for one in known(the_analyst, known_on=LATER)} == {LATER}
        assert known(the_analyst, known_on=NOON) == []

    def test_says_nothing_of_a_clock_that_goes_right(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, written(tmp_path, EVENTS), vendor="Acme", at=NOON)

        assert bring(the_analyst, written(tmp_path, TICKETS), at=LATER).files[0].message == ""
