"""A file that gives no dates stands at the day it was written: as its sender says, else as the disk has it."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from detente.evidence.imports.tests.bringing import EVENTS, LATER, bring, known, started, written
from detente.foundation.tests.people import NOON
from detente.foundation.uploads import Upload

TABLE = "kind,questionnaire,question_id,question,answer\nquestionnaire_answer,Q,1,Backups?,yes\n"
IN_2021 = datetime(2021, 5, 5, 15, 30, tzinfo=UTC)


@pytest.fixture
def answers(the_analyst, tmp_path):
    started(the_analyst)
    return written(tmp_path, TABLE)


def days(actor):
    return sorted(
        f"{one.valid_from:%Y-%m-%d %H:%M}" for one in known(actor, known_on=LATER + timedelta(days=1))
    )


def as_said(path, at=IN_2021):
    return Upload(path, path.name, at)


class TestAnUndatedFact:
    def test_stands_at_the_day_that_the_sender_says(self, the_analyst, answers):
        [file] = bring(the_analyst, as_said(answers), vendor="Acme").files

        assert days(the_analyst) == ["2021-05-05 00:00"]
        assert file.message == (
            "1 fact carries no date in the file: it stands at 5 May 2021, the day it was written as you say."
        )

    def test_stands_else_at_the_day_that_the_disk_has(self, the_analyst, answers):
        os.utime(answers, (IN_2021.timestamp(), IN_2021.timestamp()))

        [file] = bring(the_analyst, answers, vendor="Acme").files

        assert days(the_analyst) == ["2021-05-05 00:00"]
        assert "5 May 2021, the day it was written as far as this machine knows." in file.message

    def test_never_stands_in_the_future_whatever_the_disk_has(self, the_analyst, answers):
        os.utime(answers, (LATER.timestamp(), LATER.timestamp()))

        bring(the_analyst, answers, vendor="Acme")

        assert days(the_analyst) == [f"{NOON:%Y-%m-%d} 00:00"]

    def test_that_is_given_another_day_is_not_passed_over_in_silence(self, the_analyst, answers):
        files = [
            bring(the_analyst, one, vendor="Acme", at=at).files[0]
            for one, at in (
                (answers, NOON),
                (answers, LATER),
                (as_said(answers), LATER),
                (as_said(answers), LATER),
            )
        ]

        assert [one.outcome for one in files] == ["added", "same file", "added", "same file"]
        assert days(the_analyst) == ["2021-05-05 00:00", f"{NOON:%Y-%m-%d} 00:00"]
        assert "no date" not in files[1].message


class TestABadgeOfUptime:
    """It says "98 % over 30 days", and not which."""

    BADGE = '{"schemaVersion": 1, "label": "uptime 30d", "message": "98%", "color": "green"}'

    @pytest.fixture
    def badge(self, the_analyst, tmp_path):
        started(the_analyst)
        return Upload(written(tmp_path, self.BADGE, "api/gate/uptime.json"), "api/gate/uptime.json")

    def test_alone_claims_no_watch_and_says_that_it_carries_no_date(self, the_analyst, badge):
        [file] = bring(the_analyst, badge, vendor="Acme").files

        [fact] = known(the_analyst, known_on=NOON)
        assert (fact.record.kind, fact.record.ends_at) == ("measure", None)
        assert file.message == (
            "1 fact carries no date in the file: it stands at 24 November 2026, the day it was written as far as this "
            "machine knows. Nobody is taken to have watched until then: say when it was written."
        )

    def test_with_dated_files_beside_it_ends_with_the_last_of_these_in_whatever_order(
        self, the_analyst, badge, tmp_path
    ):
        events = written(tmp_path, EVENTS, "events.csv")

        report = bring(the_analyst, badge, events, vendor="Acme")

        assert [one.name for one in report.files] == ["api/gate/uptime.json", "events.csv"]
        assert report.files[0].message == ""
        ends = {
            one.record.ends_at for one in known(the_analyst, known_on=NOON) if one.record.kind == "monitoring"
        }
        assert ends == {datetime(2026, 10, 1, 1, tzinfo=UTC)}

    def test_that_is_dated_later_counts_from_then(self, the_analyst, badge):
        dated = Upload(badge.path, badge.name, IN_2021)

        outcomes = [bring(the_analyst, one, vendor="Acme").files[0].outcome for one in (badge, dated, dated)]

        assert outcomes == ["added", "added", "same file"]
        kinds = sorted(one.record.kind for one in known(the_analyst, known_on=LATER))
        assert kinds == ["measure", "monitoring"]


class TestADatedFact:
    def test_keeps_its_own_day_whatever_the_sender_says(self, the_analyst, tmp_path):
        started(the_analyst)
        table = "kind,vendor,number,opened_at\nticket,Acme,1,2026-10-01\n"

        [file] = bring(the_analyst, as_said(written(tmp_path, table))).files
        [again] = bring(the_analyst, written(tmp_path, table)).files

        assert (days(the_analyst), file.message) == (["2026-10-01 00:00"], "")
        assert again.outcome == "same file"
