"""The pages of disputes: both sides walk from a line to its settlement."""

import re

import pytest

from detente.evidence.disputes.contracts import Wrong
from detente.evidence.disputes.services.dispute_line import dispute_line
from detente.evidence.disputes.tests.conftest import EVENTS, VENDOR
from detente.evidence.imports.tests.bringing import bring, give, written
from detente.evidence.ledger.models import Document
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import BANK, NOON, SUPPLIER

SAID = {"wrong": "the time", "says": "20 minutes <b>& more</b>", "statement": "The clock was wrong."}

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def sent(client, document):
    answer = client.post(f"/documents/{document}/evidence/0/dispute", SAID)
    assert answer.status_code == 302
    return answer.headers["Location"]


class TestBothSides:
    def test_go_from_the_line_to_its_settlement(self, document, browser, the_vendor, the_analyst):
        vendor, customer = browser(the_vendor), browser(the_analyst)
        line = f"/documents/{document}/evidence/0"
        assert f'href="{line}/dispute"' in vendor.get(line).content.decode()

        address = sent(vendor, document)

        assert "20 minutes &lt;b&gt;&amp; more&lt;/b&gt;" in customer.get(line).content.decode()
        page = customer.get(address)
        assert f'action="{address}/settle"' in page.content.decode()
        assert f'action="{address}/settle"' not in vendor.get(address).content.decode()
        answer = customer.post(f"{address}/settle", {"outcome": "uphold", "reason": "The clock was wrong."})
        assert answer.status_code == 302
        assert "the line counts no longer" in words(vendor.get(address))
        assert "Counts no longer since" in words(vendor.get(line))
        assert f'href="{line}/dispute"' not in vendor.get(line).content.decode()

    def test_keep_what_was_typed_where_something_is_missing(self, document, browser, the_vendor):
        answer = browser(the_vendor).post(
            f"/documents/{document}/evidence/0/dispute", SAID | {"statement": ""}
        )

        assert answer.status_code == 422
        assert 'value="20 minutes &lt;b&gt;&amp; more&lt;/b&gt;"' in answer.content.decode()

    def test_see_what_is_open_and_what_is_not(self, document, browser, the_vendor, the_director):
        address = sent(browser(the_vendor), document)
        client = browser(the_director)

        assert address in client.get("/disputes").content.decode()
        assert address not in client.get("/disputes?state=rejected").content.decode()
        assert "/reply" not in client.get(address).content.decode()  # a director only reads


class TestAForm:
    @pytest.mark.parametrize(
        ("which", "fields"), [("reply", {"text": ""}), ("settle", {"reason": "x"}), ("settle", {})]
    )
    def test_that_is_not_filled_says_so(self, which, fields, document, browser, the_vendor, the_analyst):
        address = sent(browser(the_vendor), document)

        answer = browser(the_analyst).post(f"{address}/{which}", fields)

        assert answer.status_code == 422
        assert "aria-invalid" in answer.content.decode()


class TestCounterEvidence:
    @pytest.fixture
    def address(self, document, the_vendor):
        said = {"wrong": Wrong.TIME, "says": "20 minutes", "statement": "The clock was wrong."}
        raised = dispute_line(actor=the_vendor, at=NOON, document=document, position=0, **said)
        return f"/disputes/{raised.brief.id}"

    @pytest.fixture
    def offered(self, address, browser):
        """Return the numbers of the documents that somebody may choose from."""

        def offered(actor):
            page = browser(actor).get(address).content.decode()
            return [int(one) for one in re.findall(r'<option value="(\d+)"', page)]

        return offered

    def test_is_chosen_from_what_both_sides_see(
        self, document, address, offered, browser, the_vendor, the_analyst, the_director, tmp_path
    ):
        given = give(the_vendor, written(tmp_path, EVENTS, "log <i>.csv")).files[0].document
        wrong = give(the_vendor, written(tmp_path, EVENTS.replace("gate", "mail"))).files[0].document
        retract_document(actor=the_vendor, at=NOON, document=wrong, reason="the wrong file")
        hidden = written(tmp_path, EVENTS.replace("gate", "till"))
        bring(the_analyst, hidden, vendor=VENDOR, private=True)
        assert set(offered(the_vendor)) == set(offered(the_analyst)) == {given, document}
        assert offered(the_director) == []

        answer = browser(the_vendor).post(f"{address}/counter-evidence", {"document": given})

        assert (answer.status_code, answer["Location"]) == (302, address)
        page = browser(the_analyst).get(address).content.decode()
        assert f'<a href="/documents/{given}">log &lt;i&gt;.csv</a>' in page
        assert set(offered(the_analyst)) == {document}

    def test_that_is_none_of_these_is_refused(self, document, address, browser, the_vendor, the_director):
        for asked in ({}, {"document": "x"}, {"document": document + 1}):
            answer = browser(the_vendor).post(f"{address}/counter-evidence", asked)
            assert answer.status_code == 422
            assert "aria-invalid" in answer.content.decode()
        refused = browser(the_director).post(f"{address}/counter-evidence", {"document": document})
        assert refused.status_code == 403

    def test_may_be_a_new_file(self, address, browser, the_vendor, the_analyst):
        vendor, customer = browser(the_vendor), browser(the_analyst)

        for client, link in ((vendor, f"customer={RELATIONSHIP}"), (customer, f"vendor={SUPPLIER}")):
            assert f'href="/imports?{link}"' in client.get(address).content.decode()
            number = link.partition("=")[2]
            assert f'<option value="{number}" selected>' in client.get(f"/imports?{link}").content.decode()

    def test_is_no_longer_asked_for_once_it_is_settled(self, document, address, browser, the_analyst):
        client = browser(the_analyst)
        assert "Add counter-evidence" in client.get(address).content.decode()
        client.post(f"{address}/settle", {"outcome": "reject", "reason": "It was logged."})

        assert "Add counter-evidence" not in client.get(address).content.decode()
        late = client.post(f"{address}/counter-evidence", {"document": document})
        assert late.status_code == 409

    def test_is_offered_by_the_same_queries_however_much_there_is(
        self, document, address, offered, browser, the_vendor, queries
    ):
        client = browser(the_vendor)
        few = queries(client, address)
        with acting_for(BANK, writes=True):
            one = Document.objects.get(pk=document)
            Document.objects.bulk_create(copied(one, number) for number in range(1_000))

        assert queries(client, address) == few
        assert len(offered(the_vendor)) == 50


def copied(of, number):
    """Return another document with the same words, not stored yet."""
    fields = {one.attname: getattr(of, one.attname) for one in Document._meta.concrete_fields}
    return Document(**fields | {"id": 9_000_000 + number, "content_hash": str(number)})
