"""The pages of questionnaires: the customer asks, the vendor answers what is left, the customer sees what is sent."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from detente.evidence.questionnaires.contracts import Answer, AnswerDrafted, QuestionAsked
from detente.evidence.questionnaires.selectors import list_questionnaires
from detente.evidence.questionnaires.services.ask import ask
from detente.evidence.questionnaires.services.draft_answers import draft_answers
from detente.evidence.questionnaires.tests.conftest import INSURERS, VENDOR
from detente.foundation.tests.people import NOON, SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestBothSides:
    def test_go_from_the_file_to_the_answers(
        self, answered_elsewhere, browser, the_analyst, the_vendor, the_director
    ):
        customer, vendor = browser(the_analyst), browser(the_vendor)
        file = SimpleUploadedFile("caiq.csv", INSURERS.replace("Morrow", "us").encode())
        address = customer.post(
            "/questionnaires/new", {"vendor": SUPPLIER, "title": "Before <renewal>", "file": file}
        )["Location"]
        assert "0 of 3 answered" in words(customer.get(address))

        page = vendor.get(address)
        assert "1 question is left to answer, of 3. 2 you have answered before" in words(page)
        assert "Before &lt;renewal&gt;" in page.content.decode()
        position = re.search(r'name="position" value="(\d+)"', page.content.decode())[1]
        kept = vendor.post(
            f"{address}/answers",
            {"position": position, f"q{position}-answer": "no", f"q{position}-words": "Not <yet>"},
        )
        assert kept.status_code == 302
        before = words(vendor.get(f"{address}?show=earlier"))
        assert "your own answer to another customer, 24 Nov 2026 (today), self-attested" in before
        assert "Morrow" not in before
        assert vendor.post(f"{address}/confirm", {"which": "all"}).status_code == 302
        for client in (customer, browser(the_director)):
            assert "yet&gt;" not in client.get(address).content.decode()

        assert "Not &lt;yet&gt;" in vendor.get(f"{address}/send").content.decode()
        assert vendor.post(f"{address}/send")["Location"] == address

        assert "3 of 3 answered" in words(customer.get(address))
        assert "Not &lt;yet&gt;" in customer.get(address).content.decode()
        line = re.search(r'href="(/documents/\d+/evidence/\d+)"', customer.get(address).content.decode())[1]
        assert customer.get(line).status_code == 200
        assert address not in customer.get("/questionnaires").content.decode()
        assert address in customer.get("/questionnaires?show=all").content.decode()

    def test_find_it_by_its_title(self, asked, browser, the_vendor, the_stranger):
        assert f"/questionnaires/{asked}" in browser(the_vendor).get("/search?q=dilig").content.decode()
        assert f"/questionnaires/{asked}" not in browser(the_stranger).get("/search?q=dilig").content.decode()


class TestAsking:
    @pytest.mark.parametrize(
        "typed",
        [
            {"title": "t"},
            {"questions": "One?"},
            {"title": "t", "questions": "One?", "due_on": "2020-01-01"},
            {"title": "t", "file": SimpleUploadedFile("a.csv", b"no questionnaire")},
        ],
    )
    def test_keeps_what_was_typed_and_says_what_is_wrong(self, both_sides, browser, the_analyst, typed):
        answer = browser(the_analyst).post("/questionnaires/new", {"vendor": SUPPLIER, **typed})

        assert answer.status_code == 422
        assert f'<option value="{SUPPLIER}" selected>' in answer.content.decode()

    def test_is_not_for_a_director_or_the_vendor(self, both_sides, browser, the_director, the_vendor):
        for actor in (the_director, the_vendor):
            assert browser(actor).get("/questionnaires/new").status_code == 403


class TestAnswering:
    def test_keeps_what_was_typed_where_something_is_missing(self, asked, browser, the_vendor):
        answer = browser(the_vendor).post(
            f"/questionnaires/{asked}/answers",
            {"position": [0, 1], "q0-words": "Only <words>", "q1-answer": "yes", "q1-words": "Kept too"},
        )

        assert answer.status_code == 422
        assert "Only &lt;words&gt;" in answer.content.decode()
        assert "Kept too" in answer.content.decode()
        assert "aria-invalid" in answer.content.decode()

    def test_tells_the_second_of_two_people_and_keeps_both_versions(
        self, asked, browser, the_vendor, the_contributor
    ):
        first = [AnswerDrafted(1, Answer.NO, "Not at all.")]
        address = f"/questionnaires/{asked}/questions/1"
        client = browser(the_contributor)
        assert 'name="q1-seen" value="0"' in client.get(address).content.decode()
        draft_answers(actor=the_vendor, at=NOON, questionnaire=asked, answers=first)

        second = {"q1-answer": "yes", "q1-words": "Of course.", "q1-seen": "0"}
        told = client.post(address, second)

        assert told.status_code == 409
        assert "Not at all." in words(told)
        assert "Of course." in words(told)
        seen = re.search(r'name="q1-seen" value="(\d+)"', told.content.decode())[1]
        assert client.post(address, second | {"q1-seen": seen}).status_code == 302

    def test_of_nothing_keeps_nothing(self, asked, browser, the_vendor):
        client = browser(the_vendor)
        assert client.post(f"/questionnaires/{asked}/answers", {"position": [0, 9, "x"]}).status_code == 302
        assert client.post(f"/questionnaires/{asked}/confirm", {}).status_code == 302
        assert client.get(f"/questionnaires/{asked}/questions/9").status_code == 404
        assert client.post(f"/questionnaires/{asked}/questions/0", {}).status_code == 422
        assert client.post(f"/questionnaires/{asked}/send").status_code == 409

    def test_is_for_nobody_else(self, asked, browser, the_stranger, the_rival, the_analyst):
        for actor in (the_stranger, the_rival):
            assert browser(actor).get(f"/questionnaires/{asked}").status_code == 404
        for path in ("send", "questions/0"):
            assert browser(the_analyst).get(f"/questionnaires/{asked}/{path}").status_code == 403

    def test_takes_the_same_queries_however_many_are_asked(
        self, both_sides, the_analyst, the_vendor, browser, queries
    ):
        def page(many):
            questions = [QuestionAsked(f"Question {number}?") for number in range(many)]
            found = ask(actor=the_analyst, at=NOON, vendor=VENDOR, title="t", questions=questions)
            return f"/questionnaires/{found.brief.id}"

        few, many = page(2), page(2_000)
        for actor in (the_vendor, the_analyst):
            client = browser(actor)
            assert queries(client, few) == queries(client, many)


class TestAnswersThatWereSent:
    def test_are_not_shared_as_a_file_that_holds_the_customers_questions(self, asked, browser, the_vendor):
        said = [AnswerDrafted(1, Answer.YES, "yes")]
        draft_answers(actor=the_vendor, at=NOON, questionnaire=asked, answers=said)
        client = browser(the_vendor)
        client.post(f"/questionnaires/{asked}/send")
        page = client.get(f"/questionnaires/{asked}?show=sent").content.decode()
        document = re.search(r'href="/documents/(\d+)/evidence/1"', page)[1]
        room = list_questionnaires(actor=the_vendor).items[0].relationship

        assert client.get(f"/documents/{document}/share").status_code == 409
        seen = client.get(f"/relationships/{room}/seen").content.decode()
        assert f'href="/documents/{document}"' in seen
        assert f"/documents/{document}/share" not in seen
