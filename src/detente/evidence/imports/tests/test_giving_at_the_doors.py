"""The vendor's side of the room: its page, the API and the command line, and what became of what it gave."""

from contextlib import nullcontext
from io import BytesIO

import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from detente.evidence.imports.models import ImportedFile, ImportRun
from detente.evidence.imports.tests.bringing import EVENTS, give, known, written
from detente.evidence.relationships.models import Relationship
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import Job, Organisation
from detente.foundation.tenancy import Visibility, acting_for, acting_for_the_installation
from detente.foundation.tests.people import BANK, NOON, PEOPLE, SUPPLIER
from detente.site import cli
from detente.site.tests.doors import token_of

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
TABLE = (
    "kind,vendor,number,opened_at,priority\n"
    "ticket,Northwind Cloud,1,2026-10-01T00:00:00Z,1\n"
    "ticket,=Tern <b>Analytics</b>,2,2026-10-02T00:00:00Z,1\n"
)
OURS = {"customer_id": BANK, "vendor_id": SUPPLIER, "visibility": Visibility.VENDOR}


def sent(content=TABLE, name="desk.csv"):
    file = BytesIO(content.encode())
    file.name = name
    return file


def worked():
    """Have a worker do what was asked for, and return the job."""
    WorkLoop(now=lambda: NOON, beside=lambda *_: nullcontext()).run_next()
    [job] = jobs()
    return job


def jobs():
    with acting_for(SUPPLIER, writes=False):
        return list(Job.objects.all())


@pytest.fixture(autouse=True)
def a_home_of_its_own(settings, tmp_path):
    """Keep uploads where no other test, run at the same time, puts its own."""
    settings.HOME = tmp_path


def kept():
    return set((django_settings.HOME / "uploads").glob("*"))


def gifts(count):
    runs = ImportRun.objects.bulk_create(
        ImportRun(**OURS, asked_at=NOON, asked_by_id=PEOPLE["the_vendor"].number, all_or_nothing=False)
        for _ in range(count)
    )
    ImportedFile.objects.bulk_create(
        ImportedFile(**OURS, run=one, name="f.csv", outcome="added", facts=1) for one in runs
    )


@pytest.fixture
def many_customers(both_sides):
    with acting_for_the_installation(because="tests lay out very many customers"):
        made = Organisation.objects.bulk_create(
            Organisation(id=50_000 + one, name=f"Bank {one}", created_at=NOON) for one in range(201)
        )
        parties = {"vendor_id": SUPPLIER, "visibility": Visibility.SHARED}
        Relationship.objects.bulk_create(
            Relationship(customer=one, **parties, first_tier=3, since=NOON.date(), started_at=NOON)
            for one in made
        )
    return both_sides


