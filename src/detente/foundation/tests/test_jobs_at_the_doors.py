from datetime import timedelta

import pytest

from detente.foundation.access import Actor
from detente.foundation.errors import NotPermitted
from detente.foundation.jobs.contracts import AlreadyOver, NoSuchJob
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.models import Job
from detente.foundation.models.job import JobState
from detente.foundation.selectors.jobs import list_jobs, show_job
from detente.foundation.services.cancel_job import cancel_job
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON

pytestmark = pytest.mark.django_db


def asked(actor: Actor, *, seconds: int = 0, rows: int = 1) -> int:
    with acting_for(actor.organisation, writes=True):
        return enqueue(
            "tests.count", actor=actor, at=NOON + timedelta(seconds=seconds), inputs={"rows": rows}
        )


def running(actor: Actor) -> int:
    number = asked(actor)
    with acting_for(actor.organisation, writes=True):
        Job.objects.filter(pk=number).update(state=JobState.RUNNING, worker="elsewhere:1:1:1", attempt=1)
    return number


class TestShowJob:
    def test_shows_a_colleagues_job(self, the_analyst, the_ciso):
        number = asked(the_analyst)

        shown = show_job(actor=the_ciso, job=number)

        assert (shown.id, shown.state, shown.asked_by) == (number, JobState.QUEUED, "Tom Ahlberg")

    def test_answers_a_stranger_as_if_it_did_not_exist(self, the_analyst, the_stranger, by_api):
        number = asked(the_analyst)

        theirs = by_api("jobs.show_job", {"job": number}, the_stranger)
        nobodys = by_api("jobs.show_job", {"job": 1}, the_stranger)

        assert theirs.code == nobodys.code == 404
        assert theirs.said.replace(str(number), "1") == nobodys.said

    def test_answers_its_owner_at_each_door(self, the_analyst, by_api, by_command):
        number = asked(the_analyst)

        for ask in (by_api, by_command):
            content = ask("jobs.show_job", {"job": number}, the_analyst).content

            assert (content["state"], content["answer"]) == ("queued", None)


class TestListJobs:
    def test_lists_the_last_asked_for_first_a_page_at_a_time(self, the_analyst):
        numbers = [asked(the_analyst, seconds=one // 2) for one in range(7)]

        found, after = [], None
        while True:
            page = list_jobs(actor=the_analyst, after=after, limit=3)
            found += [one.id for one in page.items]
            after = page.next
            if after is None:
                break

        assert sorted(found) == sorted(numbers)
        moments = [show_job(actor=the_analyst, job=one).asked_at for one in found]
        assert moments == sorted(moments, reverse=True)

    def test_knows_nothing_of_other_organisations(self, the_analyst, the_stranger):
        theirs = asked(the_analyst)

        assert list_jobs(actor=the_stranger).items == ()
        with pytest.raises(NoSuchJob):
            list_jobs(actor=the_stranger, after=theirs)

    def test_lists_only_those_that_stand_so(self, the_analyst):
        asked(the_analyst)
        runs = running(the_analyst)

        page = list_jobs(actor=the_analyst, state=JobState.RUNNING)

        assert [one.id for one in page.items] == [runs]

    @pytest.mark.parametrize("rows", [1, 30])
    def test_asks_the_database_as_often_however_long_the_list(
        self, the_analyst, django_assert_max_num_queries, rows
    ):
        for _ in range(rows):
            asked(the_analyst)

        with django_assert_max_num_queries(5):
            assert len(list_jobs(actor=the_analyst).items) == rows


class TestCancelJob:
    def test_ends_one_that_waits_at_once(self, the_analyst):
        status = cancel_job(actor=the_analyst, at=NOON, job=asked(the_analyst))

        assert (status.state, status.ended_at) == (JobState.CANCELLED, NOON)

    def test_asks_one_that_runs_to_stop(self, the_analyst):
        status = cancel_job(actor=the_analyst, at=NOON, job=running(the_analyst))

        assert (status.state, status.cancel_asked) == (JobState.RUNNING, True)

    def test_says_that_one_is_over(self, the_analyst):
        number = asked(the_analyst)
        cancel_job(actor=the_analyst, at=NOON, job=number)

        with pytest.raises(AlreadyOver, match="was cancelled"):
            cancel_job(actor=the_analyst, at=NOON, job=number)

    def test_answers_a_stranger_as_if_it_did_not_exist(self, the_analyst, the_stranger, by_api):
        number = asked(the_analyst)

        with pytest.raises(NoSuchJob):
            cancel_job(actor=the_stranger, at=NOON, job=number)
        assert by_api("jobs.cancel_job", {"job": number}, the_stranger).code == 404
        assert show_job(actor=the_analyst, job=number).state == JobState.QUEUED

    def test_is_not_for_an_auditor(self, the_analyst, the_auditor):
        with pytest.raises(NotPermitted):
            cancel_job(actor=the_auditor, at=NOON, job=asked(the_analyst))
