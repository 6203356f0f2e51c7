"""Tell who started an import that not all of it is in, and a customer that its vendor gave evidence."""

from datetime import datetime

from detente.evidence.imports.contracts import Asked, ImportReport, Outcome
from detente.evidence.ledger.contracts import GIVE_EVIDENCE, IMPORT_EVIDENCE
from detente.foundation.access import Actor
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify

NOT_ALL = register_kind(
    "imports.not_all_is_in",
    "An import that you started has rejected rows",
    IMPORT_EVIDENCE.roles | GIVE_EVIDENCE.roles,
)
GIVEN = register_kind("imports.evidence_given", "A vendor gave evidence", IMPORT_EVIDENCE.roles)


def tell_of_import(*, report: ImportReport, asked: Asked, actor: Actor, at: datetime) -> None:
    """Tell of an import what its reader can see: its own page to who started it, a document to the customer.

    Parameters
    ----------
    report : ImportReport
        What became of the files.
    asked : Asked
        Whether the vendor gave them, and to whom.
    """
    rejected = sum(one.rejected for one in report.files)
    unusable = [one for one in report.files if one.outcome is Outcome.UNUSABLE]
    if rejected or unusable:
        rows = f"{rejected:,} row{'s' if rejected != 1 else ''} rejected"
        files = f"{len(unusable)} file{'s' if len(unusable) != 1 else ''} not read"
        said = " and ".join([*([rows] if rejected else []), *([files] if unusable else [])])
        notify(
            NOT_ALL,
            at=at,
            to=[actor.organisation],
            only=actor.person,
            text=f"Your import is done, with {said}.",
            page=("import_report", report.id),
        )
    for one in report.files:
        if asked.given and one.outcome is Outcome.ADDED and one.document is not None:
            notify(
                GIVEN,
                at=at,
                to=[asked.customer],
                by=actor,
                text=f"{actor.name} of {actor.organisation_name} gave {one.name}.",
                page=("document", one.document),
            )
