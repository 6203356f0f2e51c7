"""Fields with their errors, a job's progress, dates, paging."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django import forms
from django.utils.html import strip_tags

from detente.foundation.moments import DaysAsked
from detente.ui.components.as_known_on.as_known_on import as_known_on, past_banner
from detente.ui.components.form_field.form_field import form_errors, form_field
from detente.ui.components.moment.moment import moment
from detente.ui.components.pagination.pagination import pagination
from detente.ui.components.progress.progress import progress
from detente.ui.components.table.table import sortable
from detente.ui.tests.html import read

TODAY = date(2026, 11, 24)
PAST = DaysAsked(as_of=date(2026, 10, 1))


class VendorForm(forms.Form):
    name = forms.CharField(help_text="As in the contract.")
    renews_on = forms.DateField(required=False)
    tier = forms.ChoiceField(choices=(("1", "One"),), widget=forms.RadioSelect)


class TestFormField:
    def test_ties_error_and_hint_to_the_field(self):
        root = read(form_field(VendorForm({"name": ""})["name"]))
        (field,) = root.all("input")

        assert field.attributes["aria-invalid"] == "true"
        assert field.attributes["aria-describedby"] == "id_name-error id_name-hint"
        assert "This field is required." in root.words()

    def test_keeps_what_was_typed(self):
        (field,) = read(form_field(VendorForm({"renews_on": "31 Smarch"})["renews_on"])).all("input")

        assert field.attributes["value"] == "31 Smarch"

    def test_says_nothing_of_errors_before_it_was_sent(self):
        (field,) = read(form_field(VendorForm()["name"])).all("input")

        assert "aria-invalid" not in field.attributes

    def test_groups_choices_under_their_question(self):
        (group,) = read(form_field(VendorForm()["tier"])).all("fieldset")

        assert group.all("legend")[0].words() == "Tier"

    def test_says_which_are_optional(self):
        assert "optional" in form_field(VendorForm()["renews_on"])
        assert "optional" not in form_field(VendorForm()["name"])


class TestFormErrors:
    def test_lead_to_each_field(self):
        links = read(form_errors(VendorForm({"tier": "1"}))).all("a")

        assert [link.attributes["href"] for link in links] == ["#id_name"]

    @pytest.mark.parametrize("form", [VendorForm(), VendorForm({"name": "Kestrel", "tier": "1"})])
    def test_are_silent_when_all_is_well(self, form):
        assert form_errors(form) == ""


class TestProgress:
    def test_asks_again_while_it_goes_on(self):
        html = progress("Importing", "running", id="job", done=1, total=4, unit="rows", poll_url="/job/")

        assert 'hx-get="/job/" hx-trigger="every 1s"' in html
        assert "1 of 4 rows , 25 %" in read(html).words() or "1 of 4 rows, 25 %" in read(html).words()

    @pytest.mark.parametrize("state", ["done", "failed", "stopped"])
    def test_asks_no_more_when_it_ended(self, state):
        html = progress(
            "Importing", state, id="job", poll_url="/job/", cancel_url="/stop/", csrf_token="token"
        )

        assert "hx-" not in html
        assert "/stop/" not in html

    def test_sends_the_token_with_the_wish_to_stop(self):
        fields = read(
            progress("Importing", "running", id="job", cancel_url="/stop/", csrf_token="token")
        ).all("input")

        assert fields[0].attributes["value"] == "token"

    @pytest.mark.parametrize("state", ["failed", "stopped"])
    def test_shows_no_empty_bar_where_nobody_knows_of_how_many(self, state):
        assert "<progress" not in progress("Importing", state, id="job", done=5, unit="rows")
        assert 'value="5"' in progress("Importing", state, id="job", done=5, total=9, unit="rows")

    def test_shows_no_share_of_an_unknown_number(self):
        html = progress("Importing", "running", id="job", done=1200, unit="rows")

        assert "value=" not in html
        assert "1,200 rows so far" in html

    @pytest.mark.parametrize(
        ("done", "total", "words"), [(0, 0, "0 of 0"), (5, 4, "100 %"), (999, 1000, "99 %")]
    )
    def test_never_says_more_than_is_done(self, done, total, words):
        assert words in progress("Importing", "running", id="job", done=done, total=total)


class TestAsKnownOn:
    @pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1 day ago"), (54, "54 days ago")])
    def test_says_how_long_ago(self, days, words):
        asked = DaysAsked(as_of=TODAY - timedelta(days=days))

        assert words in read(as_known_on(asked, TODAY, url="/vendors/")).words()

    def test_says_both_days_where_they_are_apart(self):
        asked = DaysAsked(as_of=date(2026, 3, 1), known_on=date(2026, 10, 1))

        assert "As of 1 Mar 2026 known on 1 Oct 2026" in read(as_known_on(asked, TODAY, url="/")).words()
        assert "As known on" in read(as_known_on(DaysAsked(TODAY, TODAY), TODAY, url="/")).words()
        banner = strip_tags(past_banner(asked, TODAY, url="/"))
        assert "as of 1 March 2026, as it was known on 1 October 2026" in banner

    def test_keeps_the_rest_of_the_address_but_not_the_page_number(self):
        root = read(as_known_on(DaysAsked(), TODAY, url="/vendors/?sort=name&page=3&known_on=2026-01-01"))
        hidden = [
            (field.attributes["name"], field.attributes["value"])
            for field in root.all("input")
            if field.attributes["type"] == "hidden"
        ]

        assert hidden == [("sort", "name")]

    def test_leads_back_to_today_from_the_past_only(self):
        assert "Back to today" not in as_known_on(DaysAsked(), TODAY, url="/")
        assert "Back to today" in as_known_on(PAST, TODAY, url="/")

    def test_banner_counts_what_is_left_out_and_is_not_there_today(self):
        assert "1 later fact is left out;" in past_banner(PAST, TODAY, url="/", later_facts=1)
        assert "31 later facts are left out;" in past_banner(PAST, TODAY, url="/", later_facts=31)
        assert past_banner(DaysAsked(), TODAY, url="/", later_facts=31) == ""


class TestMoment:
    def test_says_the_zone(self):
        assert (
            read(moment(datetime(2026, 11, 20, 14, 3, tzinfo=UTC))).words() == "20 November 2026, 14:03 UTC"
        )

    def test_stays_in_the_zone_that_it_was_given(self):
        at = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=2), "EET"))

        assert read(moment(at)).words() == "20 November 2026, 23:30 EET"


class TestPagination:
    def test_says_which_rows_of_how_many(self):
        words = read(
            pagination(
                page=3, last_page=250, first_row=81, last_row=120, total=10_000, url="/v?sort=a&page=3"
            )
        ).words()

        assert words.startswith("Rows 81 to 120 of 10,000")

    def test_keeps_the_rest_of_the_address(self):
        links = read(
            pagination(page=3, last_page=5, first_row=81, last_row=120, total=200, url="/v?sort=a&page=3")
        ).all("a")

        assert [link.attributes["href"] for link in links] == [
            f"/v?sort=a&page={page}" for page in (1, 2, 4, 5)
        ]

    def test_shows_nothing_for_an_empty_list(self):
        assert pagination(page=1, last_page=1, first_row=0, last_row=0, total=0, url="/") == ""


class TestSortable:
    @pytest.mark.parametrize(
        ("sort", "state", "href"),
        [
            ("name", "ascending", "/v?sort=-name"),
            ("-name", "descending", "/v?sort=name"),
            ("tier", "", "/v?sort=name"),
        ],
    )
    def test_turns_round_what_it_sorts_already(self, sort, state, href):
        column = sortable("Vendor", "name", url="/v?page=4", sort=sort)

        assert (column.sorted, column.href) == (state, href)
