"""Pages of the questionnaires room: ask, answer, see how far it is."""

from django.urls import URLPattern, path

from detente.evidence.questionnaires.web.answering import answer_question, answers, confirm, send
from detente.evidence.questionnaires.web.asking import ask_questionnaire, questionnaires
from detente.evidence.questionnaires.web.showing import questionnaire

urlpatterns: list[URLPattern] = [
    path("questionnaires", questionnaires, name="questionnaires"),
    path("questionnaires/new", ask_questionnaire, name="ask_questionnaire"),
    path("questionnaires/<int:number>", questionnaire, name="questionnaire"),
    path("questionnaires/<int:number>/answers", answers, name="draft_answers"),
    path("questionnaires/<int:number>/confirm", confirm, name="confirm_earlier"),
    path("questionnaires/<int:number>/send", send, name="send_answers"),
    path("questionnaires/<int:number>/questions/<int:position>", answer_question, name="answer_question"),
]
