"""Lists that come in editions: what was added, changed and removed, in whichever order they arrive."""

import json
from datetime import timedelta

from detente.evidence.imports.tests.bringing import LATER, bring, kev, keys, known, started, written
from detente.evidence.ledger.contracts import Editions
from detente.evidence.ledger.selectors import facts_over_time
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.relationships.services.match_name import match_name
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON

ONE = ("CVE-2026-0001", "Acme", "2026-01-10")
TWO = ("CVE-2026-0002", "Acme", "2026-02-10")
THREE = ("CVE-2026-0003", "Acme", "2026-03-10")
ELSEWHERE = ("CVE-2026-0009", "Borealis", "2026-03-01")

JANUARY, MARCH, MAY = "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"


class TestAnEdition:
    def test_tells_what_was_added_changed_and_removed_since_the_one_before(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=JANUARY))

        report = bring(the_analyst, kev(tmp_path, (*TWO, "Till"), THREE, released=MARCH), at=LATER)

        assert report.files[0].editions == Editions(added=1, changed=1, removed=1)
        assert keys(the_analyst) == ["CVE-2026-0002", "CVE-2026-0002", "CVE-2026-0003"]
        assert keys(the_analyst, known_on=NOON) == ["CVE-2026-0001", "CVE-2026-0002"]

    def test_that_comes_first_is_compared_with_nothing(self, the_analyst, tmp_path):
        started(the_analyst)

        assert bring(the_analyst, kev(tmp_path, ONE)).files[0].editions is None

    def test_under_a_new_release_date_with_the_same_entries_is_an_observation(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, released=JANUARY))

        report = bring(the_analyst, kev(tmp_path, ONE, released=MARCH), at=LATER)

        assert report.files[0].outcome == "same content"

    def test_that_lists_again_what_another_had_struck_is_an_edition_anew(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=JANUARY))
        bring(the_analyst, kev(tmp_path, ONE, released=MARCH), at=LATER)

        again = kev(tmp_path, ONE, TWO, released=MAY)
        report = bring(the_analyst, again, at=LATER + timedelta(days=1))

        assert report.files[0].editions == Editions(added=1, changed=0, removed=0)
        assert "CVE-2026-0002" in keys(the_analyst)
        assert "CVE-2026-0002" not in keys(the_analyst, known_on=LATER)
        assert bring(the_analyst, again, at=LATER + timedelta(days=2)).files[0].outcome == "same file"

    def test_that_strikes_again_what_another_had_listed_is_an_edition_anew(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, released=JANUARY))
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=MARCH), at=LATER)

        report = bring(the_analyst, kev(tmp_path, ONE, released=MAY), at=LATER + timedelta(days=1))

        assert report.files[0].editions == Editions(added=0, changed=0, removed=1)
        assert set(keys(the_analyst)) == {"CVE-2026-0001"}

    def test_that_is_brought_again_in_its_old_form_is_the_same_file(self, the_analyst, tmp_path):
        started(the_analyst)
        old = kev(tmp_path, ONE, TWO, released=JANUARY)
        kept = tmp_path / "kept.json"
        kept.write_bytes(old.read_bytes())
        bring(the_analyst, old)
        bring(the_analyst, kev(tmp_path, ONE, released=MARCH), at=LATER)

        report = bring(the_analyst, kept, at=LATER + timedelta(days=1))

        assert report.files[0].outcome == "same file"
        assert "CVE-2026-0002" not in keys(the_analyst)

    def test_may_be_json_once_and_csv_the_next_time(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=JANUARY))
        table = (
            "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,requiredAction,dueDate,"
            "knownRansomwareCampaignUse,notes\n"
            "CVE-2026-0002,Acme,Gate,n,2026-02-10,s,r,2026-02-10,Unknown,\n"
        )

        report = bring(the_analyst, written(tmp_path, table, "kev.csv"), at=LATER)

        assert report.files[0].format == "kev-csv"
        assert report.files[0].editions == Editions(added=0, changed=0, removed=1)

    def test_withdraws_the_entry_that_was_added_last(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=MARCH))

        bring(the_analyst, kev(tmp_path, ONE, released=MAY), at=LATER)

        assert set(keys(the_analyst)) == {"CVE-2026-0001"}

    def test_with_rejected_rows_withdraws_nothing(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=JANUARY))

        report = bring(the_analyst, kev(tmp_path, (*ONE[:2], "soon"), TWO, released=MARCH), at=LATER)

        assert (report.files[0].rejected, report.files[0].editions.removed) == (1, 0)
        assert "nothing counts as removed" in report.files[0].message
        assert "CVE-2026-0001" in keys(the_analyst)

    def test_that_is_empty_withdraws_nothing(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, released=JANUARY))

        report = bring(the_analyst, kev(tmp_path, released=MARCH), at=LATER)

        assert report.files[0].editions is None
        assert "it is no edition: nothing counts as removed" in report.files[0].message
        assert keys(the_analyst) == ["CVE-2026-0001"]
        after = bring(the_analyst, kev(tmp_path, TWO, released=MAY), at=LATER)
        assert after.files[0].editions == Editions(added=1, changed=0, removed=1)

    def test_of_one_customers_list_says_nothing_about_anothers(self, the_analyst, the_stranger, tmp_path):
        for actor in (the_analyst, the_stranger):
            started(actor)
            bring(actor, kev(tmp_path, ONE, TWO, released=JANUARY))

        report = bring(the_stranger, kev(tmp_path, ONE, released=MARCH), at=LATER)

        assert report.files[0].editions.removed == 1
        assert len(keys(the_analyst)) == 2

    def test_of_a_list_about_one_vendor_withdraws_nothing_of_another(self, the_analyst, tmp_path):
        for name in ("Acme", "Borealis"):
            started(the_analyst, name)
        mapping = "kind: certificate\nname: register\nabsence: removed\nfields:\n  scheme: S\n  status: T\n"
        full = written(tmp_path, "S,T\nISO,in force\nSOC,in force\n", "full.csv")
        less = written(tmp_path, "S,T\nISO,in force\n", "less.csv")
        bring(the_analyst, full, vendor="Acme", mapping=mapping)
        bring(the_analyst, full, vendor="Borealis", mapping=mapping)

        report = bring(the_analyst, less, vendor="Acme", mapping=mapping, at=LATER)

        assert report.files[0].editions == Editions(added=0, changed=0, removed=1)
        assert keys(the_analyst) == ["ISO", "ISO", "ISO", "SOC"]


