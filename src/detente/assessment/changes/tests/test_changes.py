"""What changed is a sentence with its from, its to and its why; what did not happen is not said."""

from datetime import timedelta

import pytest

from detente.assessment.changes.contracts import NotBeforeToday, UnfitThreshold
from detente.assessment.changes.selectors.changes import A_PAGE, show_changes
from detente.assessment.changes.services.mark_seen import mark_seen
from detente.assessment.changes.tests.laid import dispute, tier
from detente.assessment.scorecards.selectors.why_changed import explain_change
from detente.assessment.scorecards.tests.held import (
    compliance,
    day,
    hold,
    moment,
    performance,
    reads,
    relate,
    retract,
    show_enough,
    trust,
)
from detente.evidence.disputes.services.settle_dispute import settle_dispute
from detente.formats.records import Certificate, Disclosure, Ticket
from detente.foundation.moments import NotOnRecord
from detente.foundation.tests.people import INSURER, NOON, RIVAL, SUPPLIER

LONG_BEFORE = moment(60)


def ask(actor, *, at=NOON, **more):
    return show_changes(actor=actor, at=at, **{"since": day(20), **more})


def said(found, *kinds):
    return [f"{one.name}{one.words}" for one in found.changes if one.kind in kinds]


class TestWhatChanged:
    def test_is_nothing_where_nothing_happened(self, the_analyst):
        relate(notice_hours=24)
        show_enough(SUPPLIER, good=0.8, first_document=1, known_at=LONG_BEFORE)

        found = ask(the_analyst)

        assert (found.changes, found.vendors) == ((), 0)

    def test_says_how_far_a_dimension_moved_as_its_why_does(self, the_analyst):
        relate(notice_hours=24)
        show_enough(SUPPLIER, good=0.6, first_document=1, known_at=LONG_BEFORE)
        hold(*trust(1.0), document=9, known_at=moment(5))

        (moved,) = [one for one in ask(the_analyst).changes if one.kind == "dimension"]

        why = explain_change(
            actor=the_analyst, at=NOON, vendor=str(SUPPLIER), dimension=moved.opens.part, since=day(20)
        )
        was, now = why.before.ends, why.after.ends
        assert moved.before == f"{was.demonstrated:.0f} to {was.possible:.0f}"
        assert moved.after == f"{now.demonstrated:.0f} to {now.possible:.0f}"
        assert f"rose from {was.demonstrated:.0f} to {now.demonstrated:.0f} demonstrated" in moved.words
        assert (moved.on, moved.opens.kind, moved.opens.part) == (day(5), "change", "trust")

    def test_leaves_out_what_moved_less_than_the_threshold(self, the_analyst):
        relate(notice_hours=24)
        show_enough(SUPPLIER, good=0.6, first_document=1, known_at=LONG_BEFORE)
        hold(*trust(1.0), document=9, known_at=moment(5))

        assert said(ask(the_analyst, threshold=100), "dimension") == []

    def test_says_when_a_dimension_can_be_read_at_last(self, the_analyst):
        relate(notice_hours=24)
        hold(*performance(0.8), *trust(0.8), document=1, known_at=LONG_BEFORE)
        hold(*compliance(0.8), document=2, known_at=moment(3))

        (words,) = said(ask(the_analyst), "dimension")

        assert "compliance maturity can be read now" in words

    def test_says_which_must_have_changed_its_state(self, the_analyst):
        relate(notice_hours=24)
        hold(
            Certificate("SOC 2", "in force", issued_on=day(100), expires_on=day(-200)),
            document=1,
            known_at=moment(4),
        )

        (words,) = said(ask(the_analyst), "must-have")

        assert "from not shown to passed. SOC 2 is in force" in words

    def test_says_that_a_certificate_lapsed_though_nothing_was_written_down(self, the_analyst):
        relate(notice_hours=24)
        hold(
            Certificate("SOC 2", "in force", issued_on=day(300), expires_on=day(10)),
            document=1,
            known_at=LONG_BEFORE,
        )

        (words,) = said(ask(the_analyst), "must-have")

        assert "from passed to failed. SOC 2 lapsed" in words

    def test_names_the_documents_that_came_and_went(self, the_analyst):
        relate(notice_hours=24)
        old = hold(Disclosure("a", told=True, on=day(90)), document=1, known_at=LONG_BEFORE, name="old.csv")
        hold(Disclosure("b", told=True, on=day(9)), document=2, known_at=moment(9), name="new.csv")
        retract(old, moment(2))

        found = ask(the_analyst)

        (went,), (came,) = said(found, "retraction"), said(found, "evidence")
        assert "’s document old.csv was retracted by " in went
        assert went.endswith(": a wrong file.")
        assert came.startswith("Northwind Cloud: new.csv is new, 1 fact, brought by ")

    def test_lets_the_latest_of_many_documents_stand_for_all(self, the_analyst):
        relate(notice_hours=24)
        for number in range(5):
            hold(
                Disclosure(f"{number}", told=True, on=day(9)),
                document=number + 1,
                known_at=moment(9 - number),
                name=f"{number}.csv",
            )

        (words,) = said(ask(the_analyst), "evidence")

        assert words.startswith("Northwind Cloud: 5 new documents, the latest 4.csv")

    def test_says_who_disputes_a_line_and_who_settled_it(self, the_analyst):
        relate(notice_hours=24)
        document = hold(*performance(), document=1, known_at=LONG_BEFORE)
        raised = dispute(document, side="vendor", back=12)
        settle_dispute(actor=the_analyst, at=moment(1), dispute=raised.pk, uphold=False, reason="It was so")

        settled, opened = said(ask(the_analyst), "dispute")

        assert "of Northwind Cloud disputes a line: “Not so, says the vendor”" in opened
        assert f"{the_analyst.name} of Halden Bank rejected the dispute" in settled

    def test_says_which_term_changed_from_what_to_what_by_whom_and_why(self, the_analyst, the_ciso):
        relate(tier=2, notice_hours=24)
        tier(1, back=6)

        (words,) = said(ask(the_analyst), "terms")

        assert words == (
            f"Northwind Cloud: tier changed from tier 2 to tier 1, by {the_ciso.name}: "
            "Core banking stands on it."
        )

    def test_is_of_one_customer_alone(self, the_analyst, the_stranger):
        relate(notice_hours=24)
        relate(customer=INSURER, notice_hours=24)
        hold(*performance(), document=1, customer=INSURER, known_at=moment(3))

        assert ask(the_analyst).changes == ()
        assert ask(the_stranger).changes != ()

    def test_takes_as_many_queries_for_many_vendors_as_for_few(self, the_analyst):
        relate(notice_hours=24)
        hold(*trust(), document=1, known_at=moment(3))

        def queries():
            with reads() as asked:
                ask(the_analyst)
            return len(asked)

        few = queries()
        for number in range(4000, 4090):
            relate(number, name=f"Vendor {number}")
            hold(Certificate("SOC 2", "in force"), document=number, vendor=number, known_at=moment(2))

        assert queries() == few < 36

    def test_computes_some_vendors_at_a_time_those_of_late_first(self, the_analyst):
        for number in range(A_PAGE + 3):
            relate(4000 + number, name=f"Vendor {number:02}")
            hold(
                Ticket("T", moment(50), None, None, 1, kept_sla=True),
                document=4000 + number,
                vendor=4000 + number,
                known_at=moment(1 + number / 10),
            )

        first, second = ask(the_analyst), ask(the_analyst, page=2)

        assert (first.vendors, first.last_page, second.page) == (A_PAGE + 3, 2, 2)
        assert len(said(second, "evidence")) == 3
        assert "Vendor 00" in said(first, "evidence")[0]

    def test_of_a_vendor_that_is_new_is_said_without_a_figure_before(self, the_analyst):
        relate(RIVAL, notice_hours=24)
        show_enough(RIVAL, good=0.8, first_document=1, known_at=moment(3))

        assert all("can be read now" in one for one in said(ask(the_analyst), "dimension"))

    @pytest.mark.parametrize(
        ("asked", "refusal"),
        [
            ({"since": NOON.date()}, NotBeforeToday),
            ({"since": NOON.date() + timedelta(days=2)}, NotOnRecord),
            ({"threshold": -1.0}, UnfitThreshold),
            ({"threshold": float("nan")}, UnfitThreshold),
        ],
    )
    def test_is_refused_where_it_cannot_be(self, asked, refusal, the_analyst):
        with pytest.raises(refusal):
            ask(the_analyst, **asked)


class TestTheLastVisit:
    def test_is_a_month_ago_for_whoever_was_never_here(self, the_analyst):
        found = ask(the_analyst, since=None)

        assert (found.last_visit, found.since, found.seen_today) == (None, day(30), False)

    def test_stays_the_same_for_the_rest_of_the_day(self, the_analyst):
        mark_seen(actor=the_analyst, at=moment(7))

        before = ask(the_analyst, since=None)
        mark_seen(actor=the_analyst, at=NOON)
        mark_seen(actor=the_analyst, at=NOON)
        after = ask(the_analyst, since=None)

        assert before.last_visit == after.last_visit == day(7)
        assert (before.since, before.seen_today, after.seen_today) == (day(8), False, True)

    def test_is_each_persons_own(self, the_analyst, the_ciso):
        mark_seen(actor=the_analyst, at=moment(7))

        assert ask(the_ciso, since=None).last_visit is None

    def test_is_the_day_before_when_somebody_comes_on_the_next(self, the_analyst):
        for back in (7, 3, 1):
            mark_seen(actor=the_analyst, at=moment(back))

        assert ask(the_analyst, since=None).last_visit == day(1)
