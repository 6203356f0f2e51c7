"""What was answered once is not asked again, and nobody else learns of it."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.evidence.imports.tests.bringing import EVENTS, bring, give, known, written
from detente.evidence.ledger.selectors import show_evidence
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.questionnaires.contracts import (
    Answer,
    AnswerDrafted,
    ChangedMeanwhile,
    NoQuestions,
    NoSuchQuestion,
    NoSuchQuestionnaire,
    NothingToConfirm,
    NothingToSend,
    QuestionAsked,
    Standing,
    UnfitAnswer,
    UnfitDocument,
    UnfitDueDay,
    UnfitQuestion,
    UnreadableQuestionnaire,
)
from detente.evidence.questionnaires.selectors import list_questionnaires, show_answers, show_questionnaire
from detente.evidence.questionnaires.services.ask import ask
from detente.evidence.questionnaires.services.ask_from_file import ask_from_file
from detente.evidence.questionnaires.services.confirm_earlier import confirm_earlier
from detente.evidence.questionnaires.services.draft_answers import draft_answers
from detente.evidence.questionnaires.services.send_answers import send_answers
from detente.evidence.questionnaires.tests.conftest import ASKED, INSURERS, VENDOR
from detente.evidence.relationships.contracts import NoSuchVendor
from detente.foundation.errors import NotPermitted
from detente.foundation.tests.people import NOON
from detente.foundation.uploads import Upload

LATER = NOON + timedelta(days=40)
YES = AnswerDrafted(1, Answer.YES, "At rest, with AES-256.")


def standings(actor, questionnaire, at=NOON):
    found = show_answers(actor=actor, at=at, questionnaire=questionnaire)
    return [one.standing for one in found.questions]


def drafted(actor, questionnaire, *answers, at=NOON):
    return draft_answers(actor=actor, at=at, questionnaire=questionnaire, answers=list(answers))


def sent(actor, questionnaire, at=NOON):
    return send_answers(actor=actor, at=at, questionnaire=questionnaire)


def everything_in(answer):
    return str(asdict(answer))


class TestAnEarlierAnswer:
    def test_is_found_by_id_of_the_same_standard_and_by_the_same_words(
        self, answered_elsewhere, asked, the_vendor
    ):
        by_id, by_words, never = show_answers(actor=the_vendor, at=LATER, questionnaire=asked).questions

        assert (by_id.earlier.words, by_id.earlier.same_words) == ("Yes, by policy P7.", False)
        assert (by_words.earlier.answer, by_words.earlier.same_words) == (Answer.NO, True)
        assert (by_words.earlier.age_days, by_words.earlier.assurance) == (40, "self-attested")
        assert (never.standing, never.earlier) == (Standing.OPEN, None)

    def test_names_no_other_customer_and_shows_none_of_its_words(self, answered_elsewhere, asked, the_vendor):
        found = show_answers(actor=the_vendor, at=NOON, questionnaire=asked)

        assert found.questions[0].earlier.source == "your own answer to another customer"
        assert "Morrow" not in everything_in(found)

    def test_is_never_what_another_customer_wrote(
        self, two_customers, asked, the_stranger, the_analyst, the_vendor, tmp_path
    ):
        bring(the_stranger, written(tmp_path, INSURERS), vendor=VENDOR)
        assert standings(the_vendor, asked) == [Standing.OPEN] * 3

        bring(the_analyst, written(tmp_path, INSURERS), vendor=VENDOR)
        found = show_answers(actor=the_vendor, at=NOON, questionnaire=asked).questions[0]
        assert found.earlier.source == "this customer has it on file"

    def test_of_other_ids_or_editions_is_another_question(
        self, both_sides, the_analyst, the_vendor, tmp_path
    ):
        give(the_vendor, written(tmp_path, INSURERS))
        other = (QuestionAsked("Other words?", "IAM-02.1", one) for one in ("CAIQ 3.1", "House rules"))
        number = ask(actor=the_analyst, at=NOON, vendor=VENDOR, title="t", questions=list(other)).brief.id

        assert standings(the_vendor, number) == [Standing.OPEN] * 2

    def test_that_was_retracted_counts_no_longer(self, answered_elsewhere, asked, the_vendor):
        document = answered_elsewhere.files[0].document
        retract_document(actor=the_vendor, at=NOON, document=document, reason="wrong")

        assert standings(the_vendor, asked) == [Standing.OPEN] * 3

    def test_is_confirmed_as_of_today(self, answered_elsewhere, asked, the_vendor):
        confirm_earlier(actor=the_vendor, at=LATER, questionnaire=asked, positions=[1])
        done = confirm_earlier(actor=the_vendor, at=LATER, questionnaire=asked)

        assert [one.standing for one in done.questions] == [Standing.DRAFT, Standing.DRAFT, Standing.OPEN]
        assert done.questions[0].draft.words == "Yes, by policy P7."
        with pytest.raises(NothingToConfirm):
            confirm_earlier(actor=the_vendor, at=LATER, questionnaire=asked)

    def test_is_there_by_the_same_queries_however_many_there_are(
        self, both_sides, the_analyst, the_vendor, tmp_path
    ):
        def taken(many):
            questions = [QuestionAsked(f"Question {number}?") for number in range(many)]
            asked = ask(actor=the_analyst, at=NOON, vendor=VENDOR, title="t", questions=questions).brief.id
            rows = "".join(f"{number},Question {number}?,Yes\n" for number in range(many))
            give(the_vendor, written(tmp_path, f"Question ID,Question,Answer\n{rows}"))
            return asked

        few, many = taken(2), taken(400)
        counted = []
        for number in (few, many):
            with CaptureQueriesContext(connection) as queries:
                show_answers(actor=the_vendor, at=NOON, questionnaire=number)
            counted.append(len(queries))
        assert counted[0] == counted[1]
        assert standings(the_vendor, many) == [Standing.EARLIER] * 400


class TestADraft:
    def test_is_never_seen_by_the_customer(self, asked, the_vendor, the_analyst):
        drafted(the_vendor, asked, YES)

        found = show_questionnaire(actor=the_analyst, questionnaire=asked)
        assert "AES" not in everything_in(found)
        assert (found.brief.answered, found.brief.asked) == (0, 3)
        with pytest.raises(NotPermitted):
            show_answers(actor=the_analyst, at=NOON, questionnaire=asked)

    def test_of_somebody_else_is_not_saved_over_unseen(self, asked, the_vendor, the_contributor):
        drafted(the_vendor, asked, AnswerDrafted(1, Answer.NO, "Not yet.", seen=0))

        with pytest.raises(ChangedMeanwhile, match=r"Victor North.*Not yet"):
            drafted(the_contributor, asked, AnswerDrafted(1, Answer.YES, seen=0))
        first = show_answers(actor=the_vendor, at=NOON, questionnaire=asked).questions[1].draft.number
        drafted(the_contributor, asked, AnswerDrafted(1, Answer.YES, seen=first))

    def test_may_rest_on_a_document_that_the_customer_sees(
        self, asked, the_vendor, the_analyst, the_stranger, two_customers, tmp_path
    ):
        seen = give(the_vendor, written(tmp_path, EVENTS, "log.csv")).files[0].document
        other = give(the_vendor, written(tmp_path, EVENTS), customer="Morrow Insurance").files[0].document

        done = drafted(the_vendor, asked, AnswerDrafted(1, Answer.YES, document=seen))

        assert done.questions[1].draft.evidence == "log.csv"
        for wrong in (other, 1):
            with pytest.raises(UnfitDocument):
                drafted(the_vendor, asked, AnswerDrafted(1, Answer.YES, document=wrong))

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            (AnswerDrafted(3, Answer.YES), NoSuchQuestion),
            (AnswerDrafted(-1, Answer.YES), NoSuchQuestion),
            (AnswerDrafted(0, Answer.TEXT, " "), UnfitAnswer),
            (AnswerDrafted(0, Answer.YES, "x" * 5_001), UnfitAnswer),
        ],
    )
    def test_that_cannot_be_meant_is_refused_and_none_is_kept(self, asked, the_vendor, wrong, error):
        with pytest.raises(error):
            drafted(the_vendor, asked, YES, wrong)

        assert Standing.DRAFT not in standings(the_vendor, asked)


class TestWhatIsSent:
    def test_becomes_evidence_with_its_place(self, asked, the_vendor, the_analyst):
        drafted(the_vendor, asked, YES)
        sent(the_vendor, asked)

        found = show_questionnaire(actor=the_analyst, questionnaire=asked)
        answer = found.questions[1].sent
        assert (answer.answer, answer.words, answer.assurance) == (Answer.YES, YES.words, "self-attested")
        assert found.brief.answered == 1
        line = show_evidence(actor=the_analyst, document=answer.document, position=answer.position)
        assert line.locator == "/answers/1"
        assert YES.words in line.excerpt

    def test_says_of_all_that_was_asked_what_is_not_answered_yet(self, asked, the_vendor, the_analyst):
        drafted(the_vendor, asked, YES)
        sent(the_vendor, asked)

        facts = known(the_analyst, known_on=LATER)
        assert [one.record.answer for one in facts] == ["blank", "yes", "blank"]
        assert [one.record.wanted for one in facts] == ["", "", "no"]

    def test_takes_the_place_of_what_was_sent_before(self, asked, the_vendor, the_analyst):
        drafted(the_vendor, asked, YES, AnswerDrafted(0, Answer.NO))
        sent(the_vendor, asked)
        drafted(the_vendor, asked, AnswerDrafted(1, Answer.PARTIAL, "Backups are not."), at=LATER)
        assert standings(the_vendor, asked) == [Standing.SENT, Standing.DRAFT, Standing.OPEN]
        sent(the_vendor, asked, at=LATER)

        assert [one.record.answer for one in known(the_analyst, known_on=NOON)] == ["no", "yes", "blank"]
        assert [one.record.answer for one in known(the_analyst, known_on=LATER)] == ["no", "partial", "blank"]

    def test_keeps_every_word_as_it_was_written(self, asked, the_vendor, the_analyst):
        said = ["n/a", '1+1, "quoted"\n\nanother line — Ω 🙂', "?"]
        drafted(the_vendor, asked, *(AnswerDrafted(n, Answer.TEXT, one) for n, one in enumerate(said)))
        sent(the_vendor, asked)

        found = show_questionnaire(actor=the_analyst, questionnaire=asked).questions
        assert [one.sent.words for one in found] == said
        assert set(standings(the_vendor, asked)) == {Standing.SENT}

    def test_is_refused_where_a_spreadsheet_would_run_it(self, asked, the_vendor):
        with pytest.raises(UnfitAnswer, match="begin it with another sign"):
            drafted(the_vendor, asked, AnswerDrafted(0, Answer.TEXT, "=1+1"))

    def test_is_offered_to_the_next_customer(self, two_customers, asked, the_vendor, the_stranger):
        drafted(the_vendor, asked, YES)
        sent(the_vendor, asked)
        number = ask(actor=the_stranger, at=NOON, vendor=VENDOR, title="Ours", questions=[ASKED[1]]).brief.id

        found = show_answers(actor=the_vendor, at=NOON, questionnaire=number)
        assert found.questions[0].earlier.words == YES.words
        assert "Halden" not in everything_in(found)

    def test_is_nothing_where_no_draft_is_new(self, asked, the_vendor):
        with pytest.raises(NothingToSend):
            sent(the_vendor, asked)
        drafted(the_vendor, asked, YES)
        sent(the_vendor, asked)
        with pytest.raises(NothingToSend):
            sent(the_vendor, asked)

    def test_that_was_retracted_is_to_be_sent_again(self, asked, the_vendor, the_analyst):
        drafted(the_vendor, asked, YES)
        place = sent(the_vendor, asked).questions[1].shown.sent.document
        retract_document(actor=the_vendor, at=NOON, document=place, reason="wrong")

        assert show_questionnaire(actor=the_analyst, questionnaire=asked).brief.answered == 0
        assert sent(the_vendor, asked).brief.answered == 1


class TestAsking:
    def test_takes_the_questions_of_a_file_and_none_of_its_answers(
        self, both_sides, the_analyst, the_vendor, tmp_path
    ):
        path = written(tmp_path, INSURERS)
        found = ask_from_file(actor=the_analyst, at=NOON, vendor=VENDOR, upload=Upload(path, "q.csv"))

        assert (found.brief.title, found.brief.asked) == ("CAIQ 4", 3)
        assert found.questions[0].question_id == "IAM-02.1"
        assert "P7" not in everything_in(
            show_answers(actor=the_vendor, at=NOON, questionnaire=found.brief.id)
        )

    @pytest.mark.parametrize(
        ("name", "many"),
        [
            ("hecvat/HECVAT414.xlsx", 322),
            ("vsaq/webapp.json", 69),
            ("caiq/relay_caiq-lite_completed.csv", 124),
            ("caiq/forgedapps_caiq-lite-4.0.3_completed.md", 24),
        ],
    )
    def test_reads_real_questionnaires_and_leaves_only_what_nobody_asked(
        self, both_sides, the_analyst, the_vendor, shared_data, name, many
    ):
        path = shared_data / "questionnaires" / name
        found = ask_from_file(actor=the_analyst, at=NOON, vendor=VENDOR, upload=Upload(path, path.name))
        assert found.brief.asked == many

        number = found.brief.id
        ends = many - 12
        drafted(the_vendor, number, *(AnswerDrafted(one, Answer.YES) for one in range(ends)))
        sent(the_vendor, number)
        again = ask_from_file(actor=the_analyst, at=LATER, vendor=VENDOR, upload=Upload(path, path.name))
        found = show_answers(actor=the_vendor, at=LATER, questionnaire=again.brief.id)
        assert len(found.of(Standing.OPEN)) <= 12  # "twelve questions, not three hundred"

    @pytest.mark.parametrize("content", [EVENTS, "no table", "Question ID,Question,Answer\n"])
    def test_of_a_file_that_asks_nothing_is_refused(self, both_sides, the_analyst, tmp_path, content):
        upload = Upload(written(tmp_path, content), "q.csv")

        with pytest.raises(UnreadableQuestionnaire):
            ask_from_file(actor=the_analyst, at=NOON, vendor=VENDOR, upload=upload)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"questions": []}, NoQuestions),
            ({"questions": [QuestionAsked(" ")]}, UnfitQuestion),
            ({"questions": [QuestionAsked("a?", "1"), QuestionAsked("b?", "1")]}, UnfitQuestion),
            ({"questions": [QuestionAsked("a?", "=cmd()")]}, UnfitQuestion),
            ({"questions": [QuestionAsked("a?", wanted="maybe")]}, UnfitQuestion),
            ({"due_on": NOON.date() - timedelta(days=1)}, UnfitDueDay),
            ({"vendor": "Nobody"}, NoSuchVendor),
        ],
    )
    def test_says_what_is_wrong(self, both_sides, the_analyst, wrong, error):
        right = {"vendor": VENDOR, "title": "t", "questions": [QuestionAsked("a?")]}

        with pytest.raises(error):
            ask(actor=the_analyst, at=NOON, **right | wrong)

    def test_shows_how_far_it_is_and_to_nobody_else(
        self, asked, the_vendor, the_director, the_stranger, the_rival
    ):
        drafted(the_vendor, asked, *(AnswerDrafted(one, Answer.YES) for one in range(3)))
        assert [one.answered for one in list_questionnaires(actor=the_director, waiting=True).items] == [0]
        sent(the_vendor, asked)

        assert list_questionnaires(actor=the_director, waiting=True).items == ()
        assert [one.answered for one in list_questionnaires(actor=the_director).items] == [3]
        for actor in (the_stranger, the_rival):
            assert list_questionnaires(actor=actor).items == ()
            with pytest.raises(NoSuchQuestionnaire):
                show_questionnaire(actor=actor, questionnaire=asked)
