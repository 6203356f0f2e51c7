"""Of questionnaires, certificates and breaches: places open to what was read, and recognising never fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.formats import (
    caiq,
    certificates_csv,
    fedramp_marketplace,
    hecvat,
    hhs_breaches,
    vcdb,
    veris,
    vsaq,
)
from detente.formats.excerpt import excerpt
from detente.formats.source import Source
from detente.formats.tests.reading import read, source_of

FORMATS = (
    *caiq.FORMATS,
    certificates_csv.FORMAT,
    fedramp_marketplace.FORMAT,
    hecvat.FORMAT,
    hhs_breaches.FORMAT,
    vcdb.FORMAT,
    veris.FORMAT,
    vsaq.FORMAT,
)
WORDS = [
    '"questionnaire": [',
    '"type": "block"',
    '"security_incident": "',
    '"data": {"Providers": [',
    "Question ID,Question,Answer\n",
    "| Question ID | Question | Answer |\n|---|---|---|\n",
    "name_of_covered_entity,individuals_affected,breach_submission_date,type_of_breach\n",
    "year,action.hacking\n",
    "scheme,issued,status\n",
    "{",
    "[",
    "PK\x03\x04",
    "\0",
    "\r",
    '"',
]


class TestTheSamples:
    @pytest.mark.parametrize(
        ("one", "path", "what", "step"),
        [
            (hhs_breaches.FORMAT, "incidents/hhs_ocr_2009_2016.csv", lambda found: found.record.entity, 97),
            (hhs_breaches.FORMAT, "incidents/hhs_ocr_2009_2017.csv", lambda found: found.record.entity, 97),
            (
                vcdb.FORMAT,
                "incidents/vcdb_sample_a.csv",
                lambda found: found.record.category.split(", ")[0],
                0,
            ),
            (veris.FORMAT, "incidents/veris_json/veris-1_3_4-test3.json", lambda found: found.vendor, 1),
            (
                fedramp_marketplace.FORMAT,
                "fedramp/marketplace_2021-07-30.json",
                lambda found: found.key[8:],
                97,
            ),
            (
                caiq.FORMATS[0],
                "questionnaires/caiq/relay_caiq-lite_completed.csv",
                lambda f: f.record.question_id,
                9,
            ),
            (
                caiq.FORMATS[1],
                "questionnaires/caiq/acme_demo_completed.xlsx",
                lambda f: f.record.question_id,
                4,
            ),
            (
                caiq.FORMATS[2],
                "questionnaires/caiq/forgedapps_caiq-lite-4.0.3_completed.md",
                lambda found: found.record.question_id,
                7,
            ),
            (
                hecvat.FORMAT,
                "questionnaires/hecvat/HECVAT414.xlsx",
                lambda found: found.record.question_id,
                97,
            ),
        ],
    )
    def test_say_at_its_place_what_a_fact_says(self, shared_data, one, path, what, step):
        source = Source(shared_data / path, path)

        for found in read(one, source).found[:: step or 10_000]:
            assert what(found).casefold() in " ".join(excerpt(source, found.locator).split()).casefold()


class TestRecognising:
    @settings(max_examples=60)
    @given(st.lists(st.sampled_from(WORDS) | st.binary(max_size=20), max_size=6))
    def test_never_fails(self, tmp_path_factory, parts):
        content = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
        source = source_of(tmp_path_factory.mktemp("odd"), content)

        assert {one.matches(source) for one in FORMATS} <= {True, False}
