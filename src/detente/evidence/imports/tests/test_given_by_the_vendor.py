"""What a vendor gives to a customer about itself: self-attested, for both sides, and its own to retract."""

from datetime import timedelta

import pytest
from django.db import connection

from detente.evidence.imports.contracts import NoSuchImport, NothingToImport, Outcome
from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.imports.selectors import list_imports, list_rejected_rows, show_import
from detente.evidence.imports.tests.bringing import (
    EVENTS,
    LATER,
    MUCH_LATER,
    bring,
    give,
    kev,
    keys,
    known,
    written,
)
from detente.evidence.ledger.contracts import AlreadyRetracted, Editions, NoSuchDocument
from detente.evidence.ledger.models import Document, Evidence
from detente.evidence.ledger.selectors import list_documents, show_document, show_evidence
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.relationships.contracts import AmbiguousCustomer, NoSuchCustomer
from detente.evidence.relationships.models import Relationship
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.formats.found import Assurance
from detente.foundation.errors import NotPermitted
from detente.foundation.form import Misread
from detente.foundation.models import AuditEntry, Organisation
from detente.foundation.tenancy import Visibility, acting_for, acting_for_the_installation
from detente.foundation.tests.people import BANK, INSURER, NOON, SUPPLIER

TABLE = (
    "kind,vendor,number,opened_at,priority,assurance\n"
    "ticket,Northwind Cloud,1,2026-10-01T00:00:00Z,1,jointly measured\n"
    "ticket,NORTHWIND CLOUD Ltd.,2,2026-10-02T00:00:00Z,1,\n"
    "ticket,,3,2026-10-03T00:00:00Z,1,\n"
)
OTHERS = "ticket,Tern Analytics,4,2026-10-04T00:00:00Z,1,\nticket,Kestrel,5,2026-10-05T00:00:00Z,1,\n"
MAPPING = "kind: certificate\nname: register\nabsence: removed\nfields:\n  scheme: S\n  status: T\n"
ONE, TWO = (
    ("CVE-2026-0001", "Northwind Cloud", "2026-01-10"),
    ("CVE-2026-0002", "Northwind Cloud", "2026-02-10"),
)
JANUARY, MARCH, MAY = "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"


@pytest.fixture
def the_bank(both_sides):
    return both_sides["the_analyst"]


@pytest.fixture
def the_supplier(both_sides):
    return both_sides["the_contributor"]


@pytest.fixture
def the_insurer(both_sides):
    """The insurer buys from the supplier, too."""
    with acting_for_the_installation(because="tests lay out a second customer"):
        parties = {"customer_id": INSURER, "vendor_id": SUPPLIER, "visibility": Visibility.SHARED}
        Relationship.objects.create(**parties, first_tier=2, since=NOON.date(), started_at=NOON)
    return both_sides["the_stranger"]


def counted(model, organisation=BANK):
    with acting_for(organisation, writes=False):
        return model.objects.count()


