"""The page of all criteria says what the definitions say."""

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.gate_names import GATES
from detente.assessment.scorecards.reference_pages import page


class TestThePageOfCriteria:
    def test_has_every_criterion_with_what_counts_and_how_it_could_be_gamed(self):
        text = page()

        for one in (known.definition for known in known_criteria().values()):
            assert f"### {one.id} {one.title}\n\n{one.question}" in text
            assert " ".join(one.good.split()) in text
            assert " ".join(one.gaming.split()) in text

    def test_links_to_each_of_them(self):
        text = page()
        anchors = {
            line.removeprefix("### ").lower().replace(" ", "-").replace(",", "")
            for line in text.splitlines()
            if line.startswith("### ")
        }

        assert {f"#{one}" for one in anchors} == {
            part.split(")")[0] for part in text.split("](")[1:] if part[0] == "#"
        }

    def test_has_every_must_have_and_part_of_a_method_file(self):
        text = page()

        assert all(f"`{name}`" in text for name in GATES)
        for part in (
            "weight_percent",
            "half_life_days",
            "steps_per_point",
            "planned_levels_by_tier",
            "gates",
        ):
            assert f"- `{part}`" in text
