"""What a person finds in the programme: asked of the rooms, as the people of the programme ask them."""

from datetime import timedelta

import pytest

from detente.assessment.scorecards.selectors.buyer import show_buyer
from detente.assessment.scorecards.selectors.history import history
from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.selectors.publications import list_publications
from detente.assessment.scorecards.selectors.scorecard import explain, show
from detente.evidence.disclosures.selectors import list_limits
from detente.evidence.disputes.contracts import State
from detente.evidence.disputes.selectors import list_disputes
from detente.evidence.imports.selectors import list_imports
from detente.evidence.ledger.selectors import list_documents
from detente.evidence.questionnaires.contracts import Standing
from detente.evidence.questionnaires.selectors import list_questionnaires, show_answers, show_questionnaire
from detente.evidence.relationships.selectors import (
    find_vendor,
    list_names,
    list_notes,
    list_vendors,
    show_relationship,
)
from detente.foundation.access import actor_named
from detente.foundation.audit_log import verify_log
from detente.foundation.models import Person
from detente.foundation.tests.people import NOON
from detente.rendering.text_bars import BLOCKS
from detente.site.commands.demo.cast import (
    ANALYST,
    CISO,
    CORVANE_LEAD,
    EVERYBODY,
    INSURERS_CISO,
    KESTREL_LEAD,
)
from detente.site.commands.demo.setting.relationships import REPLACED
from detente.site.commands.demo.tests.the_programme import TODAY, played
from detente.site.commands.summary.gathering import gathered
from detente.site.commands.summary.printing import COLUMNS, lines

