"""Use case: adopt a method."""

from datetime import datetime

from detente.assessment.scorecards.contracts import SET_METHOD, InvalidMethodFile, MethodVersionExists
from detente.assessment.scorecards.methods.reading import SHIPPED, read_method
from detente.assessment.scorecards.models import AdoptedMethod
from detente.assessment.scorecards.selectors.methods import MethodText, method_text
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case


@use_case(
    "scorecards.adopt_method",
    permission=SET_METHOD,
    path="scorecard-methods",
    raises=(InvalidMethodFile, MethodVersionExists),
)
def adopt_method(*, actor: Actor, at: datetime, text: str) -> MethodText:
    """Adopt a version of the rules: it is locked, and in force for scorecards from now on.

    Parameters
    ----------
    text : str
        The method file (YAML). Copy the shipped one, change it, and give it a new name or version.
    """
    file = read_method(text, "the method file")
    taken = AdoptedMethod.objects.filter(customer_id=actor.organisation, name=file.name, version=file.version)
    if file.id in SHIPPED or taken.exists():
        raise MethodVersionExists(
            f"{file.id} is there already and locked: give the changed one a new version."
        )
    AdoptedMethod.objects.create(
        customer_id=actor.organisation,
        visibility=Visibility.CUSTOMER,
        name=file.name,
        version=file.version,
        text=file.text,
        sha256=file.sha256,
        adopted_at=at,
        adopted_by_id=actor.person,
    )
    return method_text(file, shipped=False, in_force=True, adopted_at=at)
