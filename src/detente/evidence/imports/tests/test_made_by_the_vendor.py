"""Files that the vendor itself made: nobody else has checked them, whatever their format or their rows say."""

from contextlib import nullcontext

import pytest
from click.testing import CliRunner
from django.test import Client

from detente.evidence.imports.contracts import Outcome
from detente.evidence.imports.tests.bringing import (
    EVENTS,
    LATER,
    MUCH_LATER,
    bring,
    kev,
    keys,
    known,
    started,
    written,
)
from detente.evidence.ledger.contracts import Editions
from detente.evidence.ledger.selectors import document_page, list_documents, show_document
from detente.formats.found import Assurance
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import Job
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import BANK, NOON
from detente.site import cli
from detente.site.tests.doors import token_of

CHECKED = (
    "kind,vendor,number,opened_at,priority,assurance\n"
    "ticket,Acme,1,2026-10-01T00:00:00Z,1,jointly measured\n"
    "ticket,Acme,2,2026-10-02T00:00:00Z,1,\n"
)
JANUARY, MARCH = "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z"

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


def levels(actor):
    return [one.assurance for one in known(actor, known_on=MUCH_LATER)]


def worked():
    """Have a worker do what was asked for, and return the inputs of the job."""
    WorkLoop(now=lambda: NOON, beside=lambda *_: nullcontext()).run(once=True)
    with acting_for(BANK, writes=False):
        return Job.objects.latest("asked_at").inputs


class TestAFileThatTheVendorMade:
    def test_is_self_attested_though_its_format_is_measured_by_a_tool(self, the_analyst, tmp_path):
        started(the_analyst)
        path = written(tmp_path, EVENTS)

        report = bring(the_analyst, path, vendor="Acme", by_vendor=True)

        assert levels(the_analyst) == [Assurance.SELF_ATTESTED] * 2
        shown = show_document(actor=the_analyst, document=report.files[0].document)
        assert (shown.assurance, shown.levels) == ("self-attested", ())
        assert "each of its facts is self-attested" in report.files[0].message

    def test_is_self_attested_though_its_rows_claim_more(self, the_analyst, tmp_path):
        started(the_analyst)

        report = bring(the_analyst, written(tmp_path, CHECKED), by_vendor=True)

        assert levels(the_analyst) == [Assurance.SELF_ATTESTED] * 2
        page = document_page(actor=the_analyst, at=NOON, document=report.files[0].document)
        assert (page.document.assurance, page.document.levels) == ("self-attested", ())
        assert {one.assurance for one in page.lines.items} == {"self-attested"}

    def test_is_not_the_same_file_as_the_one_that_somebody_else_made(self, the_analyst, tmp_path):
        started(the_analyst)
        events, claims = written(tmp_path, EVENTS), written(tmp_path, CHECKED, "claims.csv")
        answers = written(  # self-attested either way: only who made it differs
            tmp_path,
            "kind,questionnaire,question_id,question,answer,valid_from\n"
            "questionnaire_answer,Q,1,Backups?,yes,2026-10-01\n",
            "answers.csv",
        )
        for file in (events, claims, answers):
            outcomes = [
                bring(the_analyst, file, vendor="Acme", at=LATER, by_vendor=by_vendor).files[0].outcome
                for by_vendor in (True, False, True, False)
            ]
            assert outcomes == [Outcome.ADDED, Outcome.ADDED, Outcome.SAME_FILE, Outcome.SAME_FILE]
        assert sorted(levels(the_analyst)).count(Assurance.TOOL_MEASURED) == 2

    def test_strikes_nothing_off_the_list_that_its_publisher_made(self, the_analyst, tmp_path):
        started(the_analyst)
        one, two = ("CVE-2026-0001", "Acme", "2026-01-10"), ("CVE-2026-0002", "Acme", "2026-02-10")
        bring(the_analyst, kev(tmp_path, one, two, released=JANUARY))

        theirs = bring(the_analyst, kev(tmp_path, two, released=MARCH), at=LATER, by_vendor=True)

        assert theirs.files[0].editions is None
        assert keys(the_analyst) == ["CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0002"]
        later = bring(the_analyst, kev(tmp_path, two, released="2026-05-31T00:00:00Z"), at=LATER)
        assert later.files[0].editions == Editions(added=0, changed=0, removed=1)


class TestTheDoors:
    def test_take_it_at_the_command_line(self, the_analyst, tmp_path):
        started(the_analyst)
        words = ["--person", the_analyst.email, "import", "--by-vendor", "--vendor", "Acme"]

        done = CliRunner().invoke(cli.build(), [*words, str(written(tmp_path, EVENTS))])

        assert done.exit_code == 0
        assert "The vendor made this file" in done.stdout
        assert set(levels(the_analyst)) == {Assurance.SELF_ATTESTED}

    def test_take_it_by_the_api(self, the_analyst, tmp_path):
        started(the_analyst)
        with written(tmp_path, EVENTS).open("rb") as file:
            answer = Client().post(
                "/api/imports/files",
                {"uploads": file, "vendor": "Acme", "by_vendor": "true"},
                headers={"authorization": f"Bearer {token_of(the_analyst)}"},
            )

        assert answer.status_code == 202
        assert worked()["by_vendor"] is True
        assert set(levels(the_analyst)) == {Assurance.SELF_ATTESTED}
        [document] = list_documents(actor=the_analyst).items
        assert (document.assurance, document.levels) == ("self-attested", ())

    @pytest.mark.parametrize("by_vendor", [True, False])
    def test_take_it_on_the_page(self, the_analyst, browser, tmp_path, by_vendor):
        acme = started(the_analyst)
        client = browser(the_analyst)
        page = client.get("/imports").content.decode()
        assert "The vendor made these files" in page
        assert "Nobody else has checked them" in page

        with written(tmp_path, EVENTS).open("rb") as file:
            said = {"by_vendor": "on"} if by_vendor else {}
            answer = client.post("/imports", {"files": file, "vendor": str(acme.vendor), **said})

        assert answer.status_code == 302
        assert worked()["by_vendor"] is by_vendor
        expected = Assurance.SELF_ATTESTED if by_vendor else Assurance.TOOL_MEASURED
        assert set(levels(the_analyst)) == {expected}
        documents = client.get("/documents").content.decode()
        assert ("Self-attested" in documents) is by_vendor
