from dataclasses import replace
from datetime import date

import pytest

from detente.foundation.errors import NotPermitted
from detente.foundation.jobs.contracts import NoSuchJob
from detente.foundation.jobs.progress import Progress, Standing
from detente.foundation.jobs.run import run_now
from detente.foundation.models import Organisation
from detente.foundation.tests.job_examples import DEEDS, Counted, ask, jobs_kept, seen
from detente.foundation.tests.people import NOON

pytestmark = pytest.mark.django_db


class TestRunNow:
    def test_answers_without_a_job(self, the_analyst):
        answer = run_now("tests.count", actor=the_analyst, at=NOON, inputs={"rows": 2})

        assert answer == Counted(2, date(2026, 1, 1))
        assert jobs_kept() == 0

    def test_tells_how_far_it_is_and_of_the_end(self, the_analyst):
        told: list[Standing] = []

        run_now("tests.count", actor=the_analyst, at=NOON, inputs={"rows": 1000}, on_progress=told.append)

        assert told[0] == Standing(0, 1000, "rows")
        assert told[-1] == Standing(1000, 1000, "rows")
        assert [one.done for one in told] == sorted(one.done for one in told)
        assert len(told) < 20

    def test_writes_as_of_the_moment_it_was_given(self, the_analyst):
        def deed(actor, at, progress):
            with progress.writing() as moment:
                Organisation.objects.create(name="new", created_at=moment)
            return Counted(1, moment.date())

        DEEDS["it"] = deed
        run_now("tests.deed", actor=the_analyst, at=NOON, inputs={"name": "it"})

        assert Organisation.objects.get(name="new").created_at == NOON

    def test_refuses_whoever_may_not(self, the_auditor):
        with pytest.raises(NotPermitted):
            run_now("tests.count", actor=the_auditor, at=NOON, inputs={"rows": 1})


class TestProgress:
    def test_never_falls(self, the_analyst):
        progress = Progress(actor=the_analyst, verb="tests.count", inputs={}, now=lambda: NOON)
        progress.step(5)

        with pytest.raises(ValueError, match="never falls"):
            progress.step(-1)
        with pytest.raises(ValueError, match="4 rows"):
            progress.expect(4, "rows")
        assert progress.standing.done == 5

    @pytest.mark.parametrize(
        ("done", "total", "share"), [(0, None, None), (1, 4, 0.25), (5, 4, 1.0), (0, 0, 1.0)]
    )
    def test_is_a_share_only_when_the_total_is_known(self, the_analyst, done, total, share):
        number = ask("tests.count", the_analyst, rows=1)

        assert replace(seen(the_analyst, number), done=done, total=total).share == share

    def test_of_a_strangers_job_cannot_be_asked_for(self, the_analyst, the_vendor):
        number = ask("tests.count", the_analyst, rows=1)

        with pytest.raises(NoSuchJob):
            seen(the_vendor, number)
