"""The audit trail in the browser: who did what and when, and the proof that nobody changed it."""

import json
import subprocess
import sys
from contextlib import nullcontext

import pytest

from detente.assessment.scorecards.tests.held import reads
from detente.foundation.audit_log import erase_payload, sign_checkpoint
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Role
from detente.foundation.services.change_role import change_role
from detente.foundation.services.invite_person import invite_person
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.audit_examples import do, do_many, run_sql, tampering
from detente.foundation.tests.people import NOON, PEOPLE
from detente.site.deed_words import deed_label, said_inputs

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
READERS = {"the_ciso", "the_analyst", "the_auditor", "the_vendor", "the_stranger", "the_rival"}


def words(response):
    return response.content.decode()


@pytest.fixture
def deeds(the_ciso, the_analyst):
    """Two deeds of the bank."""
    invite_person(actor=the_ciso, email="new@example.org", role=Role.DIRECTOR, at=NOON)
    change_role(actor=the_ciso, person=the_analyst.person, role=Role.AUDITOR, at=NOON)


def work_it_off():
    """Run the jobs that wait, as the worker does."""
    WorkLoop(now=lambda: NOON, beside=lambda *_: nullcontext()).run_next()


class TestTheTrail:
    def test_says_who_did_what_and_when_the_latest_first(self, deeds, browser, the_ciso):
        page = words(browser(the_ciso).get("/audit"))

        assert "Ines Halden" in page
        assert "24 November 2026, 12:00 UTC" in page
        assert "Email: new@example.org; Role: director" in page
        assert "Person: Tom Ahlberg; Role: auditor" in page
        assert page.index("another role") < page.index("Invite somebody into their organisation")

    @pytest.mark.parametrize("who", sorted(PEOPLE))
    def test_is_for_those_who_may_read_it(self, who, browser, everybody):
        client = browser(everybody[who])
        expected = 200 if who in READERS else 403
        asked = ("/audit", "/audit/verify_export.py")

        assert {client.get(one).status_code for one in asked} == {expected}
        assert client.post("/audit/export").status_code == expected
        assert client.post("/audit/verifications").status_code == (302 if expected == 200 else 403)

    def test_tells_nothing_of_others(self, deeds, browser, the_stranger, the_vendor):
        for who in (the_stranger, the_vendor):
            client = browser(who)
            assert "No entry here" in words(client.get("/audit"))
            assert client.get("/audit/entries/0").status_code == 404

    def test_opens_each_entry_with_all_that_was_asked(self, browser, the_ciso):
        said = "<b>\u202e" + "x" * 3_000
        number = do(the_ciso, note=said)
        client = browser(the_ciso)
        listed, page = words(client.get("/audit")), words(client.get(f"/audit/entries/{number}"))
        drawer = client.get(f"/audit/entries/{number}", headers={"X-Drawer": "true"})

        assert f"&lt;b&gt;\u202e{'x' * 3_000}" in page
        assert "x" * 200 not in listed
        assert "<b>\u202e" not in listed + page
        assert "<html" not in words(drawer)
        assert "Not under a signed checkpoint yet" in page
        sign_checkpoint(at=NOON)
        assert "Covered by a signed checkpoint" in words(client.get(f"/audit/entries/{number}"))
        assert client.get(f"/audit/entries/{number + 1}").status_code == 404

    def test_says_that_an_entry_was_erased(self, browser, the_ciso):
        number = do(the_ciso, note="a private thing")
        with acting_for(the_ciso.organisation, writes=True):
            erase_payload(number=number, because="asked for", actor=the_ciso, at=NOON)
        page = words(browser(the_ciso).get("/audit"))

        assert "was erased" in page
        assert "a private thing" not in page

    def test_is_walked_a_page_at_a_time(self, browser, the_ciso):
        do_many(the_ciso, 60)
        client = browser(the_ciso)
        latest, earlier = words(client.get("/audit")), words(client.get("/audit?after=10"))

        assert "/audit?after=10" in latest
        assert ">59</a>" in latest
        assert ">9</a>" not in latest
        assert ">9</a>" in earlier
        assert ">10</a>" not in earlier
        assert client.get("/audit?after=999999999999999999999").status_code == 422
        assert client.get("/audit?after=abc").status_code == 422

    def test_asks_the_database_as_often_however_long_it_is(self, deeds, browser, the_ciso):
        client, asked = browser(the_ciso), []
        for _ in range(2):
            with reads() as queries:
                client.get("/audit")
            asked.append(len(queries))
            do_many(the_ciso, 60)
            do(the_ciso, person=the_ciso.person)

        assert asked[0] == asked[1] <= 8


