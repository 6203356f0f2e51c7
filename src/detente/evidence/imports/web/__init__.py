"""Pages of the imports room: give files, see how far they are, see what became of them."""

from django.urls import URLPattern, path

from detente.evidence.imports.web.giving import give_or_import
from detente.evidence.imports.web.report import import_report, rejected_rows
from detente.evidence.imports.web.running import import_job, stop_import
from detente.evidence.imports.web.sharing import seen, share

urlpatterns: list[URLPattern] = [
    path("imports", give_or_import, name="imports"),
    path(
        "imports", give_or_import, name="give_evidence"
    ),  # the same page, by the name that a vendor has for it
    path("imports/jobs/<int:job>", import_job, name="import_job"),
    path("imports/jobs/<int:job>/stop", stop_import, name="stop_import"),
    path("imports/<int:number>", import_report, name="import_report"),
    path("imports/<int:number>/rejected.csv", rejected_rows, name="rejected_rows"),
    path("relationships/<int:number>/seen", seen, name="seen"),
    path("documents/<int:number>/share", share, name="share_document"),
]
