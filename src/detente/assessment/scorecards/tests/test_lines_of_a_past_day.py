"""From a figure of a past day to its line, as that was known then: what came later does not stand there unsaid."""

import re
from html import unescape

import pytest

from detente.assessment.scorecards.tests.held import BECAUSE, day, hold, moment, relate, retract, show_enough
from detente.evidence.disputes.models import Dispute, Reply, Settlement
from detente.evidence.ledger.models import StruckLine
from detente.formats.records import Certificate
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import PEOPLE, SUPPLIER

ISO = Certificate("ISO/IEC 27001", "in force", issued_on=day(400), expires_on=day(-200))
PERSON = {"by_id": PEOPLE["the_analyst"].number}

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def a_line(db, everybody):
    """A line known for 60 days; it was disputed, replied to and struck, and its document was retracted, in turn."""
    relationship = relate()
    show_enough(SUPPLIER, good=0.8, first_document=1, known_at=moment(90))
    document = hold(ISO, document=50, known_at=moment(60))
    parties = {name: getattr(document, name) for name in ("customer_id", "vendor_id", "visibility")}
    with acting_for_the_installation(because=BECAUSE):
        dispute = Dispute.objects.create(
            **parties,
            relationship=relationship,
            document=document,
            position=0,
            side="vendor",
            wrong="the fact",
            says="It says withdrawn",
            statement="Look again.",
            raised_by_id=PERSON["by_id"],
            raised_at=moment(50),
        )
        Reply.objects.create(
            **parties, **PERSON, dispute=dispute, side="customer", text="We looked", at=moment(40)
        )
        Settlement.objects.create(
            **parties, **PERSON, dispute=dispute, outcome="upheld", reason="Right", at=moment(30)
        )
        row = document.evidence.get()
        StruckLine.objects.create(
            **parties,
            **PERSON,
            document=document,
            position=0,
            kind=row.kind,
            key=row.key,
            facts=row.facts,
            at=moment(30),
            reason="Right",
        )
    retract(document, moment(20))
    return f"/documents/{document.pk}/evidence/0"


def said(browser, actor, address, **asked):
    answer = browser(actor).get(address, asked)
    words = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    return answer.status_code, unescape(words)


class TestALineOfAPastDay:
    STORY = (
        (45, {"It says withdrawn"}),
        (35, {"It says withdrawn", "We looked"}),
        (25, {"It says withdrawn", "We looked", "Counts no longer since"}),
        (10, {"It says withdrawn", "We looked", "Counts no longer since", "Retracted"}),
    )

    @pytest.mark.parametrize(("back", "known"), [(55, set()), *STORY])
    def test_says_what_was_known_of_it_then_and_no_more(self, a_line, browser, the_analyst, back, known):
        status, words = said(browser, the_analyst, a_line, as_of=day(back))

        assert status == 200
        assert {one for one in self.STORY[-1][1] if one in words} == known
        assert "You see the record as it was known on" in words
        assert "Dispute this line" not in words

    def test_that_came_later_is_not_there_and_says_when_it_came(self, a_line, browser, the_analyst):
        for address in (a_line, a_line.split("/evidence")[0]):
            status, words = said(browser, the_analyst, address, known_on=day(70))

            assert status == 404
            assert f"was not known yet on that day: it came on {day(60):%-d %B %Y}" in words

    def test_is_of_a_stranger_no_more_there_than_today(self, a_line, browser, the_stranger):
        status, words = said(browser, the_stranger, a_line, known_on=day(70))

        assert status == 404
        assert "it came on" not in words

    def test_has_a_document_that_was_not_retracted_then(self, a_line, browser, the_analyst):
        document = a_line.split("/evidence")[0]

        assert "Retracted" in said(browser, the_analyst, document)[1]
        then = said(browser, the_analyst, document, known_on=day(25))[1]
        assert "Retracted" not in then
        assert "Retract this document" not in then

    @pytest.mark.parametrize("page", ["why/C1", "must-haves/certificate_in_force"])
    def test_is_what_the_why_of_that_day_leads_to(self, a_line, browser, the_analyst, page):
        answer = browser(the_analyst).get(f"/vendors/{SUPPLIER}/{page}", {"as_of": day(45)})

        assert f'href="{a_line}?as_of={day(45)}"' in answer.content.decode()
        assert "retracted" not in answer.content.decode()
