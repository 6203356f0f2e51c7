"""The first page after signing in."""

import pytest

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


class TestTheFirstPage:
    @pytest.mark.parametrize(
        ("who", "leads_to"),
        [("the_ciso", "/vendors"), ("the_auditor", "/vendors"), ("the_vendor", "/coming-up")],
    )
    def test_is_the_first_place_that_one_may_see(self, who, leads_to, everybody, browser):
        assert browser(everybody[who]).get("/").url == leads_to

    def test_tells_a_host_what_there_is_to_do_and_what_is_not(self, the_host, browser):
        client = browser(the_host)
        page = client.get("/").content.decode()

        assert "The Aldgate Forum" in page
        assert "a host never sees them" in page
        for address in ("/people", "/account"):
            assert f'href="{address}"' in page
            assert client.get(address).status_code == 200
