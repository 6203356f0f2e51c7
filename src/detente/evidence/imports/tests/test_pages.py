"""The pages of imports: giving files, how far they are, what became of them; for whom, and 10,000 rows."""

import errno
from contextlib import nullcontext
from io import BytesIO

import pytest
from django.conf import settings

from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.imports.tests.bringing import EVENTS, bring, keys, started, written
from detente.foundation import uploads
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import Job
from detente.foundation.tenancy import Visibility, acting_for
from detente.foundation.tests.people import BANK, INSURER, NOON, PEOPLE

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
OWN = {"customer_id": BANK, "visibility": Visibility.CUSTOMER}
TABLE = (
    "kind,vendor,number,opened_at,priority\n"
    "ticket,Northwind Software,1,2026-10-01T00:00:00Z,1\n"
    "ticket,Tern Analytics,2,never,1\n"
)


def sent(content=EVENTS, name="events.csv"):
    file = BytesIO(content.encode())
    file.name = name
    return file


def imports(count):
    """Write imports of a file each."""
    runs = ImportRun.objects.bulk_create(
        ImportRun(**OWN, asked_at=NOON, asked_by_id=PEOPLE["the_analyst"].number, all_or_nothing=False)
        for _ in range(count)
    )
    ImportedFile.objects.bulk_create(
        ImportedFile(**OWN, run=one, name="f.csv", outcome="added", rejected=1) for one in runs
    )


def latest_job():
    with acting_for(BANK, writes=False):
        return Job.objects.latest("asked_at").pk


class TestEveryPage:
    def test_is_for_whoever_may_import_and_only_for_their_own(self, both_sides, browser, tmp_path):
        number = bring(both_sides["the_analyst"], written(tmp_path, TABLE)).id
        for who, codes in (
            ("the_ciso", (200, 200, 200)),
            ("the_analyst", (200, 200, 200)),
            ("the_stranger", (200, 404, 404)),
            ("the_director", (403, 403, 403)),
            ("the_vendor", (200, 404, 404)),
            ("the_rival", (200, 404, 404)),
            ("the_host", (403, 403, 403)),
        ):
            client = browser(both_sides[who])
            pages = ("/imports", f"/imports/{number}", f"/imports/{number}/rejected.csv")
            assert tuple(client.get(one).status_code for one in pages) == codes, who
        assert browser(None).get("/imports").status_code == 302


class TestGivingFiles:
    def test_starts_a_job_that_a_worker_does_and_leads_to_what_became_of_them(self, both_sides, browser):
        client = browser(both_sides["the_analyst"])
        options = client.get("/imports").content.decode()
        assert "Northwind Cloud" in options

        answer = client.post(
            "/imports", {"files": [sent(), sent(TABLE, "desk.csv")], "vendor": "2001", "format": ""}
        )
        job = latest_job()

        assert (answer.status_code, answer["Location"]) == (302, f"/imports/jobs/{job}")
        assert "Import of events.csv, desk.csv" in client.get(answer["Location"]).content.decode()
        WorkLoop(now=lambda: NOON, beside=lambda *_: nullcontext()).run_next()
        report = client.get(answer["Location"], follow=True).content.decode()
        assert "events.csv" in report
        assert "never" in report
        polled = client.get(answer["Location"], headers={"HX-Request": "true"})
        assert polled["HX-Redirect"].startswith("/imports/")

    @pytest.mark.parametrize(
        ("form", "says"),
        [
            ({}, "Choose at least one file"),
            ({"format": "nonsense"}, "Select a valid choice"),
            ({"mapping": "x" * 1_000_001}, "at most 1 MB"),
            ({"mapping": b"\xff\xfe\xff"}, "not UTF-8"),
        ],
    )
    def test_says_what_is_missing_and_keeps_nothing(self, both_sides, browser, form, says):
        files = {} if not form else {"files": [sent()]}
        if "mapping" in form:
            content = form["mapping"]
            form = {"mapping": BytesIO(content if isinstance(content, bytes) else content.encode())}
            form["mapping"].name = "m.yml"
        before = set((settings.HOME / "uploads").glob("*"))

        answer = browser(both_sides["the_analyst"]).post("/imports", {**files, **form})

        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert set((settings.HOME / "uploads").glob("*")) == before

    def test_on_a_full_disk_says_so_and_keeps_nothing(self, both_sides, browser, monkeypatch):
        before = set((settings.HOME / "uploads").glob("*"))
        real, calls = uploads.keep_upload, []

        def full_at_the_second(content):
            if calls:
                raise OSError(errno.ENOSPC, "No space left on device")
            calls.append(content)
            return real(content)

        monkeypatch.setattr(uploads, "keep_upload", full_at_the_second)
        answer = browser(both_sides["the_analyst"]).post("/imports", {"files": [sent(), sent(name="b.csv")]})

        assert answer.status_code == 409
        assert "disk is full" in answer.content.decode()
        assert set((settings.HOME / "uploads").glob("*")) == before

    def test_offers_a_box_to_type_in_where_vendors_are_very_many(self, both_sides, browser):
        for number in range(201):
            started(both_sides["the_analyst"], f"Acme{number}")
        page = browser(both_sides["the_analyst"]).get("/imports").content.decode()

        assert "Acme200" not in page
        assert '<input type="text" name="vendor"' in page