class TestAFile:
    def test_is_about_the_vendor_that_gives_it_self_attested_and_seen_by_both_sides(
        self, the_bank, the_supplier, tmp_path
    ):
        [file] = give(the_supplier, written(tmp_path, EVENTS)).files

        assert (file.outcome, file.facts, file.rejected, file.unattributed) == (Outcome.ADDED, 2, 0, 0)
        assert "Both sides see it" in file.message
        found = known(the_bank, known_on=NOON)
        assert {(one.vendor, one.assurance) for one in found} == {(SUPPLIER, Assurance.SELF_ATTESTED)}
        for actor in (the_bank, the_supplier):
            [shown] = list_documents(actor=actor).items
            assert (shown.received_by, shown.received_from) == (the_supplier.name, "Northwind Cloud")
            assert (shown.given_by_vendor, shown.private, shown.vendor) == (True, False, SUPPLIER)
            assert "gate,down" in show_evidence(actor=actor, document=shown.id, position=0).excerpt

    def test_that_names_its_vendor_is_about_it_and_of_one_that_names_another_that_row_is_rejected(
        self, the_bank, the_supplier, tmp_path
    ):
        report = give(the_supplier, written(tmp_path, TABLE + OTHERS))

        [file] = report.files
        assert (file.facts, file.rejected, file.unattributed, file.unknown_names) == (3, 2, 0, ())
        assert (file.rejections[0].locator, file.rejections[0].excerpt) == ("line 5", "Tern Analytics")
        assert file.rejections[0].reason.startswith(
            "It is about Tern Analytics; you give facts about Northwind"
        )
        assert report.exit_code == 3
        assert keys(the_bank) == ["1", "2", "3"]
        assert {one.assurance for one in known(the_bank, known_on=NOON)} == {Assurance.SELF_ATTESTED}
        with acting_for(BANK, writes=False):
            assert not Evidence.objects.filter(vendor=None).exists()

    def test_with_no_row_of_its_vendor_is_kept_from_the_customer(self, the_bank, the_supplier, tmp_path):
        header = TABLE.partition("\n")[0] + "\n"

        report = give(the_supplier, written(tmp_path, header + OTHERS))

        [file] = report.files
        assert (file.outcome, file.document, file.rejected) == (Outcome.UNUSABLE, None, 2)
        assert "nothing of this file was given" in file.message
        assert counted(Document) == 0

    def test_is_all_or_nothing_where_that_is_asked_for(self, the_supplier, tmp_path):
        report = give(the_supplier, written(tmp_path, TABLE + OTHERS), all_or_nothing=True)

        assert report.files[0].outcome is Outcome.HELD_BACK
        assert counted(Document) == 0

    def test_that_comes_twice_adds_nothing_and_a_new_edition_is_compared(
        self, the_bank, the_supplier, tmp_path
    ):
        first = kev(tmp_path, ONE, TWO, released=JANUARY)
        again = kev(tmp_path, ONE, TWO, released=MARCH, name="again.json")
        outcomes = [give(the_supplier, one).files[0].outcome for one in (first, first, again)]

        later = give(the_supplier, kev(tmp_path, TWO, released=MAY), at=LATER)

        assert outcomes == [Outcome.ADDED, Outcome.SAME_FILE, Outcome.SAME_CONTENT]
        assert later.files[0].editions == Editions(added=0, changed=0, removed=1)
        assert set(keys(the_bank)) == {TWO[0]}

    def test_may_be_read_by_a_mapping_and_its_vendor_sees_its_own_lines(self, the_supplier, tmp_path):
        table = written(tmp_path, "S,T\nISO 27001,in force\n", "register.csv")

        report = give(the_supplier, table, mapping=MAPPING)

        line = show_evidence(actor=the_supplier, document=report.files[0].document, position=0)
        assert (line.key, line.excerpt) == ("ISO 27001", "ISO 27001,in force")

    def test_is_never_private(self, the_supplier, tmp_path):
        with pytest.raises(Misread, match="private"):
            give(the_supplier, written(tmp_path, EVENTS), private=True)

    def test_goes_to_one_customer_alone(self, the_bank, the_insurer, the_supplier, tmp_path):
        path = written(tmp_path, EVENTS)

        assert give(the_supplier, path).files[0].outcome is Outcome.ADDED
        assert list_documents(actor=the_insurer).items == ()
        assert give(the_supplier, path, customer="morrow insurance").files[0].outcome is Outcome.ADDED
        assert len(list_documents(actor=the_insurer).items) == len(list_documents(actor=the_bank).items) == 1
        assert len(list_documents(actor=the_supplier).items) == 2

    def test_is_on_record_in_the_log_of_whoever_gave_it(self, the_supplier, tmp_path):
        before = AuditEntry.objects.count()

        give(the_supplier, written(tmp_path, EVENTS))

        assert AuditEntry.objects.count() == before + 1
        assert AuditEntry.objects.latest("index").organisation_id == SUPPLIER


