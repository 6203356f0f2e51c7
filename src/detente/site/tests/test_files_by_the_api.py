"""What the API takes as a form with files, and what it streams: not derived, so looked at here."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from detente.foundation.audit_log import verify_export
from detente.foundation.models import Job
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import BANK
from detente.site.tests.doors import by_api, token_of

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


def file(name="events.csv"):
    return SimpleUploadedFile(name, b"time,service,state\n")


def kept():
    return set((settings.HOME / "uploads").glob("*"))


@pytest.fixture
def send(the_analyst):
    """Return a way to post a form, or whatever else, to the address that takes files."""

    def send(asked, address="/api/imports/files", **more):
        client = Client(headers={"authorization": f"Bearer {token_of(the_analyst)}"})
        return client.post(address, asked, **more)

    return send


class TestFiles:
    def test_are_taken_and_answered_with_the_number_of_a_job(self, send, the_analyst):
        answer = send({"uploads": [file("a.csv"), file("b.csv")], "private": "true"})

        assert answer.status_code == 202
        job = by_api("jobs.show_job", {"job": answer.json()}, the_analyst).content
        assert (job["title"], job["state"]) == ("Import of a.csv, b.csv", "queued")
        with acting_for(BANK, writes=False):
            assert Job.objects.get(pk=answer.json()).inputs["private"] is True

    @pytest.mark.parametrize(
        ("asked", "address", "status", "says"),
        [
            ({}, "", 422, "NothingToImport"),
            ({"files": file()}, "", 422, "files: not here; send the files in fields named 'uploads'"),
            ({"uploads": "events.csv"}, "", 422, "uploads: not here"),
            ({"uploads": file(), "vendors": "Acme"}, "", 422, "vendors: Extra inputs"),
            ({"uploads": file(), "private": "perhaps"}, "", 422, "private: Input should be a valid boolean"),
            ({"uploads": file(), "vendor": ["Acme", "Borealis"]}, "", 422, "vendor: given twice"),
            ({"uploads": file()}, "?private=true", 422, "private: not here"),
            ({"uploads": [file() for _ in range(101)]}, "", 413, "TooLarge"),
        ],
    )
    def test_are_refused_with_all_that_would_be_passed_over(self, send, asked, address, status, says):
        before = kept()

        answer = send(asked, f"/api/imports/files{address}")

        assert answer.status_code == status
        assert says in "{error}: {message}".format(**answer.json())
        assert kept() == before

    def test_come_as_a_form_and_nothing_else(self, send):
        as_json = send("{}", content_type="application/json")
        cut_short = send(b"--x\r\nnothing", content_type="multipart/form-data; boundary=")

        assert (as_json.status_code, as_json.json()["error"]) == (415, "WrongMediaType")
        assert (cut_short.status_code, cut_short.json()["error"]) == (422, "NotAForm")

    def test_are_for_whoever_may_import_and_signed_in(self, the_director, everybody):
        headers = {"authorization": f"Bearer {token_of(the_director)}"}

        assert Client().post("/api/imports/files", {"uploads": file()}).status_code == 401
        assert Client(headers=headers).post("/api/imports/files", {"uploads": file()}).status_code == 403


class TestAnExportOfTheAuditLog:
    def test_is_streamed_as_the_script_verifies_it(self, send, the_analyst, the_ciso, tmp_path):
        by_api("people.invite_person", {"email": "new@example.org", "role": "analyst"}, the_ciso)

        answer = send({}, "/api/audit/exports", content_type="application/json")

        assert (answer.status_code, answer["Content-Type"]) == (200, "application/jsonl")
        export = tmp_path / "ours.jsonl"
        export.write_bytes(answer.getvalue())
        assert the_analyst.organisation_name in verify_export.verify(str(export), None, [])

    def test_is_for_whoever_may_read_the_log_and_takes_no_input(self, send, the_director):
        headers = {"authorization": f"Bearer {token_of(the_director)}"}

        refused = Client(headers=headers).post("/api/audit/exports", content_type="application/json")
        asked_too_much = send({"since": 1}, "/api/audit/exports", content_type="application/json")

        assert (refused.status_code, asked_too_much.status_code) == (403, 422)
        assert Client().post("/api/audit/exports").status_code == 401