class TestAFileOfNoColumnOfTheList:
    def test_is_unusable_though_it_is_brought_as_one(self, the_analyst, tmp_path):
        started(the_analyst)
        table = written(tmp_path, "scheme,issued\nISO 27001,2026-01-01\n")

        report = bring(the_analyst, table, format="kev-csv")

        assert (report.exit_code, report.files[0].document) == (2, None)
        assert "none of the columns of the KEV catalogue" in report.files[0].message


class TestAnOldEditionThatComesLate:
    def test_does_not_bring_back_what_was_struck_off_since(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, TWO, THREE, released=MAY))

        report = bring(the_analyst, kev(tmp_path, ONE, TWO, released=JANUARY), at=LATER)

        assert report.files[0].editions is None
        assert "does not list all of these entries: 1 count no longer" in report.files[0].message
        assert set(keys(the_analyst)) == {"CVE-2026-0002", "CVE-2026-0003"}

    def test_says_nothing_of_the_later_one_where_that_lists_all_of_it(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released="2026-02-10T15:00:00Z"))
        table = (
            "cveID,vendorProject,product,dateAdded\n"
            "CVE-2026-0001,Acme,Gate,2026-01-10\nCVE-2026-0002,Acme,Gate,2026-02-10\n"
        )

        same_day = bring(the_analyst, written(tmp_path, table, "kev.csv"), at=LATER)

        assert same_day.files[0].message == ""

    def test_is_compared_with_the_one_before_it(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, released=JANUARY))
        bring(the_analyst, kev(tmp_path, TWO, THREE, released=MAY))

        report = bring(the_analyst, kev(tmp_path, ONE, TWO, released=MARCH), at=LATER)

        assert report.files[0].editions == Editions(added=1, changed=0, removed=0)


