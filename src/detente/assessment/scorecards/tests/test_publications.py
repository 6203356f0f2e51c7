"""A scorecard is shown to its vendor before it is published, and stays as both sides saw it."""

from datetime import timedelta

import pytest

from detente.assessment.scorecards.selectors.publications import (
    NoSuchPublication,
    NotInPreview,
    PublicationState,
    explain_publication,
    list_publications,
    show_publication,
)
from detente.assessment.scorecards.selectors.why_dimension import explain_dimension
from detente.assessment.scorecards.selectors.why_must_have import explain_must_have
from detente.assessment.scorecards.selectors.why_published import (
    explain_published_dimension,
    explain_published_must_have,
)
from detente.assessment.scorecards.services.agree_to_publish import agree_to_publish
from detente.assessment.scorecards.services.preview_scorecard import PreviewIsOpen, preview_scorecard
from detente.assessment.scorecards.services.withdraw_preview import withdraw_preview
from detente.assessment.scorecards.tests.held import compliance, hold, moment, relate, show_enough
from detente.evidence.relationships.contracts import UnfitName
from detente.foundation.models import AuditEntry, CheckpointCopy
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import NOON, SUPPLIER

TEN_DAYS = timedelta(days=10)


@pytest.fixture
def in_preview(the_analyst):
    relate()
    show_enough(SUPPLIER, good=0.6, first_document=1, known_at=moment(30))
    return preview(the_analyst)


def preview(actor, at=NOON):
    return preview_scorecard(actor=actor, at=at, vendor=str(SUPPLIER))


def seen(actor, number, at=NOON):
    return show_publication(actor=actor, at=at, publication=number)


class TestAPreview:
    def test_is_the_same_for_both_sides_and_nobody_elses(
        self, in_preview, the_vendor, the_ciso, the_rival, the_stranger
    ):
        assert seen(the_vendor, in_preview.id) == seen(the_ciso, in_preview.id)
        for actor in (the_rival, the_stranger):
            assert list_publications(actor=actor, at=NOON).items == ()
            with pytest.raises(NoSuchPublication):
                seen(actor, in_preview.id)

    def test_opens_to_lines_that_the_vendor_may_see(self, in_preview, the_vendor):
        found = explain_publication(actor=the_vendor, publication=in_preview.id, criterion="P3")

        assert found.evidence
        assert {line.vendor for line in found.evidence} == {SUPPLIER}

    def test_stays_as_it_was_when_more_evidence_comes(self, in_preview, the_vendor, the_analyst):
        before = seen(the_vendor, in_preview.id).scorecard
        hold(*compliance(0.1), document=9, known_at=NOON)

        assert seen(the_vendor, in_preview.id).scorecard == before

    def test_is_one_at_a_time(self, in_preview, the_analyst):
        with pytest.raises(PreviewIsOpen):
            preview(the_analyst, at=NOON + timedelta(days=9))
        assert preview(the_analyst, at=NOON + TEN_DAYS).state is PublicationState.PREVIEW

    def test_is_published_when_its_days_are_over(self, in_preview, the_vendor):
        def state(at):
            return seen(the_vendor, in_preview.id, at).brief.state

        assert state(NOON + TEN_DAYS - timedelta(seconds=1)) is PublicationState.PREVIEW
        assert state(NOON + TEN_DAYS) is PublicationState.PUBLISHED

    def test_is_published_at_once_when_the_vendor_agrees(self, in_preview, the_vendor, the_analyst):
        done = agree_to_publish(actor=the_vendor, at=NOON, publication=in_preview.id)

        assert (done.state, done.decided_by) == (PublicationState.PUBLISHED, the_vendor.name)
        with pytest.raises(NotInPreview):
            withdraw_preview(actor=the_analyst, at=NOON, publication=in_preview.id, reason="Late.")

    def test_is_taken_back_with_a_reason_that_the_vendor_reads(self, in_preview, the_vendor, the_analyst):
        with pytest.raises(UnfitName):
            withdraw_preview(actor=the_analyst, at=NOON, publication=in_preview.id, reason=" ")
        withdraw_preview(actor=the_analyst, at=NOON, publication=in_preview.id, reason="A file was missing.")

        found = seen(the_vendor, in_preview.id, NOON + TEN_DAYS).brief
        assert (found.state, found.reason) == (PublicationState.WITHDRAWN, "A file was missing.")
        with pytest.raises(NotInPreview):
            agree_to_publish(actor=the_vendor, at=NOON, publication=in_preview.id)