A_YEAR_AGO = TODAY - timedelta(days=365)


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker, tmp_path_factory):
    """Give all tests of this module one database with the programme, instead of an empty one to each."""
    with django_db_blocker.unblock(), played(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def the_programme(db):
    return db


@pytest.fixture(scope="module")
def the_summary(the_programme):
    found = gathered(actor=actor_named(ANALYST.email), at=NOON)
    return list(lines(found, ink=BLOCKS, command="detente", address="http://127.0.0.1:8000/"))


@pytest.fixture
def the_analyst(the_programme):
    return actor_named(ANALYST.email)


@pytest.fixture
def the_kestrel_lead(the_programme):
    return actor_named(KESTREL_LEAD.email)


@pytest.fixture
def card_of(the_analyst):
    return lambda vendor, **more: show(actor=the_analyst, at=NOON, vendor=vendor, **more)


@pytest.fixture
def marks_of(the_analyst):
    rows = portfolio(actor=the_analyst, at=NOON).rows
    return {row.vendor.name: [mark.words for mark in row.marks] for row in rows}


def gates_not_met(card):
    return [one.reason for one in card.gates if one.state.value == "not met"]


def trust(card):
    (found,) = [one for one in card.dimensions if one.id == "trust"]
    return found


class TestCorvaneWhichHidesBadNews:
    def test_is_held_by_a_breach_that_the_bank_found(self, card_of):
        (reason,) = gates_not_met(card_of("Corvane"))

        assert "found before Corvane told" in reason

    def test_has_shown_less_trust_than_is_agreed(self, card_of):
        assert trust(card_of("Corvane")).below_floor

    def test_sent_a_probe_that_disagrees_with_the_banks(self, card_of):
        assert "P1" in card_of("Corvane").disagreements

    def test_had_its_own_answers_voided_by_what_the_bank_ran_into(self, the_analyst):
        why = explain(actor=the_analyst, at=NOON, vendor="Corvane", criterion="C2")

        said = [piece.words for slot in why.criterion.slots for piece in slot.pieces]
        assert any("count for nothing" in one for one in said)


class TestKestrelWhichDiscloses:
    def test_rose_in_trust_over_the_year(self, card_of):
        before = trust(card_of("Kestrel", as_of=A_YEAR_AGO)).ends
        now = trust(card_of("Kestrel")).ends

        assert now.demonstrated >= before.demonstrated + 10

    def test_rose_as_it_was_known_month_by_month(self, the_analyst):
        (told,) = [
            one
            for one in history(actor=the_analyst, at=NOON, vendor="Kestrel", months=12)
            if one.dimension == "trust"
        ]

        assert len(told.points) >= 12
        assert told.points[-1].ends.demonstrated > told.points[0].ends.demonstrated

    def test_has_a_certificate_that_lapses_in_eighteen_days(self, marks_of):
        assert "ISO/IEC 27001 lapses in 18 days" in marks_of["Kestrel"]

    def test_disputes_a_line_that_the_bank_looks_into(self, marks_of, the_analyst):
        [found] = list_disputes(actor=the_analyst, state=State.OPEN).items

        assert f"A line is in dispute: {found.says}".rstrip(".") in [
            one.rstrip(".") for one in marks_of["Kestrel"]
        ]
        assert found.last_reply.due_on > NOON.date()

    def test_has_one_scorecard_published_and_one_in_preview(self, the_analyst):
        found = list_publications(actor=the_analyst, at=NOON).items

        assert [one.state.value for one in found] == ["in preview", "published"]

    def test_is_a_trusted_partner_with_an_outcome_that_both_signed(self, the_analyst):
        kestrel = find_vendor(actor=the_analyst, at=NOON, vendor="Kestrel")
        room = show_relationship(actor=the_analyst, at=NOON, relationship=kestrel.relationship)

        assert room.stage == "trusted"
        assert {one.person for one in room.outcome.signatures} == {CISO.name, KESTREL_LEAD.name}


class TestTheOthers:
    def test_corvane_objected_to_its_outages_in_vain(self, the_analyst):
        states = {one.organisation: one.state for one in list_disputes(actor=the_analyst).items}

        assert states["Corvane"] is State.REJECTED

    def test_quillon_rose_to_tier_one_and_owes_notice_within_a_day(self, the_analyst):
        before, now = (
            find_vendor(actor=the_analyst, at=NOON, vendor="Quillon", as_of=day) for day in (A_YEAR_AGO, None)
        )

        assert (before.tier, before.notice_hours) == (2, 72)
        assert (now.tier, now.notice_hours) == (1, 24)

    def test_calders_product_was_replaced_which_was_told_some_days_later(self, the_analyst):
        replaced_on = TODAY - timedelta(days=REPLACED[2])

        def in_use(as_of, known_on):
            dates = {"as_of": as_of, "known_on": known_on}
            return find_vendor(actor=the_analyst, at=NOON, vendor="Calder", **dates).products

        assert in_use(replaced_on, TODAY) == in_use(TODAY, TODAY) == ("Calder Edge",)
        assert in_use(replaced_on, replaced_on) == in_use(A_YEAR_AGO, TODAY) == ("Calder Relay",)

    def test_brightwaters_report_lapsed(self, marks_of):
        assert any("lapsed after 14 November 2026" in one for one in marks_of["Brightwater"])

    def test_hartwell_left_an_exploited_flaw_open(self, card_of):
        assert any("CVE-" in one for one in gates_not_met(card_of("Hartwell")))

    def test_norbury_has_a_connection_overdue_for_review(self, card_of):
        assert any("118 days overdue" in one for one in gates_not_met(card_of("Norbury")))

    def test_coverdale_is_in_its_first_week(self, card_of):
        card = card_of("Coverdale")

        assert card.too_early
        assert 5 < card.points_in < 20
        assert card.next_steps

    def test_of_holmfirth_nothing_is_known(self, the_analyst):
        rows = portfolio(actor=the_analyst, at=NOON).rows

        assert [row.evidence for row in rows if row.vendor.name == "Holmfirth"] == [0]

    def test_some_contracts_renew_soon(self, marks_of):
        assert sum(any("renews" in one for one in marks) for marks in marks_of.values()) >= 4

    def test_the_bank_as_a_buyer_has_points_against_it(self, the_analyst):
        answers = show_buyer(actor=the_analyst, at=NOON).criteria[0]

        assert answers.points.against > 0


class TestNamesInTheFiles:
    def test_one_was_matched_by_hand(self, the_analyst):
        assert [(one.written, one.vendor) for one in list_names(actor=the_analyst)] == [
            ("Kestrel Security Ltd", "Kestrel")
        ]

    def test_one_waits_for_a_person_with_a_suggestion(self, the_analyst):
        reports = list_imports(actor=the_analyst, limit=200).items
        waiting = {
            (name.written, name.suggestion)
            for report in reports
            for file in report.files
            for name in file.unknown_names
            if name.suggestion
        }

        assert waiting == {("Kestrel Managed Detection", "Kestrel")}


class TestPeople:
    def test_can_sign_in_with_the_passwords_that_were_printed(self, the_programme):
        people = {one.email: one for one in Person.objects.all()}

        assert set(the_programme.passwords) == {one.email for one in EVERYBODY}
        assert all(people[email].check_password(told) for email, told in the_programme.passwords.items())

    def test_of_one_side_never_see_the_notes_of_the_other(self, the_analyst):
        kestrel = find_vendor(actor=the_analyst, at=NOON, vendor="Kestrel").relationship
        ours = {one.text for one in list_notes(actor=the_analyst, relationship=kestrel)}
        theirs = {one.text for one in list_notes(actor=actor_named(KESTREL_LEAD.email), relationship=kestrel)}

        assert ours
        assert theirs
        assert not ours & theirs

    def test_of_one_vendor_know_no_other(self, the_programme):
        assert [one.name for one in list_vendors(actor=actor_named(CORVANE_LEAD.email), at=NOON)] == []

    def test_of_another_customer_share_a_vendors_name_and_nothing_else(self, the_analyst):
        stranger = actor_named(INSURERS_CISO.email)

        assert {one.name for one in list_vendors(actor=stranger, at=NOON)} == {"Kestrel", "Arden Cloud"}
        own, ours = (find_vendor(actor=one, at=NOON, vendor="Kestrel") for one in (stranger, the_analyst))
        assert own.vendor != ours.vendor
        assert list_documents(actor=stranger).items == ()


class TestTheRecord:
    def test_says_that_files_came_in_over_the_years(self, the_analyst):
        latest = list_documents(actor=the_analyst, limit=1).items[0]
        earliest = list_documents(actor=the_analyst, limit=200)
        while earliest.next:
            earliest = list_documents(actor=the_analyst, limit=200, after=earliest.next)

        assert latest.known_at <= NOON
        assert earliest.items[-1].known_at < NOON - timedelta(days=600)

    def test_stands_in_an_audit_log_whose_clock_went_forward(self, the_programme):
        verified = verify_log()

        assert verified.ok
        assert verified.warnings == ()


class TestTheSummary:
    def test_fits_a_terminal_of_a_hundred_columns(self, the_summary):
        commands = the_summary.index("Where to look next")  # to be copied whole, however long

        assert [one for one in the_summary[:commands] if len(one) > COLUMNS] == []

    def test_names_all_forty_vendors(self, the_summary):
        named = [one.split()[0] for one in the_summary if one.startswith("  ")]

        assert {"Kestrel", "Holmfirth", "Zennor"} <= set(named)

    @pytest.mark.parametrize(
        "words",
        [
            "Corvane       A breach of 1,243,180 records was found before Corvane told",
            "Kestrel       ISO/IEC 27001 lapses in 18 days",
            "Sources disagree    Corvane       Availability",
            "Kestrel       'Kestrel Managed Detection' in",
            "Trust rose from",
            "too early: ",
            "Holmfirth    no evidence yet",
            "detente scorecards show Corvane",
            "detente ledger show-evidence",
        ],
    )
    def test_says_what_deserves_attention_and_where_to_look(self, the_summary, words):
        assert any(words in one for one in the_summary), "\n".join(the_summary)


class TestWhatIsAskedOnce:
    def test_is_half_answered_with_a_draft_that_the_bank_does_not_see(self, the_analyst, the_kestrel_lead):
        [asked] = list_questionnaires(actor=the_analyst).items
        found = show_answers(actor=the_kestrel_lead, at=NOON, questionnaire=asked.id)

        assert 0 < asked.answered < asked.asked
        assert found.of(Standing.DRAFT)
        assert found.of(Standing.EARLIER)
        assert len(found.of(Standing.OPEN)) < asked.asked / 5
        assert "named engineers" not in str(show_questionnaire(actor=the_analyst, questionnaire=asked.id))

    def test_stands_beside_a_limit_that_a_vendor_admits(self, the_analyst):
        room = find_vendor(actor=the_analyst, at=NOON, vendor="Marlow").relationship

        assert "ten days" in str(list_limits(actor=the_analyst, at=NOON, relationship=room))
