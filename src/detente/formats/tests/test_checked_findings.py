"""Dates that nobody can mean are refused, whatever file they are in; a broken reader says how far it came."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from detente.formats.certificates_csv import FORMAT as CERTIFICATES
from detente.formats.checked_findings import checked
from detente.formats.errors import BrokenReader
from detente.formats.format import detect
from detente.formats.found import Found, Rejected
from detente.formats.tests.reading import source_of

KEV = "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,requiredAction,dueDate\n"
TICKETS = "number,state,priority,made_sla,opened_at,resolved_at,sys_mod_count\n"
HHS = (
    "Name of Covered Entity,State,Individuals Affected,Breach Submission Date,Type of Breach,"
    "Business Associate Present\n"
)
VCDB = "incident_id,victim.victim_id,timeline.incident.year,action.Hacking\n"
SUMMARY = '[{"slug": "a", "name": "A", "uptimeMonth": "99%", "dailyMinutesDown": {"9999-12-31": 3}}]'
SCORECARD = '{"date": "9999-12-31", "repo": {"name": "r", "commit": "c"}, "scorecard": {"version": "5"}, "checks": []}'
DETENTE = "kind,vendor,metric,pair,starts_on,ends_on,actual,target,higher_is_better\n"
COUNTS = "kind,starts_on,ends_on,opened\n"


NOW = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


def findings(tmp_path, content):
    source = source_of(tmp_path, content)
    return list(checked(detect(source).parse(source), at=NOW))


class TestADateThatNobodyCanMean:
    @pytest.mark.parametrize(
        "content",
        [
            f"{KEV}CVE-2024-0001,Acme,Gate,n,9999-12-31,s,r,2024-01-01\n",
            f"{KEV}CVE-2024-0001,Acme,Gate,n,2024-01-01,s,r,9999-12-31\n",
            f"{TICKETS}1,New,1,TRUE,31-12-9999 23:59,?,1\n",
            f"{TICKETS}1,New,1,TRUE,2024-01-01 00:00:00,9999-12-31 00:00:00,1\n",
            f"{HHS}Acme,CA,500,12/31/9999,Theft,No\n",
            f"{HHS}Acme,CA,{'9' * 5000},12/31/2024,Theft,No\n",
            f"{VCDB}1,Acme,9999,1\n",
            f"{VCDB}1,Acme,1e30,1\n",
            "time,service,state\n9999-12-31T23:59:59Z,A,down\n",
            "time,service,state\n0001-01-01T00:00:00Z,A,up\n",
            SUMMARY,
            SCORECARD,
            f"{DETENTE}kpi_result,Acme,m,p,9999-11-01,9999-12-31,1,1,yes\n",
            f"{COUNTS}ticket_count,0001-01-01,0001-01-01,3\n",
            "Vendor,Scheme,Scope,Issued\nAcme,ISO 27001,all,0001-01-01\n",
        ],
    )
    def test_rejects_its_row_with_the_reason(self, tmp_path, content):
        found = [one for one in findings(tmp_path, content) if not isinstance(one, Found)]

        assert found
        assert all(isinstance(one, Rejected) and one.reason for one in found)

    def test_is_named_with_its_field(self, tmp_path):
        [one] = findings(tmp_path, f"{DETENTE}kpi_result,Acme,m,p,2026-01-01,9999-12-31,1,1,yes\n")

        assert one.reason == (
            "ends_on: 9999-12-31 lies outside 1900 to 2199: correct it, or leave it empty where there is none."
        )

    def test_loses_none_of_the_other_rows(self, tmp_path):
        found = findings(
            tmp_path, f"{HHS}Acme,CA,500,12/31/9999,Theft,No\nBorealis,CA,500,1/31/2024,Theft,No\n"
        )

        assert [isinstance(one, Found) for one in found] == [False, True]


class TestACertificateThatNeverExpires:
    @pytest.mark.parametrize("never", ["9999-12-31", "31.12.2999", "2200-01-01"])
    def test_has_no_end_and_says_what_the_file_says(self, tmp_path, never):
        [one] = findings(
            tmp_path, f"Vendor,Scheme,Scope,Issued,Expires\nAcme,PCI DSS,all,2024-01-01,{never}\n"
        )

        assert (one.record.expires_on, one.valid_to, one.record.status) == (None, None, "in force")
        assert "never expires: " in one.record.words

    def test_is_read_so_from_a_table_of_ones_own_too(self, tmp_path):
        table = "kind,vendor,scheme,status,issued_on,expires_on\ncertificate,A,PCI DSS,in force,2024-01-01,9999-12-31\n"

        [one] = findings(tmp_path, table)

        assert (one.record.expires_on, one.record.words) == (None, "never expires: 9999-12-31 in the file")

    def test_is_told_from_one_with_a_long_life(self, tmp_path):
        [one] = findings(tmp_path, "Vendor,Scheme,Scope,Issued,Expires\nAcme,X,all,2024-01-01,2199-12-31\n")

        assert (one.record.expires_on.year, one.valid_to.year) == (2199, 2200)


AHEAD = "is dated 19 December 2026, which has not come: bring it when it has."


class TestWhatHappensOnADayToCome:
    @pytest.mark.parametrize(
        ("table", "what"),
        [
            (
                "kind,subject,tested_on,objective,outcome\ncontinuity_test,exit,2026-12-19,four hours,pass\n",
                "tested_on",
            ),
            ("kind,scheme,status,issued_on\ncertificate,PCI DSS,in force,2026-12-19\n", "issued_on"),
            (
                (
                    "kind,framework,control,required,covered,valid_from\n"
                    "control_covered,ISO 27001,A.5.1,yes,yes,2026-12-19\n"
                ),
                "The row",
            ),
            ("kind,limit,told,on\ndisclosure,No SSO,yes,2026-12-19\n", "on"),
            (
                "kind,claim,registered_on,verdict\nclaim_verdict,Faster,2026-12-19,supported\n",
                "registered_on",
            ),
            (
                (
                    "kind,request,asked_by,asked_on,due_on,answered_on\n"
                    "request_answered,1,customer,2026-11-01,2026-12-01,2026-12-19\n"
                ),
                "answered_on",
            ),
            (
                (
                    "kind,commitment,owner_side,due_on,outcome,valid_from\n"
                    "commitment,SSO,vendor,2026-12-01,on time,2026-12-19\n"
                ),
                "The row",
            ),
            ("Vendor,Scheme,Scope,Issued\nAcme,ISO 27001,all,2026-12-19\n", "issued_on"),
            ("time,service,state\n2026-12-19T10:00:00Z,A,down\n", "started_at"),
        ],
    )
    def test_is_rejected(self, tmp_path, table, what):
        [one] = findings(tmp_path, table)

        assert (type(one), getattr(one, "reason", "")) == (Rejected, f"{what} {AHEAD}")

    @pytest.mark.parametrize(
        "table",
        [
            "kind,scheme,status,issued_on,expires_on\ncertificate,PCI DSS,in force,2026-01-19,2027-12-19\n",
            "kind,commitment,owner_side,due_on,outcome\ncommitment,SSO,vendor,2026-12-19,open\n",
            "kind,cve,product,due_on\nvulnerability_fix,CVE-2026-0001,Gate,2026-12-19\n",
            "kind,connection,scopes,privileged,review_due_on\nconnection,VPN,all,yes,2026-12-19\n",
            (
                "kind,framework,control,required,covered,in_force_until,valid_from\n"
                "control_covered,ISO 27001,A.5.1,yes,yes,2027-12-19,2026-01-01\n"
            ),
            f"{KEV}CVE-2024-0001,Acme,Gate,n,2026-11-24,s,r,2026-12-19\n",
        ],
    )
    def test_is_told_from_a_plan(self, tmp_path, table):
        [one] = findings(tmp_path, table)

        assert isinstance(one, Found), one

    @pytest.mark.parametrize(("day", "kept"), [("2026-11-25", True), ("2026-11-26", False)])
    def test_begins_a_day_after_now_since_elsewhere_it_is_tomorrow(self, tmp_path, day, kept):
        [one] = findings(tmp_path, f"kind,limit,told,on\ndisclosure,No SSO,yes,{day}\n")

        assert isinstance(one, Found) is kept


class TestABrokenReader:
    def test_names_the_last_place_it_came_past(self, tmp_path):
        source = source_of(tmp_path, "Vendor,Scheme,Scope,Issued\nAcme,X,all,2024-01-01\n")

        def broken(of):
            yield from CERTIFICATES.parse(of)
            raise OverflowError

        with pytest.raises(BrokenReader, match="after line 2"):
            list(checked(replace(CERTIFICATES, parse=broken).parse(source), at=NOW))
