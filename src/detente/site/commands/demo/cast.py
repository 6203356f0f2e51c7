"""The people of the demo programme, on both sides, a second customer who knows nothing of the first, and a host."""

from dataclasses import dataclass

from detente.foundation.roles import Role

BANK = "Halden Bank"
INSURER = "Morrow Insurance"
FORUM = "Harbour Forum"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody to sign in as."""

    name: str
    email: str
    organisation: str
    role: Role


CISO = Somebody("Mara Lindqvist", "mara.lindqvist@halden.example", BANK, Role.CISO)
ANALYST = Somebody("Jonas Ekeberg", "jonas.ekeberg@halden.example", BANK, Role.ANALYST)
DIRECTOR = Somebody("Ingrid Solheim", "ingrid.solheim@halden.example", BANK, Role.DIRECTOR)
AUDITOR = Somebody("Rafael Amado", "rafael.amado@halden.example", BANK, Role.AUDITOR)
KESTREL_LEAD = Somebody("Tomás Ferreira", "tomas.ferreira@kestrel.example", "Kestrel", Role.VENDOR_LEAD)
KESTREL_ENGINEER = Somebody("Lena Okafor", "lena.okafor@kestrel.example", "Kestrel", Role.VENDOR_CONTRIBUTOR)
CORVANE_LEAD = Somebody("Adrian Stroud", "adrian.stroud@corvane.example", "Corvane", Role.VENDOR_LEAD)
MARLOW_LEAD = Somebody("Hana Vesely", "hana.vesely@marlow.example", "Marlow", Role.VENDOR_LEAD)
INSURERS_CISO = Somebody("Edda Falk", "edda.falk@morrow.example", INSURER, Role.CISO)
FORUMS_HOST = Somebody("Sofia Marchetti", "sofia.marchetti@harbour.example", FORUM, Role.HOST)

COLLEAGUES = (ANALYST, DIRECTOR, AUDITOR)
LEADS = (KESTREL_LEAD, CORVANE_LEAD, MARLOW_LEAD)
EVERYBODY = (
    CISO,
    *COLLEAGUES,
    KESTREL_LEAD,
    KESTREL_ENGINEER,
    CORVANE_LEAD,
    MARLOW_LEAD,
    INSURERS_CISO,
    FORUMS_HOST,
)