class TestTheCustomer:
    @pytest.mark.parametrize("words", ["Halden Bank", " HALDEN bank ", str(BANK), str(RELATIONSHIP)])
    def test_is_named_or_numbered(self, the_bank, the_supplier, tmp_path, words):
        give(the_supplier, written(tmp_path, EVENTS), customer=words)

        assert len(keys(the_bank)) == 2

    def test_is_one_of_the_vendors_own(self, both_sides, the_supplier, tmp_path):
        path = written(tmp_path, EVENTS)

        for actor, customer in (
            (the_supplier, "Morrow Insurance"),
            (the_supplier, "Nobody"),
            (the_supplier, "9" * 400),
            (both_sides["the_rival"], "Halden Bank"),
            (both_sides["the_rival"], str(RELATIONSHIP)),
        ):
            with pytest.raises(NoSuchCustomer):
                give(actor, path, customer=customer)
        with pytest.raises(NotPermitted):
            give(both_sides["the_analyst"], path)
        with pytest.raises(NotPermitted):
            bring(the_supplier, path)
        with pytest.raises(NothingToImport):
            give(the_supplier)

    def test_whose_name_is_anothers_too_is_told_by_its_number(self, the_insurer, the_supplier, tmp_path):
        Organisation.objects.filter(pk=INSURER).update(name="Halden Bank")

        with pytest.raises(AmbiguousCustomer, match=str(RELATIONSHIP)):
            give(the_supplier, written(tmp_path, EVENTS))

    def test_cannot_retract_what_the_vendor_gave_and_the_vendor_can(self, the_bank, the_supplier, tmp_path):
        number = give(the_supplier, written(tmp_path, EVENTS)).files[0].document

        with pytest.raises(NoSuchDocument):
            retract_document(actor=the_bank, at=LATER, document=number, reason="we do not like it")
        retract_document(actor=the_supplier, at=LATER, document=number, reason="the wrong probe")

        assert AuditEntry.objects.latest("index").organisation_id == SUPPLIER
        shown = show_document(actor=the_bank, document=number)
        assert (shown.retracted_at, shown.retracted_because) == (LATER, "the wrong probe")
        assert (len(keys(the_bank, known_on=NOON)), keys(the_bank, known_on=LATER)) == (2, [])
        with pytest.raises(AlreadyRetracted):
            retract_document(actor=the_supplier, at=LATER, document=number, reason="again")

    def test_loses_nothing_of_its_own_to_the_vendor(self, the_bank, the_supplier, tmp_path):
        number = bring(the_bank, written(tmp_path, EVENTS), vendor="Northwind Cloud").files[0].document

        with pytest.raises(NoSuchDocument):
            retract_document(actor=the_supplier, at=LATER, document=number, reason="it hurts")

    def test_strikes_nothing_off_a_list_that_the_vendor_gave_nor_the_vendor_off_its(
        self, the_bank, the_supplier, tmp_path
    ):
        full = written(tmp_path, "S,T\nISO,in force\nSOC,in force\n", "full.csv")
        less = written(tmp_path, "S,T\nISO,in force\n", "less.csv")
        theirs = {"vendor": "Northwind Cloud", "mapping": MAPPING, "by_vendor": True}
        for first, second in ((give, bring), (bring, give)):
            asked = {give: {"mapping": MAPPING}, bring: theirs}
            actor = {give: the_supplier, bring: the_bank}
            whole = first(actor[first], full, **asked[first])
            part = second(actor[second], less, at=LATER, **asked[second])
            assert part.files[0].editions is None
            retract_document(actor=actor[second], at=LATER, document=part.files[0].document, reason="undone")
            assert keys(the_bank) == ["ISO", "SOC"]
            retract_document(actor=actor[first], at=LATER, document=whole.files[0].document, reason="undone")

    def test_sees_nothing_of_what_the_vendor_had_rejected(self, the_bank, the_supplier, tmp_path):
        number = give(the_supplier, written(tmp_path, TABLE + OTHERS)).id

        assert list_imports(actor=the_bank).items == ()
        with pytest.raises(NoSuchImport):
            show_import(actor=the_bank, number=number)
        for model in (ImportRun, ImportedFile, RejectedRow):
            assert (counted(model), counted(model, SUPPLIER) > 0) == (0, True)
        [report] = list_imports(actor=the_supplier).items
        assert (report.id, report.given_to) == (number, "Halden Bank")
        assert len(list_rejected_rows(actor=the_supplier, number=number).items) == 2

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
    def test_is_kept_from_it_by_the_database_itself(self, the_supplier, tmp_path):
        give(the_supplier, written(tmp_path, TABLE + OTHERS))

        for table in ("imports_importrun", "imports_importedfile", "imports_rejectedrow", "ledger_document"):
            seen = []
            for organisation in (BANK, SUPPLIER, INSURER):
                with acting_for(organisation, writes=False), connection.cursor() as cursor:
                    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  # our own names
                    seen.append(cursor.fetchone()[0] > 0)
            assert seen == [table == "ledger_document", True, False]


class TestTheVendor:
    @pytest.mark.parametrize("private", [True, False])
    def test_learns_not_whether_the_customer_has_the_same_file(
        self, the_bank, the_supplier, tmp_path, private
    ):
        path = written(tmp_path, EVENTS)
        asked = {"vendor": "Northwind Cloud", "by_vendor": True, "private": private}
        before = give(the_supplier, path).files[0]
        retract_document(actor=the_supplier, at=NOON, document=before.document, reason="to give it again")

        theirs = bring(the_bank, path, at=NOON, **asked).files[0]
        after = give(the_supplier, path).files[0]

        assert theirs.outcome is after.outcome is Outcome.ADDED
        assert after.document not in (before.document, theirs.document)
        assert (after.message, after.facts) == (before.message, before.facts)

    def test_is_compared_with_what_it_gave_itself_even_where_the_hashes_are_the_same(
        self, the_bank, the_supplier, tmp_path
    ):
        path = written(tmp_path, EVENTS)
        ours = give(the_supplier, path).files[0].document
        retract_document(actor=the_supplier, at=NOON, document=ours, reason="to give it again")
        with acting_for(BANK, writes=True):
            row = Document.objects.get(pk=ours)
            fields = {one.attname: getattr(row, one.attname) for one in Document._meta.concrete_fields}
            Document.objects.create(**fields | {"id": 9_000_000, "received_from_id": BANK})

        assert give(the_supplier, path).files[0].outcome is Outcome.ADDED

    def test_learns_not_when_the_customer_received_something_else(self, the_bank, the_supplier, tmp_path):
        tickets = written(tmp_path, TABLE, "tickets.csv")
        bring(the_bank, tickets, vendor="Northwind Cloud", private=True, at=LATER)

        [file] = give(the_supplier, written(tmp_path, EVENTS), at=NOON).files

        assert show_document(actor=the_supplier, document=file.document).known_at == NOON
        assert "clock" not in file.message

    def test_is_known_no_earlier_than_what_both_sides_know_of_it(self, the_bank, the_supplier, tmp_path):
        bring(the_bank, written(tmp_path, TABLE, "t.csv"), vendor="Northwind Cloud", at=LATER)
        one = give(the_supplier, written(tmp_path, EVENTS), at=NOON).files[0].document

        done = retract_document(actor=the_supplier, at=NOON - timedelta(days=1), document=one, reason="x")

        assert done.known_at == done.retracted_at == LATER
        assert keys(the_bank, known_on=MUCH_LATER) == ["1", "2", "3"]
