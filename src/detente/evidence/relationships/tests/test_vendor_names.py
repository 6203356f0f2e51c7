"""Names in files: matched by rule or by hand, suggested, and never merged silently."""

from datetime import timedelta

import pytest

from detente.evidence.imports.tests.bringing import LATER, bring, keys, known, started, written
from detente.evidence.ledger.models import Document
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.relationships.contracts import (
    AmbiguousVendor,
    NameIsTaken,
    NoSuchName,
    NoSuchVendor,
    UnfitName,
    VendorExists,
)
from detente.evidence.relationships.models import Relationship
from detente.evidence.relationships.selectors import (
    find_vendor,
    list_evidence_about,
    list_names,
    vendor_directory,
)
from detente.evidence.relationships.services.match_name import match_name
from detente.evidence.relationships.services.unmatch_name import unmatch_name
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tenancy import Visibility, acting_for
from detente.foundation.tests.people import NOON, ORGANISATIONS, SUPPLIER

EVEN_LATER = LATER + timedelta(days=1)


def tickets(folder, *names, file="tickets.csv"):
    rows = [f'ticket,"{name}",{number},2026-10-01T00:00:00Z,1\n' for number, name in enumerate(names)]
    return written(folder, "kind,vendor,number,opened_at,priority\n" + "".join(rows), file)


class TestAName:
    def test_that_differs_in_case_signs_and_legal_form_alone_is_the_same_by_rule(self, the_analyst, tmp_path):
        started(the_analyst, "Schneider Electric")

        bring(the_analyst, tickets(tmp_path, "SCHNEIDER  ELECTRIC, Inc.", "Other"))

        assert keys(the_analyst) == ["0"]

    def test_that_only_may_be_the_same_is_suggested_and_never_merged(self, the_analyst, tmp_path):
        started(the_analyst, "Schneider Electric")

        report = bring(
            the_analyst, tickets(tmp_path, "Schneider Electric Software, LLC", "Schneider Electric")
        )

        assert keys(the_analyst) == ["1"]
        [waits] = report.files[0].unknown_names
        assert (waits.written, waits.facts) == ("Schneider Electric Software, LLC", 1)
        assert waits.suggestion == "Schneider Electric"

    def test_that_may_mean_two_vendors_suggests_neither(self, the_analyst):
        for name in ("Acme Cloud", "Acme Cloud Payments"):
            started(the_analyst, name)
        with acting_for(the_analyst.organisation, writes=False):
            directory = vendor_directory(customer=the_analyst.organisation)

        assert directory.suggestion("Acme Cloud Payments Europe") is None
        assert directory.suggestion("Acme") is None
        assert directory.suggestion("Borealis") is None

    def test_means_nobody_to_another_customer(self, the_analyst, the_stranger, tmp_path):
        started(the_analyst)

        report = bring(the_stranger, tickets(tmp_path, "Acme", "Other"))

        assert report.files[0].unattributed == 2


class TestMatchingByHand:
    def test_lets_what_waits_count_from_now_on(self, the_analyst, tmp_path):
        acme = started(the_analyst)
        bring(the_analyst, tickets(tmp_path, "Acme Software", "Acme"))

        shown = match_name(actor=the_analyst, at=LATER, written="Acme Software", vendor="ACME")

        assert (shown.vendor, shown.moved, shown.decided_by) == ("Acme", 1, the_analyst.name)
        assert keys(the_analyst, known_on=LATER) == ["0", "1"]
        assert keys(the_analyst, known_on=LATER - timedelta(seconds=1)) == ["1"]
        assert {one.known_at for one in known(the_analyst, known_on=LATER) if one.key == "0"} == {LATER}
        assert {one.vendor for one in known(the_analyst, known_on=LATER)} == {acme.vendor}

    def test_holds_for_files_that_come_later(self, the_analyst, tmp_path):
        started(the_analyst)
        match_name(actor=the_analyst, at=NOON, written="Acme Software", vendor="Acme")

        report = bring(the_analyst, tickets(tmp_path, "Acme Software"), at=LATER)

        assert report.files[0].unattributed == 0
        assert keys(the_analyst) == ["0"]

    def test_never_shares_what_was_brought_in_privately(self, the_analyst, both_sides, tmp_path):
        vendor = both_sides["the_vendor"]
        bring(the_analyst, tickets(tmp_path, "Northwind Software", "Other"), private=True)

        match_name(actor=the_analyst, at=LATER, written="Northwind Software", vendor="Northwind Cloud")

        assert "0" not in keys(the_analyst, vendors=[vendor.organisation])
        with acting_for(vendor.organisation, writes=False):
            assert not Document.objects.filter(name="tickets.csv").exists()
        with acting_for(the_analyst.organisation, writes=False):
            part = Document.objects.get(matched_name="Northwind Software")
            assert (part.visibility, part.vendor_id) == (Visibility.CUSTOMER, vendor.organisation)

    def test_is_refused_when_the_name_means_somebody_already(self, the_analyst):
        started(the_analyst)
        started(the_analyst, "Borealis")
        match_name(actor=the_analyst, at=NOON, written="Acme Software", vendor="Acme")

        for name in ("Acme Software", "acme", "Borealis Ltd"):
            with pytest.raises(NameIsTaken, match="already"):
                match_name(actor=the_analyst, at=NOON, written=name, vendor="Borealis")

    @pytest.mark.parametrize("name", ["", "  ", "x" * 301])
    def test_is_refused_without_a_fit_name(self, the_analyst, name):
        started(the_analyst)

        with pytest.raises(UnfitName, match="1 to 300"):
            match_name(actor=the_analyst, at=NOON, written=name, vendor="Acme")

    def test_counts_retracted_files_out(self, the_analyst, tmp_path):
        started(the_analyst)
        document = bring(the_analyst, tickets(tmp_path, "Acme Software")).files[0].document
        retract_document(actor=the_analyst, at=NOON, document=document, reason="wrong file")

        assert match_name(actor=the_analyst, at=LATER, written="Acme Software", vendor="Acme").moved == 0

    def test_is_retracted_together_with_the_file(self, the_analyst, tmp_path):
        started(the_analyst)
        document = bring(the_analyst, tickets(tmp_path, "Acme Software")).files[0].document
        match_name(actor=the_analyst, at=LATER, written="Acme Software", vendor="Acme")

        retract_document(actor=the_analyst, at=EVEN_LATER, document=document, reason="wrong file")

        assert keys(the_analyst, known_on=LATER) == ["0"]
        assert keys(the_analyst) == []


