"""The questions of the programme's questionnaire: written for it, under ids of the usual shape."""

from dataclasses import dataclass

DOMAINS = (
    ("A&A", "Audit and assurance", "audits and assurance"),
    ("AIS", "Application security", "secure development of applications"),
    ("BCR", "Continuity", "continuity and recovery"),
    ("CCC", "Change control", "changes to production systems"),
    ("CEK", "Cryptography", "encryption and key management"),
    ("DCS", "Data centres", "physical security of data centres"),
    ("DSP", "Data and privacy", "handling of personal data"),
    ("GRC", "Governance and risk", "governance and risk management"),
    ("HRS", "People", "screening and training of staff"),
    ("IAM", "Identity and access", "identities and access rights"),
    ("IPY", "Portability", "export and portability of data"),
    ("IVS", "Infrastructure", "networks and virtual infrastructure"),
    ("LOG", "Logging", "logging and monitoring"),
    ("SEF", "Incidents", "security incidents"),
    ("STA", "Supply chain", "suppliers and subprocessors"),
    ("TVM", "Vulnerabilities", "vulnerabilities and patches"),
    ("UEM", "Endpoints", "laptops, phones and other endpoints"),
)
ASKED = (
    "Are the rules for {} written down and approved by management?",
    "Are the rules for {} reviewed at least once a year?",
    "Does a named person answer for {}?",
    "Are the rules for {} enforced by a tool rather than by hand?",
    "Was compliance with the rules for {} audited within the last twelve months?",
    "Are exceptions to the rules for {} recorded with a date on which they end?",
    "Do the same rules for {} hold for suppliers who touch customer data?",
)
ALSO_ASKED = "Are customers told before the rules for {} change?"
WITH_ONE_MORE = {"BCR", "CEK", "DSP", "IAM", "SEF"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    id: str
    domain: str
    words: str


def questions() -> list[Question]:
    """Return all questions: 124.

    >>> len(questions()), questions()[0].id
    (124, 'A&A-01.1')
    """
    found = []
    for code, domain, subject in DOMAINS:
        asked = (*ASKED, ALSO_ASKED) if code in WITH_ONE_MORE else ASKED
        found += [
            Question(f"{code}-{number:02}.1", domain, words.format(subject))
            for number, words in enumerate(asked, start=1)
        ]
    return found
