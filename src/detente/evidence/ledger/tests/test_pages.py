"""The pages of the ledger: for whom they are, how many queries they take, and 10,000 rows."""

import pytest

from detente.evidence.imports.tests.bringing import EVENTS, bring, written
from detente.evidence.ledger.models import Document, Evidence
from detente.evidence.ledger.selectors import list_documents
from detente.foundation.tenancy import Visibility, acting_for
from detente.foundation.tests.people import BANK, NOON, PEOPLE, SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
PARTIES = {"customer_id": BANK, "vendor_id": SUPPLIER, "visibility": Visibility.SHARED}
TABLE = (
    "kind,vendor,number,opened_at,priority\n"
    "ticket,Northwind Cloud,1,2026-10-01T00:00:00Z,1\n"
    "ticket,Tern Analytics,2,2026-10-02T00:00:00Z,1\n"
)


def documents(count, first=0):
    """Write documents without facts."""
    return Document.objects.bulk_create(
        Document(
            **PARTIES,
            name=f"file {number}",
            format="detente-csv",
            sha256=f"{number:064}",
            content_hash=f"{number:064}",
            request_hash=f"{number:064}",
            bytes=1,
            assurance=2,
            against_only=False,
            private=False,
            known_at=NOON,
            received_from_id=BANK,
            received_by_id=PEOPLE["the_analyst"].number,
            edition_at=NOON,
            facts=0,
            rejected=0,
        )
        for number in range(first, first + count)
    )


def facts(of, count, first=0, assurance=2):
    """Write facts into a document."""
    said = '{{"number":"{}","opened_at":"2026-10-01T00:00:00+00:00","resolved_at":null,"closed_at":null,'
    said += '"priority":1,"kept_sla":null,"reopened":null,"state":""}}'
    Evidence.objects.bulk_create(
        Evidence(
            **PARTIES,
            document=of,
            position=number,
            kind="ticket",
            key=str(number),
            valid_from=NOON,
            assurance=assurance,
            facts=said.format(number),
            locator=f"line {number + 2}",
        )
        for number in range(first, first + count)
    )


@pytest.fixture
def a_document(both_sides, tmp_path):
    return (
        bring(both_sides["the_analyst"], written(tmp_path, EVENTS), vendor="Northwind Cloud")
        .files[0]
        .document
    )


class TestEveryPage:
    @pytest.mark.parametrize("address", ["/documents", "/documents/{}", "/documents/{}/evidence/0"])
    def test_is_open_to_both_sides(self, both_sides, a_document, browser, address):
        for who in (
            "the_ciso",
            "the_analyst",
            "the_director",
            "the_auditor",
            "the_vendor",
            "the_contributor",
        ):
            answer = browser(both_sides[who]).get(address.format(a_document))

            assert answer.status_code == 200
            assert "file.csv" in answer.content.decode()

    @pytest.mark.parametrize(
        "address", ["/documents/{}", "/documents/{}/evidence/0", "/documents/{}/evidence/99"]
    )
    def test_of_a_document_is_not_there_for_a_stranger(self, both_sides, a_document, browser, address):
        for who in ("the_stranger", "the_rival"):
            client = browser(both_sides[who])

            assert client.get(address.format(a_document)).status_code == 404
            assert client.get(address.format(a_document + 1)).status_code == 404
            assert "file.csv" not in client.get("/documents").content.decode()

    def test_asks_nobody_in_particular_to_sign_in(self, both_sides, a_document, browser):
        for address in ("/documents", f"/documents/{a_document}", f"/documents/{a_document}/evidence/0"):
            assert browser(None).get(address).status_code == 302

    @pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "2026-01-01", "~"])
    def test_bears_an_address_that_was_tampered_with(self, both_sides, a_document, browser, after):
        client = browser(both_sides["the_ciso"])

        assert client.get(f"/documents?after={after}").status_code == 422
        assert client.get(f"/documents/{a_document}?after={after}").status_code == 422


class TestTheDocuments:
    def test_take_the_same_queries_however_many_there_are(self, both_sides, browser, queries):
        client = browser(both_sides["the_ciso"])
        with acting_for(BANK, writes=True):
            documents(1)
        few = queries(client, "/documents")
        with acting_for(BANK, writes=True):
            documents(10_000, first=1)

        assert queries(client, "/documents") == few
        page = client.get("/documents").content.decode()
        assert page.count("/documents/") >= 50
        assert len(page) < 200_000
        older = page.split('href="/documents?after=')[1].split('"')[0]
        assert client.get(f"/documents?after={older}").status_code == 200