class TestThePage:
    def test_leads_from_the_files_to_what_became_of_them(self, both_sides, browser):
        client = browser(both_sides["the_contributor"])
        page = client.get("/imports").content.decode()
        assert 'href="/imports" aria-current="page"' in page
        assert f'<option value="{RELATIONSHIP}">Halden Bank</option>' in page

        answer = client.post("/imports", {"files": sent(), "customer": RELATIONSHIP})
        [job] = jobs()

        assert (answer.status_code, answer["Location"]) == (302, f"/imports/jobs/{job.pk}")
        assert "Files for Halden Bank: desk.csv" in client.get(answer["Location"]).content.decode()
        worked()
        report = client.get(answer["Location"], follow=True)
        said = report.content.decode()
        assert "Given to Halden Bank" in said
        assert (
            "It is about =Tern &lt;b&gt;Analytics&lt;/b&gt;; you give facts about Northwind Cloud alone"
            in said
        )
        [address] = {one[0] for one in report.redirect_chain}
        rows = client.get(f"{address}/rejected.csv").getvalue().decode()
        assert "line 3" in rows
        assert "'=Tern" in rows
        before = client.get("/imports").content.decode()
        assert address in before
        assert "desk.csv" in before

    def test_shows_the_customer_the_document_and_nothing_else(self, both_sides, browser, tmp_path):
        report = give(both_sides["the_vendor"], written(tmp_path, TABLE, "desk.csv"))
        document = f"/documents/{report.files[0].document}"
        bank, vendor = browser(both_sides["the_ciso"]), browser(both_sides["the_vendor"])

        assert "Given by Northwind Cloud" in bank.get("/documents").content.decode()
        page = bank.get(document).content.decode()
        assert "Victor North, Northwind Cloud" in page
        assert "Retract this document" not in page
        assert "Retract this document" in vendor.get(document).content.decode()
        assert "desk.csv" not in bank.get("/imports").content.decode()
        for address in (f"/imports/{report.id}", f"/imports/{report.id}/rejected.csv"):
            assert (bank.get(address).status_code, vendor.get(address).status_code) == (404, 200)
        assert bank.post(f"{document}/retract", {"reason": "no"}).status_code == 404
        assert vendor.post(f"{document}/retract", {"reason": "the wrong month"}).status_code == 302
        assert "the wrong month" in bank.get(document).content.decode()

    def test_chooses_the_customer_that_a_link_names(self, both_sides, browser):
        page = browser(both_sides["the_vendor"]).get(f"/imports?customer={RELATIONSHIP}").content.decode()

        assert f'<option value="{RELATIONSHIP}" selected>Halden Bank</option>' in page

    def test_lets_a_name_be_typed_where_customers_are_very_many(self, many_customers, browser):
        client, before = browser(many_customers["the_vendor"]), kept()
        assert '<input type="text" name="customer"' in client.get("/imports").content.decode()

        wrong = client.post("/imports", {"files": sent(), "customer": "Morrow <i>Insurance</i>"})

        assert wrong.status_code == 422
        assert "You have no customer &#x27;Morrow &lt;i&gt;Insurance" in wrong.content.decode()
        assert kept() == before
        assert client.post("/imports", {"files": sent(), "customer": "bank 200"}).status_code == 302

    @pytest.mark.parametrize(
        ("form", "says"),
        [
            ({"customer": RELATIONSHIP}, "Choose at least one file"),
            ({"files": ""}, "Choose at least one file"),
            ({"customer": "10002", "files": TABLE}, "Select a valid choice"),
            ({"customer": RELATIONSHIP, "files": TABLE, "format": "nonsense"}, "Select a valid choice"),
        ],
    )
    def test_says_what_is_missing_and_keeps_nothing(self, both_sides, browser, form, says):
        before = kept()
        form = form | ({"files": sent(form["files"])} if form.get("files") else {})

        answer = browser(both_sides["the_vendor"]).post("/imports", form)

        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert (kept(), jobs()) == (before, [])

    def test_says_so_to_a_vendor_without_customers(self, both_sides, browser):
        page = browser(both_sides["the_rival"]).get("/imports").content.decode()

        assert "No customer yet" in page
        assert "<form method" not in page.partition("<main")[2]

    def test_takes_the_same_queries_however_much_was_given(self, both_sides, browser, queries):
        client = browser(both_sides["the_vendor"])
        with acting_for(SUPPLIER, writes=True):
            gifts(1)
        few = queries(client, "/imports")
        with acting_for(SUPPLIER, writes=True):
            gifts(10_000)

        assert queries(client, "/imports") == few
        page = client.get("/imports").content.decode()
        assert "Older ones" in page
        assert len(page) < 200_000


class TestARunningJob:
    def test_is_seen_and_stopped_by_the_vendor_alone(self, both_sides, browser):
        client = browser(both_sides["the_vendor"])
        job = client.post("/imports", {"files": sent(), "customer": RELATIONSHIP})["Location"]

        for who in ("the_ciso", "the_rival"):
            assert browser(both_sides[who]).get(job).status_code == 404
            assert browser(both_sides[who]).post(f"{job}/stop").status_code == 404
        assert client.post(f"{job}/stop", follow=True).status_code == 200
        assert "nothing of these files was kept" in client.get(job).content.decode()


class TestTheApi:
    def ask(self, actor, customer="Halden Bank", **form):
        file = SimpleUploadedFile("events.csv", EVENTS.encode())
        headers = {"authorization": f"Bearer {token_of(actor)}"}
        return Client(headers=headers).post(f"/api/customers/{customer}/files", {"uploads": file, **form})

    def test_takes_files_and_tells_the_job(self, both_sides):
        answer = self.ask(both_sides["the_contributor"], all_or_nothing="true")

        assert answer.status_code == 202
        job = worked()
        assert (job.pk, job.state, job.organisation_id) == (answer.json(), "succeeded", SUPPLIER)
        assert job.inputs["customer"] == str(RELATIONSHIP)
        assert len(known(both_sides["the_ciso"], known_on=NOON)) == 2

    @pytest.mark.parametrize(
        ("who", "asked", "status"),
        [
            ("the_ciso", {}, 403),
            ("the_rival", {}, 404),
            ("the_vendor", {"customer": "Nobody"}, 404),
            ("the_vendor", {"private": "true"}, 422),
            ("the_vendor", {"vendor": "Tern Analytics"}, 422),
        ],
    )
    def test_refuses_what_a_vendor_may_not_ask(self, both_sides, who, asked, status):
        before = kept()

        assert self.ask(both_sides[who], **asked).status_code == status
        assert (kept(), jobs()) == (before, [])


class TestTheCommand:
    def test_gives_files_and_says_what_became_of_them(self, both_sides, tmp_path):
        words = ["--person", both_sides["the_vendor"].email, "give", "--customer"]

        done = CliRunner().invoke(cli.build(), [*words, "halden bank", str(written(tmp_path, TABLE))])
        nobody = CliRunner().invoke(cli.build(), [*words, "Nobody", str(written(tmp_path, TABLE))])

        assert done.exit_code == 3
        assert "1 fact, 1 rejected. Both sides see it" in done.stdout
        assert len(known(both_sides["the_ciso"], known_on=NOON)) == 1
        assert (nobody.exit_code, "You have no customer 'Nobody'" in nobody.stderr) == (2, True)
