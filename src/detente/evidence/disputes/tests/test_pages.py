"""The pages of disputes: both sides walk from a line to its settlement."""

import re

import pytest

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