class TestVerifying:
    def begin(self, client):
        """Press the button, and return where it leads."""
        done = client.post("/audit/verifications")
        assert done.status_code == 302
        return done["Location"]

    def test_shows_how_far_it_is_and_then_what_it_found(self, deeds, browser, the_ciso):
        client = browser(the_ciso)
        sign_checkpoint(at=NOON)
        address = self.begin(client)
        waiting = words(client.get(address))
        polled = client.get(address, headers={"HX-Request": "true"})
        assert "You can leave this page" in waiting
        assert "<html" not in words(polled)

        work_it_off()
        assert client.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address
        page = words(client.get(address))
        assert "Nothing was changed" in page
        assert "<dd>3</dd>" in page  # two deeds, and that a verification was asked for
        assert "nothing signed covers these yet" in page

    def test_says_which_of_ones_own_entries_is_not_as_it_was(self, deeds, browser, the_ciso, the_stranger):
        with tampering():
            run_sql(
                "UPDATE foundation_auditpayload SET body = replace(body, 'new@', 'old@') WHERE entry_id = 0"
            )
        for who, told in ((the_ciso, True), (the_stranger, False)):
            client = browser(who)
            address = self.begin(client)
            work_it_off()
            page = words(client.get(address))

            assert "Something was changed" in page
            assert ("entry 0: what it says is not what its line commits to" in page) is told
            assert ("1 more thing is wrong" in page) is not told

    def test_is_shown_to_the_organisation_that_asked_and_who_may(
        self, browser, the_ciso, the_director, the_stranger
    ):
        address = self.begin(browser(the_ciso))

        assert browser(the_stranger).get(address).status_code == 404
        assert browser(the_director).get(address).status_code == 403

    def test_is_no_page_about_other_jobs(self, browser, the_world, the_ciso):
        assert browser(the_ciso).get("/audit/verifications/60001").status_code == 404

    def test_says_why_it_could_not_be_done(self, browser, the_ciso, monkeypatch):
        client = browser(the_ciso)
        address = self.begin(client)
        monkeypatch.setattr("detente.foundation.services.verify_audit_log.verify_log", _breaks)
        work_it_off()
        page = words(client.get(address))

        assert "Failed" in page
        assert "Verify again" in page


def _breaks(**_):
    raise OSError(28, "No space left on device")


class TestTakingItAlong:
    def test_is_a_file_that_the_script_verifies_offline(self, deeds, browser, the_ciso, tmp_path):
        client = browser(the_ciso)
        export, script = client.post("/audit/export"), client.get("/audit/verify_export.py")
        (tmp_path / "ours.jsonl").write_bytes(b"".join(export.streaming_content))
        (tmp_path / "verify_export.py").write_bytes(script.content)
        key = words(client.get("/audit")).partition("--key ")[2].partition("<")[0]
        held = client.get("/audit/checkpoints/2")
        (tmp_path / "kept").write_bytes(held.content)
        done = subprocess.run(
            [sys.executable, "verify_export.py", "ours.jsonl", "--key", key, "--kept", "kept"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip

        assert done.returncode == 0, done
        assert export["Content-Disposition"] == 'attachment; filename="audit-halden-bank-2026-11-24.jsonl"'
        assert len(json.loads((tmp_path / "ours.jsonl").read_text().partition("\n")[0])) == 8

    def test_of_a_damaged_log_is_refused_before_the_first_byte(self, deeds, browser, the_ciso):
        sign_checkpoint(at=NOON)
        with tampering():
            run_sql('UPDATE foundation_auditentry SET leaf_hash = %s WHERE "index" = 0', b"x" * 32)
        reply = browser(the_ciso).post("/audit/export")

        assert (reply.status_code, reply.streaming) == (409, False)
        assert "does not fit its checkpoint" in words(reply)

    def test_takes_nothing_of_others(self, deeds, browser, the_stranger):
        sign_checkpoint(at=NOON)
        client = browser(the_stranger)
        said = b"".join(client.post("/audit/export").streaming_content).decode()

        assert "new@example.org" not in said
        assert client.get("/audit/checkpoints/1").status_code == 404

    def test_shows_the_last_checkpoint_that_one_was_handed(self, deeds, browser, the_ciso):
        client = browser(the_ciso)
        assert "None yet" in words(client.get("/audit"))
        sign_checkpoint(at=NOON)
        page = words(client.get("/audit"))

        assert "the first 2 entries" in page
        assert 'href="/audit/checkpoints/2"' in page


class TestDeeds:
    @pytest.mark.parametrize("name", sorted(one.name for one in OPERATIONS.values() if one.writes))
    def test_are_told_in_a_clause_that_speaks_of_others(self, name):
        said = deed_label(name)

        assert 8 <= len(said) <= 100
        assert not {"your", "you", "yours"} & set(said.lower().split())
        assert said[-1] not in ".,;:"

    def test_of_jobs_and_of_what_is_no_more_have_words_too(self):
        assert deed_label("imports.import_files") == "Import files"
        assert deed_label("people.accept_invitation") == "Accept invitation"

    def test_tell_what_was_asked_in_words(self):
        asked = {"a_list": ["x", "y"], "a_record": {"of": 1}, "yes": True, "none": None, "empty": ""}

        assert said_inputs(asked, {}) == (("A list", "x, y"), ("A record", '{"of": 1}'), ("Yes", "yes"))