class TestTakingAMatchBack:
    @pytest.mark.parametrize("matched_first", [True, False])
    def test_lets_facts_wait_again_and_keeps_what_was_known(self, the_analyst, tmp_path, matched_first):
        started(the_analyst)
        deeds = [
            lambda: match_name(actor=the_analyst, at=NOON, written="Acme Software", vendor="Acme"),
            lambda: bring(the_analyst, tickets(tmp_path, "Acme Software", "Acme")),
        ]
        for do in deeds if matched_first else reversed(deeds):
            do()

        shown = unmatch_name(actor=the_analyst, at=LATER, written="Acme Software")

        assert (shown.vendor, shown.moved) == ("Acme", 1)
        assert keys(the_analyst, known_on=NOON) == ["0", "1"]
        assert keys(the_analyst) == ["1"]
        assert list_names(actor=the_analyst) == []

    @pytest.mark.parametrize("matched_first", [True, False])
    def test_lets_the_name_be_matched_to_somebody_else(self, the_analyst, tmp_path, matched_first):
        started(the_analyst)
        borealis = started(the_analyst, "Borealis")
        deeds = [
            lambda: match_name(actor=the_analyst, at=NOON, written="Acme Software", vendor="Acme"),
            lambda: bring(the_analyst, tickets(tmp_path, "Acme Software", "Acme")),
        ]
        for do in deeds if matched_first else reversed(deeds):
            do()
        unmatch_name(actor=the_analyst, at=LATER, written="Acme Software")

        shown = match_name(actor=the_analyst, at=EVEN_LATER, written="Acme Software", vendor="Borealis")

        assert shown.moved == 1
        of = {one.key: one.vendor for one in known(the_analyst, known_on=EVEN_LATER)}
        assert of["0"] == borealis.vendor
        assert len(of) == 2

    def test_needs_a_match(self, the_analyst, the_stranger):
        started(the_analyst)
        match_name(actor=the_analyst, at=NOON, written="Acme Software", vendor="Acme")

        for actor, name in ((the_analyst, "Acme"), (the_stranger, "Acme Software")):
            with pytest.raises(NoSuchName, match="Nobody has matched"):
                unmatch_name(actor=actor, at=NOON, written=name)
        unmatch_name(actor=the_analyst, at=NOON, written="Acme Software")
        with pytest.raises(NoSuchName):
            unmatch_name(actor=the_analyst, at=NOON, written="Acme Software")


class TestStartingARelationship:
    def test_lets_facts_count_that_waited_under_the_vendors_name(self, the_analyst, tmp_path):
        bring(the_analyst, tickets(tmp_path, "ACME Inc.", "Acme", "Acme Software"))

        started(the_analyst, "Acme", at=LATER)

        assert keys(the_analyst) == ["0", "1"]
        assert keys(the_analyst, known_on=NOON) == []

    def test_is_refused_for_a_name_that_means_a_vendor_already(self, the_analyst):
        started(the_analyst)
        match_name(actor=the_analyst, at=NOON, written="Acme Software", vendor="Acme")

        for name in ("ACME", "Acme, Inc.", "Acme Software"):
            with pytest.raises(VendorExists, match="already"):
                started(the_analyst, name)

    @pytest.mark.parametrize("name", ["", " ", "12345", "x" * 201])
    def test_is_refused_for_what_is_no_name(self, the_analyst, name):
        with pytest.raises(UnfitName):
            started(the_analyst, name)

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("K\u0435strel", r"mixes Latin with Cyrillic letters .U.0435.: write it in one alphabet"),
            ("\u039fracle", r"mixes Latin with Greek letters .U.039F."),
            ("Kestrel\u202e gnitset", r"turns the direction of the text .U.202E.: leave it out"),
            ("K\u200b\u0435\u0301strel", "mixes Latin with Cyrillic"),
        ],
    )
    def test_is_refused_for_a_name_that_passes_for_another(self, the_analyst, name, says):
        with pytest.raises(UnfitName, match=says):
            started(the_analyst, name)

    @pytest.mark.parametrize(
        "name",
        [
            "\u041a\u0435\u0441\u0442\u0440\u0435\u043b Networks",
            "Électricité de Zürich",
            "株式会社 Kestrel",
            "α-Labs",
        ],
    )
    def test_is_made_under_a_name_in_any_alphabet(self, the_analyst, name):
        assert started(the_analyst, name).name == name


