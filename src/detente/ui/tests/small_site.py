"""A small site around the design system: the product's content policy, three pages, no database."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from detente.ui.components.navigation.example import EXAMPLE_SHELL
from detente.ui.components.palette.palette import palette_found
from detente.ui.components.progress.progress import progress
from detente.ui.search import Hit, HitGroup
from detente.ui.shell import Shell, theme_from
from detente.ui.web import catalogue, page_response

SELF = ["'self'"]
SETTINGS = {
    "ROOT_URLCONF": "detente.ui.tests.small_site",
    "ALLOWED_HOSTS": ["*"],
    "DEBUG": False,
    "STATIC_URL": "/static/",
    "INSTALLED_APPS": ["django.contrib.staticfiles", "django_htmx", "csp", "detente.ui"],
    "MIDDLEWARE": ["csp.middleware.CSPMiddleware"],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["detente.ui.tests.small_site.with_shell"]},
        }
    ],
    "CONTENT_SECURITY_POLICY": {
        "DIRECTIVES": {
            "default-src": ["'none'"],
            "script-src": SELF,
            "style-src": SELF,
            "img-src": SELF,
            "font-src": SELF,
            "connect-src": SELF,
            "form-action": SELF,
            "base-uri": ["'none'"],
            "frame-ancestors": ["'none'"],
        }
    },
}

VENDOR = """{% extends base %}{% load ui %}
{% block actions %}{% button "Export register" icon="download" href="/" %}{% endblock %}
{% block content %}<p id="figure"><b>{% figure 62 "/why/" "Time to contain, demonstrated" %}</b></p>
<p>{% why "/missing/" "something that is gone" %}</p>
{% filter_bar "Filters" %}
{% filter_box "Find a vendor" url=page.url value=page.typed list_id="vendors" %}{% endfilter_bar %}
{% table "Vendors" page.columns id="vendors" %}{% for name in page.names %}
{% table_row %}{% table_cell heading=True %}<a href="/vendor/">{{ name }}</a>{% endtable_cell %}
{% endtable_row %}{% endfor %}{% endtable %}
{{ page.job }}{% endblock %}"""
WHY = """{% extends base %}{% load ui %}{% block content %}<p id="because">58.7 of 82 points are met.</p>
{% interval_bar 62 96 size="header" %}{% endblock %}"""
FOUND = "{% extends base %}{% load ui %}{% block content %}{% found_groups page.names %}{% endblock %}"
NAMES = ("Kestrel", "Aldgate", "Brightwater")


@dataclass(frozen=True, slots=True)
class SmallPage:
    title: str
    url: str = "/vendor/"
    typed: str = ""
    names: tuple[object, ...] = ()
    columns: tuple[object, ...] = ()
    job: str = ""


def with_shell(request: HttpRequest) -> dict[str, Shell]:
    return {"shell": replace(EXAMPLE_SHELL, theme=theme_from(request.COOKIES))}


def vendor(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    job = progress(
        "Importing incidents.csv", "running", id="job", done=1, total=4, unit="rows", poll_url="/job/"
    )
    names = tuple(name for name in NAMES if typed.lower() in name.lower())
    page = SmallPage("Kestrel", request.get_full_path(), typed, names, job=job)
    return page_response(request, engines["django"].from_string(VENDOR), page=page)


def why(request: HttpRequest) -> HttpResponse:
    return page_response(request, engines["django"].from_string(WHY), page=SmallPage("Why 62?"))


def job(request: HttpRequest) -> HttpResponse:
    return HttpResponse(progress("Importing incidents.csv", "done", id="job", done=4, total=4, unit="rows"))


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    if words == "broken":
        return HttpResponse(status=500)
    hits = tuple(Hit(name, f"/why/?{name}") for name in NAMES if name.lower().startswith(words.lower()))
    groups = (HitGroup("vendors", "Vendors", "layers", hits),) if hits else ()
    if request.headers.get("HX-Target"):
        return HttpResponse(palette_found(groups, words=words, url="/search/"))
    return page_response(
        request, engines["django"].from_string(FOUND), page=SmallPage("Search", words, names=groups)
    )


urlpatterns = [
    path("", catalogue, name="catalogue"),
    path("vendor/", vendor, name="vendor"),
    path("why/", why),
    path("job/", job),
    path("search/", search),
]