class TestAnEditionThatIsRetracted:
    def test_no_longer_withdraws_anything(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=JANUARY))
        wrong = bring(the_analyst, kev(tmp_path, TWO, released=MARCH), at=LATER).files[0].document
        then = LATER + timedelta(days=1)

        retract_document(actor=the_analyst, at=then, document=wrong, reason="a broken download")

        assert set(keys(the_analyst)) == {"CVE-2026-0001", "CVE-2026-0002"}
        assert set(keys(the_analyst, known_on=LATER)) == {"CVE-2026-0002"}

    def test_leaves_withdrawn_what_the_one_after_it_lacks_too(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, kev(tmp_path, ONE, TWO, released=JANUARY))
        middle = bring(the_analyst, kev(tmp_path, TWO, released=MARCH)).files[0].document
        bring(the_analyst, kev(tmp_path, TWO, THREE, released=MAY))

        retract_document(actor=the_analyst, at=LATER, document=middle, reason="a broken download")

        assert set(keys(the_analyst)) == {"CVE-2026-0002", "CVE-2026-0003"}


class TestAVendor:
    def test_sees_the_same_of_a_list_about_many_as_the_customer_does(self, the_analyst, both_sides, tmp_path):
        the_vendor = both_sides["the_vendor"]
        mine = [(cve, "Northwind Cloud", added) for cve, _, added in (ONE, TWO)]
        bring(the_analyst, kev(tmp_path, *mine, ELSEWHERE, released=JANUARY))
        bring(the_analyst, kev(tmp_path, mine[1], ELSEWHERE, released=MARCH))

        with acting_for(the_vendor.organisation, writes=False):
            over_time = facts_over_time(
                the_vendor.organisation, customer=the_analyst.organisation, until=LATER, known_on=LATER
            )
        theirs = over_time.on(as_of=LATER, known_on=LATER)
        ours = known(the_analyst, known_on=LATER, vendors=[the_vendor.organisation])

        assert theirs == ours
        assert {one.key for one in theirs if one.kind == "exploited_vulnerability"} == {"CVE-2026-0002"}

    def test_whose_name_is_matched_late_is_spared_what_was_struck_off_meanwhile(self, the_analyst, tmp_path):
        started(the_analyst)
        entries = [(cve, "Acme Software", added) for cve, _, added in (ONE, TWO)]
        bring(the_analyst, kev(tmp_path, *entries, ELSEWHERE, released=JANUARY))
        bring(the_analyst, kev(tmp_path, entries[1], ELSEWHERE, released=MARCH))

        shown = match_name(actor=the_analyst, at=LATER, written="Acme Software", vendor="Acme")

        assert shown.moved == 3
        assert set(keys(the_analyst)) == {"CVE-2026-0002"}


def marketplace(folder, *products, made="2026-11-01"):
    listed = [
        {
            "Package_ID": f"F{place}",
            "Cloud_Service_Provider_Name": "Acme",
            "Cloud_Service_Provider_Package": product,
            "Designation": "Compliant",
            "Impact_Level": "Moderate",
            "Service_Model": ["SaaS"],
            "Deployment_Model": "Public Cloud",
            "Independent_Assessor": "Heron Audit",
            "Original_Authorization_Date": "2020-01-02T05:00:00.000Z",
        }
        for place, product in enumerate(products)
    ]
    return written(folder, json.dumps({"meta": {"produced": made}, "data": {"Providers": listed}}), "m.json")


class TestTheMarketplace:
    def test_that_no_longer_has_a_row_decertifies_nobody(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, marketplace(tmp_path, "Gate", "Till"))

        report = bring(the_analyst, marketplace(tmp_path, "Gate", made="2026-11-02"), at=LATER)

        assert report.files[0].outcome == "added"
        assert report.files[0].editions is None
        assert {one.record.product for one in known(the_analyst, known_on=LATER)} == {"Gate", "Till"}

    def test_that_was_made_again_with_the_same_rows_is_an_observation(self, the_analyst, tmp_path):
        started(the_analyst)
        bring(the_analyst, marketplace(tmp_path, "Gate"))

        report = bring(the_analyst, marketplace(tmp_path, "Gate", made="2026-11-02"), at=LATER)

        assert report.files[0].outcome == "same content"
