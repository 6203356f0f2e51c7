"""What a worker does now and then."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from detente.foundation.jobs.chores import Chore, Chores

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class TestChores:
    def test_are_done_as_a_worker_begins_and_not_again_before_their_time(self):
        done = []
        chores = Chores([Chore("sweep", timedelta(hours=1), done.append)])

        chores.do_what_is_due(NOON)
        chores.do_what_is_due(NOON)

        assert done == [NOON]

    def test_that_are_always_due_are_done_each_time(self):
        done = []
        chores = Chores([Chore("sweep", timedelta(0), done.append)])

        chores.do_what_is_due(NOON)
        chores.do_what_is_due(NOON)

        assert done == [NOON, NOON]

    def test_that_fail_are_logged_and_keep_nobody_from_the_next(self, caplog):
        done = []

        def fail(_):
            raise RuntimeError("the broom is gone")

        Chores([Chore("sweep", timedelta(0), fail), Chore("dust", timedelta(0), done.append)]).do_what_is_due(
            NOON
        )

        assert done == [NOON]
        assert "could not sweep" in caplog.text

    def test_that_meet_a_database_that_is_away_let_the_worker_wait_for_it(self):
        def fail(_):
            raise DatabaseError("away")

        with pytest.raises(DatabaseError):
            Chores([Chore("sweep", timedelta(0), fail)]).do_what_is_due(NOON)
