"""What became of an import: its page, and the download of the rows that could not be used."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from detente.evidence.imports.contracts import FileReport, ImportId, Outcome
from detente.evidence.imports.selectors import list_rejected_rows, show_import, the_report_page
from detente.evidence.imports.web.words import room_crumb
from detente.evidence.relationships.contracts import MANAGE_RELATIONSHIPS
from detente.formats.safe_cell import safe_cell
from detente.foundation.access import Actor
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import page_response

SHOWN_NAMES = 50
MOST_CHOICES = 5_000
OUTCOMES = {
    Outcome.ADDED: ("done", "added"),
    Outcome.SAME_FILE: ("note", "the same file was there already"),
    Outcome.SAME_CONTENT: ("note", "the same content was there already"),
    Outcome.UNUSABLE: ("failed", "could not be used"),
    Outcome.HELD_BACK: ("failed", "held back"),
}


@dataclass(frozen=True, slots=True)
class NameWaits:
    """A name in a file that was nobody's: whom it means by now, or may mean."""

    written: str
    facts: str
    means: str
    may_be: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """What became of one file."""

    name: str
    state: str
    outcome: str
    facts: tuple[tuple[str, object], ...]
    message: str
    document_url: str
    waiting: int
    names_nobody: bool
    nameless: str
    names: tuple[NameWaits, ...]
    rejections: tuple[tuple[str, str, str], ...]
    more_rejections: str


@dataclass(frozen=True, slots=True)
class ReportShown:
    """What became of an import."""

    title: str
    crumbs: tuple[Crumb, ...]
    at: datetime
    given_to: str
    files: tuple[FileShown, ...]
    rejected: int
    rejected_url: str
    waiting: int
    may_match: bool
    match_url: str
    back_url: str
    vendors: tuple[str, ...]
    few_vendors: bool
    rejection_columns: tuple[Column, ...]
    name_columns: tuple[Column, ...]


@require_safe
def import_report(request: HttpRequest, number: int) -> HttpResponse:
    """Show what became of each file, with the rows that could not be used."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = the_report_page(actor=actor, number=ImportId(number))
    report, title = found.report, "What became of the files"
    waiting = sum(_still_waiting(one, found.means_by_now) for one in report.files)
    names = sum(len(one.unknown_names[:SHOWN_NAMES]) for one in report.files)
    shown = ReportShown(
        title=title,
        crumbs=(room_crumb(actor), Crumb(title)),
        at=report.asked_at,
        given_to=report.given_to,
        files=tuple(_file(one, found.means_by_now) for one in report.files),
        waiting=waiting,
        may_match=actor.may(MANAGE_RELATIONSHIPS),
        match_url=reverse("match_name"),
        back_url=request.path,
        vendors=found.vendors,
        few_vendors=len(found.vendors) * names <= MOST_CHOICES,
        rejected=sum(one.rejected for one in report.files),
        rejected_url=reverse("rejected_rows", args=[number]),
        rejection_columns=(Column("Where"), Column("Why, and what to do"), Column("As written")),
        name_columns=(Column("Name in the file"), Column("Facts", align="end"), Column("Whom it means")),
    )
    return page_response(request, "imports/report.html", page=shown)


@require_safe
def rejected_rows(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Download the rows that could not be used, with the reasons, to mend and bring again."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    show_import(actor=actor, number=ImportId(number))  # refuses before the first byte is sent
    response = StreamingHttpResponse(_csv(actor, ImportId(number)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejected-{number}.csv"'
    return response


class _Line:
    """Hands each written line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _csv(actor: Actor, number: ImportId) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield str(writer.writerow(["where", "reason", "as written"]))
    after: int | None = None
    while True:
        page = list_rejected_rows(actor=actor, number=number, after=after)
        for row in page.items:
            yield str(writer.writerow([safe_cell(one) for one in (row.locator, row.reason, row.excerpt)]))
        if page.next is None:
            return
        after = int(page.next)


def _still_waiting(one: FileReport, means_by_now: Mapping[str, str]) -> int:
    matched = sum(name.facts for name in one.unknown_names if name.written in means_by_now)
    return max(one.unattributed - matched, 0)


def _file(one: FileReport, means_by_now: Mapping[str, str]) -> FileShown:
    state, words = OUTCOMES[one.outcome]
    waiting = _still_waiting(one, means_by_now)
    nameless = one.unattributed - sum(name.facts for name in one.unknown_names)
    facts: list[tuple[str, object]] = (
        [("Format", one.format), ("Facts", f"{one.facts:,}")] if one.format else []
    )
    if one.editions:
        edition = (
            f"{one.editions.added} added, {one.editions.changed} changed, {one.editions.removed} removed"
        )
        facts.append(("Against the edition before", edition))
    return FileShown(
        name=one.name,
        state=state,
        outcome=words,
        facts=tuple(facts),
        message=one.message,
        document_url=reverse("document", args=[one.document]) if one.document else "",
        waiting=waiting,
        names_nobody=waiting > 0 and not one.unknown_names,
        nameless=f"{nameless:,}" if one.unknown_names and nameless > 0 else "",
        names=tuple(
            NameWaits(
                written=name.written,
                facts=f"{name.facts:,}",
                means=means_by_now.get(name.written, ""),
                may_be=name.suggestion or "",
            )
            for name in one.unknown_names[:SHOWN_NAMES]
        ),
        rejections=tuple((row.locator, row.reason, row.excerpt) for row in one.rejections),
        more_rejections=f"{one.rejected - len(one.rejections):,}"
        if one.rejected > len(one.rejections)
        else "",
    )
