"""What is asked of all files of an import, whoever brings them."""

from dataclasses import dataclass

from detente.foundation.identifiers import OrganisationId


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of all files of an import."""

    customer: OrganisationId
    """Whose ledger they go to."""
    about: OrganisationId | None
    """The vendor that they are about, where they name none or only one."""
    mapping: str
    all_or_nothing: bool
    private: bool
    by_vendor: bool
    given: bool = False
    """Whether the vendor gives them to its customer, about itself; else a customer brings them for itself."""