class TestTheOtherSide:
    def test_is_handed_a_checkpoint_that_covers_what_it_is_shown(self, in_preview, the_ciso, the_vendor):
        def handed(organisation):
            with acting_for_the_installation(because="a test looks at what was handed"):
                copies = CheckpointCopy.objects.filter(organisation_id=organisation)
                return max(copies.values_list("size", flat=True), default=0)

        def entries():
            return AuditEntry.objects.count()

        assert handed(the_vendor.organisation) == entries()
        before = handed(the_ciso.organisation)
        agree_to_publish(actor=the_vendor, at=NOON, publication=in_preview.id)
        assert handed(the_ciso.organisation) == entries() > before


class TestWhatStoodBefore:
    def test_is_the_last_one_that_was_published(self, in_preview, the_vendor, the_analyst):
        agree_to_publish(actor=the_vendor, at=NOON, publication=in_preview.id)
        later = NOON + timedelta(days=1)
        taken_back = preview(the_analyst, at=later)
        withdraw_preview(actor=the_analyst, at=later, publication=taken_back.id, reason="Too soon.")
        third = preview(the_analyst, at=later + timedelta(days=1))

        found = seen(the_vendor, third.id, later + timedelta(days=1))
        assert found.before_at == in_preview.as_of
        assert "P3" in found.before
        assert seen(the_vendor, in_preview.id).before == {}


class TestItsWhy:
    def test_of_a_dimension_has_the_numbers_that_the_customer_saw_that_day(
        self, in_preview, the_vendor, the_ciso
    ):
        asked = {"vendor": str(SUPPLIER), "at": NOON}
        shown = {
            name: explain_dimension(actor=the_ciso, dimension=name, **asked)
            for name in ("performance", "compliance", "trust")
        }
        hold(*compliance(0.1), document=9, known_at=NOON)  # what comes later changes nothing

        for name, as_it_was in shown.items():
            found = explain_published_dimension(actor=the_vendor, publication=in_preview.id, dimension=name)
            assert (found.dimension, found.formula, found.draws) == (
                as_it_was.dimension,
                as_it_was.formula,
                as_it_was.draws,
            )
            assert found.parts == as_it_was.parts

    def test_of_a_must_have_has_the_verdict_and_the_lines_of_that_day(self, in_preview, the_vendor, the_ciso):
        asked = {"vendor": str(SUPPLIER), "at": NOON}
        for gate in seen(the_vendor, in_preview.id).scorecard.gates:
            found = explain_published_must_have(
                actor=the_vendor, publication=in_preview.id, must_have=gate.id
            )
            theirs = explain_must_have(actor=the_ciso, must_have=gate.id, **asked)
            assert (found.must_have, found.rule) == (theirs.must_have, theirs.rule)
            assert found.decided_by == theirs.decided_by

    def test_is_one_click_from_the_page_and_nobody_elses(
        self, in_preview, browser, everybody, the_clock_stands_still
    ):
        of = f"/publications/{in_preview.id}"
        for page in (f"{of}/dimensions/trust", f"{of}/must-haves/certificate_in_force"):
            for who in ("the_vendor", "the_contributor", "the_ciso"):
                assert f'href="{page}"' in browser(everybody[who]).get(of).content.decode()
                assert browser(everybody[who]).get(page).status_code == 200
            for who in ("the_rival", "the_stranger"):
                assert browser(everybody[who]).get(page).status_code == 404
        for page in (f"{of}/dimensions/luck", f"{of}/must-haves/luck"):
            assert browser(everybody["the_vendor"]).get(page).status_code == 404


@pytest.mark.usefixtures("the_clock_stands_still")
class TestThePageOfAScorecard:
    def test_leads_to_the_preview_while_one_is_open_rather_than_to_another(self, browser, the_analyst):
        relate(notice_hours=24)
        show_enough(SUPPLIER, good=0.8, first_document=1)
        page, client = f"/vendors/{SUPPLIER}", browser(the_analyst)
        before = client.get(page).content.decode()
        made = preview_scorecard(actor=the_analyst, at=NOON, vendor=str(SUPPLIER))
        during = client.get(page).content.decode()
        withdraw_preview(actor=the_analyst, at=NOON, publication=made.id, reason="a file was missing")
        after = client.get(page).content.decode()

        assert [f"{page}/preview" in one for one in (before, during, after)] == [True, False, True]
        assert [f"/publications/{made.id}" in one for one in (before, during, after)] == [False, True, False]
