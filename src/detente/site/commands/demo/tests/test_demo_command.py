"""`detente demo`: once, and never by accident twice."""

import pytest
from click.testing import CliRunner

from detente.foundation.command_line import kept_person
from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.roles import Role
from detente.site.cli import build
from detente.site.commands.demo import programme
from detente.site.commands.demo.cast import ANALYST, CISO, EVERYBODY


@pytest.fixture
def detente(db, settings, tmp_path, monkeypatch, the_clock_stands_still):
    """The command line of an installation of its own, whose programme has people but no files."""
    settings.HOME = str(tmp_path)
    monkeypatch.setattr(programme, "deliveries", lambda _: [])
    return lambda *words: CliRunner().invoke(build(), words)


def passwords_in(text):
    """What was printed before each address."""
    return {
        address: line.split()[0]
        for line in text.splitlines()
        for address in (one.email for one in EVERYBODY)
        if f" {address} " in line
    }


class TestDemo:
    def test_prints_a_password_for_everybody_that_opens_their_account(self, detente):
        done = detente("demo")

        told = passwords_in(done.stdout)
        assert done.exit_code == 0, done.output
        assert set(told) == {one.email for one in EVERYBODY}
        assert Person.objects.get(email=CISO.email).check_password(told[CISO.email])

    def test_has_somebody_of_every_role(self, detente):
        detente("demo")

        assert set(Membership.objects.values_list("role", flat=True)) == {one.value for one in Role}

    def test_has_commands_act_for_the_analyst_from_then_on(self, detente):
        detente("demo")

        assert kept_person() == ANALYST.email

    def test_leaves_whom_commands_act_for_where_somebody_was_chosen(self, detente, tmp_path):
        (tmp_path / "person").write_text("ada@example.org\n")

        detente("demo")

        assert kept_person() == "ada@example.org"

    def test_changes_nothing_the_second_time_and_prints_no_password(self, detente):
        detente("demo")
        before = Organisation.objects.count(), Person.objects.get(email=CISO.email).password

        again = detente("demo")

        assert again.exit_code == 0
        assert passwords_in(again.output) == {}
        assert "here already" in again.stdout
        assert (Organisation.objects.count(), Person.objects.get(email=CISO.email).password) == before

    def test_gives_new_passwords_to_whoever_lost_them(self, detente):
        old = passwords_in(detente("demo").stdout)[CISO.email]

        new = passwords_in(detente("demo", "--reset-passwords").stdout)[CISO.email]

        person = Person.objects.get(email=CISO.email)
        assert person.check_password(new)
        assert not person.check_password(old)

    def test_has_no_passwords_to_give_where_it_was_never_made(self, detente):
        done = detente("demo", "--reset-passwords")

        assert done.exit_code != 0
        assert "detente demo" in done.output

    def test_leaves_nothing_behind_when_it_is_stopped_half_way(self, detente, monkeypatch):
        monkeypatch.setattr("detente.site.commands.demo.making.sign_checkpoint", lambda **_: 1 / 0)

        stopped = detente("demo")

        assert stopped.exit_code != 0
        assert not Organisation.objects.exists()
        assert kept_person() is None

    def test_tells_nobody_a_password_but_on_the_screen(self, detente, tmp_path):
        told = passwords_in(detente("demo").stdout).values()

        kept = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
        assert not any(one.encode() in kept for one in told)