class TestFindingAVendor:
    def test_goes_by_number_name_rule_and_alias(self, the_analyst):
        acme = started(the_analyst)
        match_name(actor=the_analyst, at=NOON, written="Old Acme", vendor="Acme")

        for words in (str(acme.vendor), "acme", "ACME Inc.", "Old Acme"):
            assert find_vendor(actor=the_analyst, at=EVEN_LATER, vendor=words) == acme

    def test_asks_when_it_is_not_there(self, the_analyst, the_stranger):
        acme = started(the_analyst)

        with pytest.raises(NoSuchVendor, match="Did you mean Acme"):
            find_vendor(actor=the_analyst, at=EVEN_LATER, vendor="Acme Software")
        for words in ("Acme", str(acme.vendor), "9" * 30):
            with pytest.raises(NoSuchVendor, match="There is no vendor") as refused:
                find_vendor(actor=the_stranger, at=EVEN_LATER, vendor=words)
            assert "mean" not in str(refused.value)

    def test_asks_which_when_two_mean_the_same(self, the_analyst):
        started(the_analyst, "Acme One")
        started(the_analyst, "Acme Two")
        match_name(actor=the_analyst, at=NOON, written="Borealis", vendor="Acme One")
        with acting_for(the_analyst.organisation, writes=True):
            other = Relationship.objects.get(vendor__name="Acme Two").vendor
            other.name = "Acme ONE"
            other.save()

        with pytest.raises(AmbiguousVendor, match="give its number"):
            find_vendor(actor=the_analyst, at=EVEN_LATER, vendor="acme one")


class TestAVendorOfSeveralCustomers:
    @pytest.fixture
    def two_customers(self, both_sides):
        """The supplier works with the bank, and with an insurer too."""
        insurer = both_sides["the_stranger"]
        with acting_for(insurer.organisation, writes=True):
            parties = {"customer_id": insurer.organisation, "vendor_id": SUPPLIER}
            row = Relationship.objects.create(
                **parties, visibility=Visibility.SHARED, first_tier=1, since=NOON.date(), started_at=NOON
            )
        return {"Halden Bank": RELATIONSHIP, "Morrow Insurance": row.pk}

    def test_is_told_which_numbers_to_give_with_the_customers_names(self, both_sides, two_customers):
        for words in ("Northwind Cloud", "northwind cloud, inc.", str(SUPPLIER)):
            with pytest.raises(AmbiguousVendor) as refused:
                find_vendor(actor=both_sides["the_vendor"], at=EVEN_LATER, vendor=words)
            assert str(refused.value) == (
                "Northwind Cloud has several customers: give the number of the relationship, "
                f"{two_customers['Halden Bank']} (Halden Bank) or "
                f"{two_customers['Morrow Insurance']} (Morrow Insurance)."
            )

    def test_is_found_by_the_number_of_the_relationship(self, both_sides, two_customers):
        for customer, number in two_customers.items():
            found = find_vendor(actor=both_sides["the_vendor"], at=EVEN_LATER, vendor=str(number))
            assert (found.vendor, found.relationship) == (SUPPLIER, number)
            assert ORGANISATIONS[found.customer] == customer

    def test_is_one_vendor_to_each_of_them_who_learn_nothing_of_the_other(self, both_sides, two_customers):
        bank = both_sides["the_analyst"]

        assert find_vendor(actor=bank, at=EVEN_LATER, vendor="Northwind Cloud").relationship == RELATIONSHIP
        with pytest.raises(NoSuchVendor):
            find_vendor(actor=bank, at=EVEN_LATER, vendor=str(two_customers["Morrow Insurance"]))

    def test_sees_the_evidence_of_all_of_them_or_of_one(self, both_sides, two_customers, tmp_path):
        for who, number in (("the_analyst", 1), ("the_stranger", 2)):
            table = f"kind,vendor,number,opened_at\nticket,Northwind Cloud,{number},2026-10-01T00:00:00Z\n"
            bring(both_sides[who], written(tmp_path, table))

        def numbers(vendor):
            page = list_evidence_about(actor=both_sides["the_vendor"], at=LATER, vendor=vendor)
            return sorted(one.key for one in page.items)

        assert numbers("Northwind Cloud") == numbers(str(SUPPLIER)) == ["1", "2"]
        assert numbers(str(two_customers["Halden Bank"])) == ["1"]
        assert numbers(str(two_customers["Morrow Insurance"])) == ["2"]
