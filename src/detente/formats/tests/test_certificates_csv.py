"""A table of certificates that somebody keeps."""

from datetime import UTC, date, datetime

import pytest

from detente.formats.certificates_csv import FORMAT, scheme_name
from detente.formats.errors import DamagedFile
from detente.formats.found import UNDATED, Assurance
from detente.formats.tests.reading import read, recognised_as, source_of

HEADER = "Vendor,Standard,Scope,Certification Body,Issue Date,Expiry Date,Status\n"


def row(issued="2024-05-06", expires="2027-05-05", scheme="ISO 27001:2022", status="valid", **more):
    auditor, scope, vendor = (
        more.get("auditor", "Heron Audit"),
        more.get("scope", "All"),
        more.get("vendor", "Kestrel"),
    )
    return f"{vendor},{scheme},{scope},{auditor},{issued},{expires},{status}\n"


def table(tmp_path, *rows, header=HEADER):
    return read(FORMAT, source_of(tmp_path, header + "".join(rows)))


class TestARow:
    def test_says_what_the_certificate_is(self, tmp_path):
        (found,) = table(tmp_path, row()).found

        record = found.record
        assert (found.vendor, record.scheme, record.scope) == ("Kestrel", "ISO/IEC 27001", "All")
        assert (record.auditor, record.status) == ("Heron Audit", "in force")
        assert (record.issued_on, record.expires_on) == (date(2024, 5, 6), date(2027, 5, 5))
        assert record.words == "ISO 27001:2022; valid"
        assert found.locator == "line 2"

    def test_holds_from_the_first_to_the_end_of_the_last_day(self, tmp_path):
        (found,) = table(tmp_path, row()).found

        assert found.valid_from == datetime(2024, 5, 6, tzinfo=UTC)
        assert found.valid_to == datetime(2027, 5, 6, tzinfo=UTC)

    def test_has_no_dates_where_none_are_given(self, tmp_path):
        (found,) = table(tmp_path, row(issued="", expires="N/A")).found

        assert (found.valid_from, found.valid_to, found.record.issued_on) == (UNDATED, None, None)

    def test_rests_on_a_third_party_only_where_that_is_named(self, tmp_path):
        said = table(tmp_path, row(), row(auditor="", scheme="SOC 2"))

        assert [one.assurance for one in said.found] == [
            Assurance.THIRD_PARTY_ASSESSED,
            Assurance.SELF_ATTESTED,
        ]

    @pytest.mark.parametrize(
        ("words", "status"),
        [
            ("Active", "in force"),
            ("in progress", "in process"),
            ("Planned", "in process"),
            ("Expired", "expired"),
            ("revoked", "withdrawn"),
            ("Under appeal", "unknown"),
            ("", "in force"),
        ],
    )
    def test_has_a_status_and_its_words(self, tmp_path, words, status):
        record = table(tmp_path, row(status=words)).records[0]

        assert (record.status, words in record.words) == (status, True)

    def test_has_an_unknown_status_where_nothing_was_issued(self, tmp_path):
        assert table(tmp_path, row(status="", issued="")).records[0].status == "unknown"

    def test_is_rejected_where_it_expires_before_it_was_issued(self, tmp_path):
        said = table(tmp_path, row(issued="2025-01-02", expires="2025-01-01"), row())

        assert [one.locator for one in said.rejected] == ["line 2"]
        assert "expires on 2025-01-01, before it was issued on 2025-01-02" in said.rejected[0].reason
        assert len(said.found) == 1

    def test_may_expire_on_the_day_it_was_issued(self, tmp_path):
        assert len(table(tmp_path, row(issued="2025-01-02", expires="2025-01-02")).found) == 1

    def test_is_rejected_without_a_scheme_or_with_ragged_cells(self, tmp_path):
        said = table(tmp_path, row(scheme=""), "Kestrel,SOC 2\n", ",,,,,,\n", row())

        assert [(one.locator, one.reason[:12]) for one in said.rejected] == [
            ("line 2", "The row name"),
            ("line 3", "The row has "),
        ]
        assert len(said.found) == 1

    def test_is_rejected_where_only_other_columns_say_something(self, tmp_path):
        said = table(tmp_path, row()[:-1] + ",\n", ",,,,,,,ask Kim\n", header=HEADER[:-1] + ",Remarks\n")

        assert [one.locator for one in said.rejected] == ["line 3"]
        assert len(said.found) == 1

    def test_is_rejected_where_it_stands_twice(self, tmp_path):
        said = table(tmp_path, row(), row())

        assert said.rejected[0].reason.startswith("The same certificate stands at line 2")

    def test_is_another_certificate_for_another_vendor_scope_or_term(self, tmp_path):
        said = table(tmp_path, row(), row(vendor="Heron"), row(scope="Milan"), row(issued="2021-05-06"))

        assert len({one.key for one in said.found}) == 4