class TestARunningImport:
    @pytest.fixture
    def job(self, both_sides, browser):
        browser(both_sides["the_analyst"]).post("/imports", {"files": [sent()]})
        return latest_job()

    def test_is_shown_to_its_own_organisation_and_can_be_stopped(self, both_sides, browser, job):
        ours = browser(both_sides["the_ciso"])

        for who in ("the_stranger", "the_vendor"):
            assert browser(both_sides[who]).get(f"/imports/jobs/{job}").status_code == 404
            assert browser(both_sides[who]).post(f"/imports/jobs/{job}/stop").status_code == 404
        assert ours.get(f"/imports/jobs/{job}").status_code == 200
        assert ours.post(f"/imports/jobs/{job}/stop", follow=True).status_code == 200
        page = ours.get(f"/imports/jobs/{job}").content.decode()
        assert "stopped it: nothing of these files was kept" in page
        assert "Try again" in page
        polled = ours.get(f"/imports/jobs/{job}", headers={"HX-Request": "true"})
        assert polled["HX-Redirect"] == f"/imports/jobs/{job}"  # the whole page, with its ways out
        late = ours.post(f"/imports/jobs/{job}/stop", follow=True)
        assert "The stop came too late" in late.content.decode()

    def test_is_no_other_kind_of_job(self, both_sides, browser):
        ciso = both_sides["the_ciso"]
        with acting_for(BANK, writes=True):
            other = Job.objects.create(
                organisation_id=BANK,
                membership_id=ciso.membership,
                operation="tests.count",
                title="Count",
                inputs={},
                asked_at=NOON,
                state="succeeded",
                ended_at=NOON,
                answer={"rows": 1},
            )

        assert browser(ciso).get(f"/imports/jobs/{other.pk}").status_code == 404


class TestTheImports:
    def test_take_the_same_queries_however_many_there_are(self, both_sides, browser, queries):
        client = browser(both_sides["the_analyst"])
        with acting_for(BANK, writes=True):
            imports(1)
        few = queries(client, "/imports")
        with acting_for(BANK, writes=True):
            imports(10_000)

        assert queries(client, "/imports") == few
        page = client.get("/imports").content.decode()
        assert "Older ones" in page
        assert len(page) < 200_000


class TestWhatBecameOfTheFiles:
    def test_takes_the_same_queries_however_much_was_rejected(self, both_sides, browser, queries):
        client = browser(both_sides["the_analyst"])
        with acting_for(BANK, writes=True):
            imports(1)
            run = ImportRun.objects.get()
            file = run.files.get()
            rejected = {"reason": "no date", "excerpt": "x"}
            RejectedRow.objects.create(**OWN, file=file, locator="line 1", **rejected)
        few = queries(client, f"/imports/{run.pk}")
        with acting_for(BANK, writes=True):
            for name in ("a.csv", "b.csv", "c.csv"):
                more = ImportedFile.objects.create(
                    **OWN, run=run, name=name, outcome="added", rejected=10_000
                )
                RejectedRow.objects.bulk_create(
                    RejectedRow(**OWN, file=more, locator=f"line {line}", **rejected)
                    for line in range(10_000)
                )

        assert queries(client, f"/imports/{run.pk}") == few
        page = client.get(f"/imports/{run.pk}").content.decode()
        assert page.count("no date") == 301
        assert page.count("And 9,900 more") == 3

    def test_lets_a_suggested_name_be_matched(self, both_sides, browser, tmp_path):
        analyst = both_sides["the_analyst"]
        number = bring(analyst, written(tmp_path, TABLE)).id
        client = browser(analyst)
        page = client.get(f"/imports/{number}").content.decode()
        assert '<option value="Northwind Cloud" selected>' not in page  # the names share one word alone
        assert '<option value="Northwind Cloud">' in page
        assert "1 fact waits for a vendor" in page

        done = client.post(
            "/vendor-names/match",
            {"written": "Northwind Software", "vendor": "Northwind Cloud", "next": f"/imports/{number}"},
            follow=True,
        )

        assert "1 fact that waited counts for it from now on" in done.content.decode()
        assert keys(analyst) == ["1"]
        assert "fact waits for a vendor" not in done.content.decode()
        assert browser(both_sides["the_vendor"]).post("/vendor-names/match").status_code == 403

    def test_asks_again_about_whom_a_file_is_that_names_nobody(self, both_sides, browser, tmp_path):
        number = bring(both_sides["the_analyst"], written(tmp_path, EVENTS)).id
        page = browser(both_sides["the_analyst"]).get(f"/imports/{number}").content.decode()

        assert "names no vendor: import it again and say whom it is about" in page

    def test_is_nobody_elses(self, both_sides, browser, tmp_path):
        theirs = bring(both_sides["the_stranger"], written(tmp_path, TABLE)).id

        assert both_sides["the_stranger"].organisation == INSURER
        assert browser(both_sides["the_ciso"]).get(f"/imports/{theirs}").status_code == 404
