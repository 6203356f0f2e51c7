"""What scorecards keep of a relationship or of one side, each text of it a canary."""

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.reading import shipped_method, shipped_text
from detente.assessment.scorecards.models import AdoptedMethod
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import NOON, RIVAL

NEEDS = ["evidence.relationships"]


def plant(ground: Ground) -> None:
    if ground.vendor is None:
        return  # a method is its customer's, whoever the vendor
    word = ground.word("title of a method")
    title = shipped_method("default-1.0").title
    text = shipped_text("default-1.0").replace(title, word)
    ground.keep(
        AdoptedMethod.objects.create(
            **ground.parties,
            name="default",
            version=str(AdoptedMethod.objects.count() + 2),
            text=text,
            sha256=ground.word("hash of a method"),
            adopted_at=NOON,
            adopted_by_id=ground.person,
        )
    )


def values() -> dict[str, list[object]]:
    return {
        "method": ["default-1.0"],
        "criterion": list(known_criteria())[:1],
        "dimension": ["trust"],
        "must_have": ["certificate_in_force"],
        "since": ["2026-10-31"],
        "other": [RIVAL],
    }