class TestADocument:
    def test_takes_the_same_queries_however_much_it_says(self, both_sides, browser, queries):
        client = browser(both_sides["the_vendor"])
        with acting_for(BANK, writes=True):
            [of] = documents(1)
            facts(of, 1)
        few = queries(client, f"/documents/{of.pk}")
        with acting_for(BANK, writes=True):
            facts(of, 10_000, first=1)

        assert queries(client, f"/documents/{of.pk}") == few
        last = client.get(f"/documents/{of.pk}?after=9998").content.decode()
        assert ("line 10001" in last, "line 10000<" in last) == (True, False)

    def test_tells_the_levels_of_its_facts_where_they_differ_from_its_own(self, both_sides, browser):
        client = browser(both_sides["the_ciso"])
        with acting_for(BANK, writes=True):
            [of] = documents(1)
            facts(of, 2)
        assert "levels:" not in client.get("/documents").content.decode()
        with acting_for(BANK, writes=True):
            [other] = documents(1, first=1)
            facts(other, 1)
            facts(other, 1, first=1, assurance=5)

        assert "levels: tool-measured, jointly measured" in client.get("/documents").content.decode()
        page = client.get(f"/documents/{other.pk}").content.decode()
        assert "tool-measured (levels: tool-measured, jointly measured)" in page

    def test_says_who_alone_sees_it(self, both_sides, browser, tmp_path):
        ours = browser(both_sides["the_ciso"])
        asked = {"vendor": "Northwind Cloud", "private": True}
        kept = bring(both_sides["the_analyst"], written(tmp_path, EVENTS), **asked).files[0].document

        for address in ("/documents", f"/documents/{kept}"):
            assert "Only Halden Bank sees this" in ours.get(address).content.decode()
        assert browser(both_sides["the_vendor"]).get(f"/documents/{kept}").status_code == 404

    def test_is_retracted_by_the_customer_with_a_reason(self, both_sides, a_document, browser):
        address = f"/documents/{a_document}/retract"
        theirs = browser(both_sides["the_vendor"])
        ours = browser(both_sides["the_analyst"])

        assert theirs.post(address, {"reason": "we do not like it"}).status_code == 404
        assert browser(both_sides["the_stranger"]).post(address, {"reason": "x"}).status_code == 404
        assert ours.post(address, {"reason": ""}).status_code == 422
        assert "Retract this document" not in theirs.get(f"/documents/{a_document}").content.decode()
        done = ours.post(address, {"reason": "the probe was broken"}, follow=True)
        assert "the probe was broken" in done.content.decode()
        assert ours.post(address, {"reason": "again"}).status_code == 409

    def test_that_is_a_part_leads_the_customer_to_the_whole_file_and_the_vendor_nowhere(
        self, both_sides, browser, tmp_path
    ):
        whole = bring(both_sides["the_analyst"], written(tmp_path, TABLE, "desk.csv")).files[0].document
        [part] = list_documents(actor=both_sides["the_vendor"]).items

        ours = browser(both_sides["the_ciso"]).get(f"/documents/{part.id}").content.decode()
        theirs = browser(both_sides["the_vendor"]).get(f"/documents/{part.id}").content.decode()

        assert f"/documents/{whole}" in ours
        assert "Retract this document" not in ours
        assert str(whole) not in theirs


class TestAFact:
    def test_opens_to_the_line_of_the_file(self, both_sides, a_document, browser):
        page = browser(both_sides["the_ciso"]).get(f"/documents/{a_document}/evidence/0").content.decode()

        assert "2026-10-01T00:00:00Z,gate,down" in page
        assert "lines 2 to 3" in page
        assert "time,service,state" in page  # the names of the columns
        assert "1 October 2026, 01:00 UTC" in page

    def test_leads_the_customer_to_the_vendor_it_is_about(self, both_sides, a_document, browser):
        address = f"/documents/{a_document}/evidence/0"
        link = f'<a href="/vendors/{SUPPLIER}">Northwind Cloud</a>'

        assert link in browser(both_sides["the_director"]).get(address).content.decode()
        theirs = browser(both_sides["the_vendor"]).get(address).content.decode()
        assert ("Northwind Cloud" in theirs, "/vendors/" in theirs) == (True, False)
