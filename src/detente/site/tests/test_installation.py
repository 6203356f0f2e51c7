"""Where an installation keeps its state if nothing else is said."""

from pathlib import Path

from detente.site.installation import usual_home


class TestTheUsualHome:
    def test_is_in_the_checkout_in_whichever_folder_a_command_is_given(self, tmp_path, monkeypatch):
        package = tmp_path / "checkout" / "src" / "detente"
        package.mkdir(parents=True)
        (tmp_path / "checkout" / "run").touch()
        monkeypatch.chdir(tmp_path)

        assert usual_home(package) == tmp_path / "checkout" / ".detente"

    def test_is_in_the_folder_of_the_command_where_there_is_no_checkout(self, tmp_path):
        assert usual_home(tmp_path / "lib" / "site-packages" / "detente") == Path(".detente")
