"""Names: which of them mean a vendor."""

from collections import defaultdict
from dataclasses import dataclass

from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor
from detente.evidence.relationships.models import Relationship, VendorAlias
from detente.formats.vendor_names import may_be_same, name_words, same_name, words_may_be_same
from detente.foundation.identifiers import LARGEST, OrganisationId


def relationship_with(words: str) -> Relationship:
    """Hand out the relationship with a vendor to somebody who may know of it: the only way to find one."""
    found = relationships_with(words)
    if len(found) > 1:
        which = " or ".join(f"{row.pk} ({row.customer.name})" for row in found)
        raise AmbiguousVendor(
            f"{found[0].vendor.name} has several customers: give the number of the relationship, {which}."
        )
    return found[0]


def relationships_with(words: str) -> list[Relationship]:
    """Hand out the relationships with one vendor: one to a customer; to the vendor itself, one with each customer."""
    found = _meant(words)
    vendors = {row.vendor_id: row.vendor.name for row in found}
    if len(vendors) > 1:
        names = " or ".join(f"{name} ({number})" for number, name in vendors.items())
        raise AmbiguousVendor(f"{words!r} may be {names}: give its number or whole name.")
    if found:
        return found
    near = dict.fromkeys(name for name in _names_known() if may_be_same(name, words))
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise NoSuchVendor(
        f"There is no vendor {words!r}.{hint}",
        hint=f"To add one: `detente relationships start --vendor {words!r} --tier 3`.",
    )


def _meant(words: str) -> list[Relationship]:
    """Return the relationships that words may mean: by a number, by the name, or by another name."""
    rows = Relationship.objects.select_related("vendor", "customer").order_by("customer__name", "pk")
    if words.isdecimal() and int(words) <= LARGEST:
        number = int(words)
        found = list(rows.filter(vendor_id=number)) or list(rows.filter(pk=number))
        if found:
            return found
    return list(rows.filter(vendor__name__iexact=words.strip())) or list(rows.filter(pk__in=_alike(words)))


@dataclass(frozen=True, slots=True)
class VendorDirectory:
    """Whom a written name means, for one customer."""

    by_rule: dict[str, OrganisationId]
    by_hand: dict[str, OrganisationId]
    names: dict[OrganisationId, str]
    by_first_word: dict[str, list[tuple[list[str], str]]]
    """The vendors' names, taken apart, by their first words: a suggestion begins with the same one."""

    def vendor_of(self, written: str) -> OrganisationId | None:
        """Return the vendor that a name means, or None: then a person has to say."""
        return self.by_hand.get(written.strip()) or self.by_rule.get(same_name(written))

    def is_by_hand(self, written: str) -> bool:
        """Return whether a person said whom a name means."""
        return written.strip() in self.by_hand

    def suggestion(self, written: str) -> str | None:
        """Return the one vendor that a person might mean by a name, never used without asking."""
        words = name_words(written)
        alike = self.by_first_word.get(words[0], []) if words else []
        near = [name for theirs, name in alike if words_may_be_same(theirs, words)]
        return near[0] if len(near) == 1 else None


def vendor_directory(*, customer: OrganisationId) -> VendorDirectory:
    """Return whom written names mean to a customer. A name that two vendors share means neither."""
    rows = Relationship.objects.filter(customer_id=customer).values_list("vendor_id", "vendor__name")
    names = {OrganisationId(vendor): name for vendor, name in rows}
    alike: dict[str, set[OrganisationId]] = defaultdict(set)
    by_first_word: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for vendor, name in names.items():
        words = name_words(name)
        alike[" ".join(words)].add(vendor)
        if words:
            by_first_word[words[0]].append((words, name))
    aliases = VendorAlias.objects.filter(customer_id=customer, ended_at=None)
    return VendorDirectory(
        by_rule={name: next(iter(those)) for name, those in alike.items() if name and len(those) == 1},
        by_hand={row.written: OrganisationId(row.vendor_id) for row in aliases if row.vendor_id},
        names=names,
        by_first_word=dict(by_first_word),
    )


def _alike(words: str) -> list[int]:
    """Return the relationships with the vendor that another name means: by hand, or by the rule."""
    aliases = VendorAlias.objects.filter(written=words.strip(), ended_at=None)
    meant = set(aliases.values_list("vendor_id", flat=True))
    wanted = same_name(words)
    rows = Relationship.objects.values_list("pk", "vendor_id", "vendor__name")
    return [pk for pk, vendor, name in rows if vendor in meant or (wanted and same_name(name) == wanted)]


def _names_known() -> list[str]:
    return list(Relationship.objects.values_list("vendor__name", flat=True))
