"""Pages of the scorecards room: translate in, one call, translate out."""

from django.urls import URLPattern, path

from detente.assessment.scorecards.web.buyer import why_buyer
from detente.assessment.scorecards.web.compare import compare
from detente.assessment.scorecards.web.method import method
from detente.assessment.scorecards.web.portfolio import portfolio, trends
from detente.assessment.scorecards.web.publications import (
    agree,
    preview,
    publication,
    publications,
    why_published,
    why_published_dimension,
    why_published_must_have,
    withdraw,
)
from detente.assessment.scorecards.web.robustness import robustness, robustness_words
from detente.assessment.scorecards.web.scorecard import scorecard
from detente.assessment.scorecards.web.why import why, why_must_have
from detente.assessment.scorecards.web.why_dimension import why_changed, why_dimension, why_together

urlpatterns: list[URLPattern] = [
    path("vendors", portfolio, name="portfolio"),
    path("vendors/trends", trends, name="portfolio_trends"),
    path("vendors/compare", compare, name="compare"),
    path("vendors/<int:vendor>", scorecard, name="scorecard"),
    path("vendors/<int:vendor>/why/<str:criterion>", why, name="why"),
    path("vendors/<int:vendor>/dimensions/<str:dimension>", why_dimension, name="why_dimension"),
    path(
        "vendors/<int:vendor>/dimensions/<str:dimension>/since/<str:since>", why_changed, name="why_changed"
    ),
    path("vendors/<int:vendor>/must-haves/<str:must_have>", why_must_have, name="why_must_have"),
    path("vendors/<int:vendor>/together", why_together, name="why_together"),
    path("vendors/<int:vendor>/place", robustness, name="why_robust"),
    path("vendors/<int:vendor>/place/words", robustness_words, name="robustness_words"),
    path("vendors/<int:vendor>/preview", preview, name="preview_scorecard"),
    path("publications", publications, name="publications"),
    path("publications/<int:number>", publication, name="publication"),
    path("publications/<int:number>/why/<str:criterion>", why_published, name="why_published"),
    path(
        "publications/<int:number>/dimensions/<str:dimension>",
        why_published_dimension,
        name="why_published_dimension",
    ),
    path(
        "publications/<int:number>/must-haves/<str:must_have>",
        why_published_must_have,
        name="why_published_must_have",
    ),
    path("publications/<int:number>/agree", agree, name="agree_to_publish"),
    path("publications/<int:number>/withdraw", withdraw, name="withdraw_preview"),
    path("relationships/<int:number>/buyer/<str:criterion>", why_buyer, name="why_buyer"),
    path("method", method, name="method"),
]
