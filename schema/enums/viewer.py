"""Who is signed in, and what the menu shows."""

from domain.capacities import Capability, CapacityKind
from schema.enums.describing import describe

describe(
    CapacityKind,
    "Role in which somebody is signed in.",
    {
        CapacityKind.NATURAL_PERSON: "'Natuurlijk persoon': on behalf of nobody else.",
        CapacityKind.ORGANISER: "'Organisator': on behalf of an organisation.",
        CapacityKind.MODERATOR: "'Lokale moderator': looks after the territory of a municipality.",
        CapacityKind.LOCAL_ADMINISTRATOR: "'Lokale beheerder': decides on requests for access rights.",
    },
)
describe(
    Capability,
    "An item of the menu, by its Dutch name.",
    {
        Capability.MY_ACTIVITIES: "'Mijn activiteiten': activities of the viewer's organisation.",
        Capability.MY_ORGANISATION: "'Mijn organisatie': the viewer's organisation.",
        Capability.MELDINGEN: "'Meldingen': what happened on the territory.",
        Capability.TERRITORY_ORGANISATIONS: "'Organisaties op mijn grondgebied': organisations on the territory.",
        Capability.TERRITORY_ACTIVITIES: "'Activiteiten op mijn grondgebied': activities on the territory.",
        Capability.ACCESS_TASKS: "'Mijn taken': requests for access rights.",
    },
)
