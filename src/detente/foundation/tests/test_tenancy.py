"""Rows of tenants: nothing outside a scope, inside it the scope's alone, whichever way they are reached."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count

from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import (
    NoScope,
    OutsideScope,
    Visibility,
    acting_for,
    acting_for_the_installation,
    current_scope,
    seen_by,
    visible_to,
)
from detente.foundation.tests.people import BANK, INSURER, RIVAL, SUPPLIER
from detente.site.tests.planted.models import Note, Remark

PAIRS = [(BANK, SUPPLIER), (BANK, RIVAL), (INSURER, SUPPLIER), (BANK, None), (None, SUPPLIER)]


def note(customer, vendor, visibility, text=None):
    text = text or f"{customer}-{vendor}-{visibility.name}"
    return Note(customer_id=customer, vendor_id=vendor, visibility=visibility, text=text)


@pytest.fixture
def notes(everybody):
    """A note of every pair, and of each side alone, for each visibility."""
    with acting_for_the_installation(because="tests plant rows of everybody"):
        Note.objects.bulk_create(note(*pair, one) for pair in PAIRS for one in Visibility)


def seen(organisation):
    with acting_for(OrganisationId(organisation), writes=False):
        return set(Note.objects.values_list("text", flat=True))


class TestOutsideAScope:
    @pytest.mark.parametrize(
        "reach",
        [
            lambda: len(Note.objects.all()),
            lambda: Note.objects.filter(text="x").first(),
            lambda: list(Note._base_manager.all()),
            lambda: list(Note._default_manager.all()),
            lambda: Note.objects.create(customer_id=BANK, visibility=0, text="x"),
            lambda: Note.objects.bulk_create([note(BANK, None, Visibility.SHARED)]),
            lambda: note(BANK, None, Visibility.SHARED).save(),
            lambda: Note.objects.all().delete(),
            lambda: Note.objects.update(text="x"),
            lambda: Note(pk=1).refresh_from_db(),
            lambda: list(Note(pk=1).remarks.all()),
        ],
    )
    def test_nothing_can_be_reached(self, reach, notes):
        with pytest.raises(NoScope):
            reach()

    def test_a_query_built_inside_a_scope_sees_only_that_scope_later(self, notes):
        with acting_for(OrganisationId(RIVAL), writes=False):
            rows = Note.objects.all()

        assert {one.vendor_id for one in rows if one} <= {RIVAL}

    def test_there_is_no_scope_even_after_a_fault_in_one(self, everybody):
        with pytest.raises(ZeroDivisionError), acting_for(OrganisationId(BANK), writes=True):
            raise ZeroDivisionError

        with pytest.raises(NoScope):
            current_scope()

    def test_the_installation_says_why_it_looks(self, db):
        with pytest.raises(NoScope, match="why"), acting_for_the_installation(because=""):
            pass


class TestInsideAScope:
    @pytest.mark.parametrize("organisation", [BANK, INSURER, SUPPLIER, RIVAL])
    def test_exactly_the_rows_are_seen_that_the_rule_allows(self, organisation, notes):
        allowed = {
            f"{customer}-{vendor}-{one.name}"
            for customer, vendor in PAIRS
            for one in Visibility
            if (organisation == customer and one.name != "VENDOR")
            or (organisation == vendor and one.name != "CUSTOMER")
        }

        assert seen(organisation) == allowed

    def test_the_rule_is_the_same_for_a_row_and_for_a_query(self, notes):
        with acting_for_the_installation(because="tests compare with everything"):
            everything = list(Note.objects.all())
            for organisation in (BANK, INSURER, SUPPLIER, RIVAL):
                by_query = set(Note.objects.filter(seen_by(OrganisationId(organisation))))
                by_row = {
                    one
                    for one in everything
                    if visible_to(
                        OrganisationId(organisation),
                        customer=one.customer_id,
                        vendor=one.vendor_id,
                        visibility=one.visibility,
                    )
                }
                assert by_query == by_row

    def test_counts_and_sums_are_of_what_is_seen(self, notes):
        with acting_for(OrganisationId(RIVAL), writes=False):
            assert Note.objects.aggregate(n=Count("pk"))["n"] == 2
            assert Note.objects.count() == 2

    def test_an_inner_scope_ends_where_it_ends(self, notes):
        with acting_for(OrganisationId(RIVAL), writes=False):
            outer = Note.objects.count()
            with acting_for(OrganisationId(BANK), writes=False):
                assert Note.objects.count() > outer
            assert Note.objects.count() == outer

    def test_a_change_reaches_only_what_is_seen(self, notes):
        with acting_for(OrganisationId(RIVAL), writes=True):
            assert Note.objects.update(text="ours") == 2
            assert Note.objects.filter(visibility=Visibility.CUSTOMER).update(text="theirs") == 0

    def test_what_hangs_on_a_row_of_both_is_filtered_too(self, notes):
        with acting_for_the_installation(because="tests plant rows of everybody"):
            shared = Note.objects.get(text=f"{BANK}-{SUPPLIER}-SHARED")
            for one in Visibility:
                Remark.objects.create(
                    customer_id=BANK,
                    vendor_id=SUPPLIER,
                    visibility=one,
                    note=shared,
                    text=one.name,
                    said_on="2026-01-01",
                    weight=1,
                    mood="good",
                )
        with acting_for(OrganisationId(SUPPLIER), writes=False):
            there = Note.objects.prefetch_related("remarks").get(pk=shared.pk)

            assert {one.text for one in there.remarks.all()} == {"SHARED", "VENDOR"}
            assert {one.text for one in Remark.objects.select_related("note")} == {"SHARED", "VENDOR"}


class TestWriting:
    @pytest.mark.parametrize(
        "written",
        [
            note(INSURER, SUPPLIER, Visibility.SHARED),
            note(BANK, SUPPLIER, Visibility.VENDOR),
            note(None, SUPPLIER, Visibility.SHARED),
            note(INSURER, BANK, Visibility.CUSTOMER),
        ],
        ids=lambda one: one.text,
    )
    @pytest.mark.parametrize("write", [lambda one: one.save(), lambda one: Note.objects.bulk_create([one])])
    def test_a_row_that_one_may_not_see_is_refused(self, write, written, everybody):
        written.pk = None
        with pytest.raises(OutsideScope), acting_for(OrganisationId(BANK), writes=True):
            write(written)

    def test_a_row_without_a_party_is_refused_by_the_database(self, everybody):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            acting_for_the_installation(because="only the installation gets that far"),
        ):
            Note.objects.create(visibility=0, text="nobody's")

    def test_nothing_stays_of_what_failed(self, everybody):
        with pytest.raises(ZeroDivisionError), acting_for(OrganisationId(BANK), writes=True):
            note(BANK, SUPPLIER, Visibility.SHARED).save()
            raise ZeroDivisionError

        assert seen(BANK) == set()
