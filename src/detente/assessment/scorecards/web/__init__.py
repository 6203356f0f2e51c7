"""Pages of the scorecards room: translate in, one call, translate out."""

from django.urls import URLPattern, path

from detente.assessment.scorecards.web.method import method
from detente.assessment.scorecards.web.portfolio import portfolio
from detente.assessment.scorecards.web.scorecard import scorecard, why, why_dimension

urlpatterns: list[URLPattern] = [
    path("vendors", portfolio, name="portfolio"),
    path("vendors/<int:vendor>", scorecard, name="scorecard"),
    path("vendors/<int:vendor>/why/<str:criterion>", why, name="why"),
    path("vendors/<int:vendor>/dimensions/<str:dimension>", why_dimension, name="why_dimension"),
    path("method", method, name="method"),
]