class TestDates:
    def test_are_read_in_the_order_that_another_date_of_the_file_shows(self, tmp_path):
        said = table(tmp_path, row(issued="03/04/2024", expires="31/03/2027"))

        assert said.records[0].issued_on == date(2024, 4, 3)

    def test_are_rejected_where_nothing_shows_the_order(self, tmp_path):
        said = table(tmp_path, row(issued="03/04/2024", expires="02/04/2027"), row())

        assert [one.locator for one in said.rejected] == ["line 2"]
        assert "may be 2024-03-04 or 2024-04-03" in said.rejected[0].reason
        assert len(said.found) == 1

    @pytest.mark.parametrize("day", ["6 May 2024", "May 6 2024", "06-May-2024", "6.5.2024", "2024/05/06"])
    def test_are_read_in_several_styles(self, tmp_path, day):
        assert table(tmp_path, row(issued=day)).records[0].issued_on == date(2024, 5, 6)

    def test_are_not_guessed(self, tmp_path):
        assert (
            "'next year' is no complete date" in table(tmp_path, row(expires="next year")).rejected[0].reason
        )


class TestColumns:
    @pytest.mark.parametrize(
        "header",
        [
            "vendor,scheme,scope,auditor,issued,expires,status\n",
            "Supplier,Certification,Scope,Issued by,Valid from,Valid until,Status\n",
            "Organisation;Certificate;Certificate scope;Assessor;Date issued;Expiration date;State\n",
        ],
    )
    def test_go_by_what_people_call_them(self, tmp_path, header):
        line = row() if "," in header else row().replace(",", ";")
        source = source_of(tmp_path, header + line)

        assert recognised_as(source) == ["certificates-csv"]
        assert [one.scheme for one in read(FORMAT, source).records] == ["ISO/IEC 27001"]

    def test_may_lack_the_vendor(self, tmp_path):
        said = table(tmp_path, "SOC 2,Heron,2024-05-06\n", header="Standard,Auditor,Report date\n")

        assert (said.vendors, said.records[0].scheme) == ({None}, "SOC 2")

    def test_may_have_number_type_level_and_share(self, tmp_path):
        header = "Scheme,Type,Level,Certificate number,Services in scope,Issued,Auditor\n"
        said = table(
            tmp_path,
            "SOC 2,Type 2,,A-7,80 %,2024-05-06,Heron\n",
            "PCI DSS level 1,,,B-8,0.5,2024-05-06,Heron\n",
            "SOC 1,II,,C-9,lots,2024-05-06,Heron\n",
            header=header,
        )

        assert [(one.scheme, one.level, one.services_in_scope) for one in said.records] == [
            ("SOC 2 Type II", "", 0.8),
            ("PCI DSS", "Level 1", 0.5),
        ]
        assert [one.key for one in said.found] == ["a-7; 2024-05-06", "b-8; 2024-05-06"]
        assert "share of services in scope is 'lots'" in said.rejected[0].reason

    def test_are_needed_for_scheme_and_date(self, tmp_path):
        source = source_of(tmp_path, "Vendor,Status\nKestrel,valid\n")

        assert recognised_as(source) == []
        with pytest.raises(DamagedFile, match="no table of certificates"):
            read(FORMAT, source)

    def test_of_the_products_own_tables_are_left_to_their_format(self, tmp_path):
        header = "kind,vendor,key,scheme,status,issued_on,expires_on\n"

        assert "certificates-csv" not in recognised_as(source_of(tmp_path, header))


class TestSchemeName:
    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("ISO 27001", "ISO/IEC 27001"),
            ("ISO/IEC 27001:2022", "ISO/IEC 27001"),
            ("iso27701", "ISO/IEC 27701"),
            ("ISO-9001:2015", "ISO 9001"),
            ("SOC 2 Type II", "SOC 2 Type II"),
            ("SOC2 type 1", "SOC 2 Type I"),
            ("SOC 2", "SOC 2"),
            ("soc-3", "SOC 3"),
            ("PCI", "PCI DSS"),
            ("PCI-DSS v4.0.1", "PCI DSS"),
            ("HITRUST  r2", "HITRUST r2"),
        ],
    )
    def test_has_one_spelling(self, words, name):
        assert scheme_name(words) == name

    @pytest.mark.parametrize("kind", ["Type II", "type 2", "II", "2"])
    def test_takes_the_type_from_its_own_column(self, kind):
        assert scheme_name("SOC 2", report_type=kind) == "SOC 2 Type II"
