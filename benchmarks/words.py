"""Words for invented activities, as organisers would write them."""

KINDS = (
    ("Conversatietafel", "ONTMOETING"), ("Praattafel", "ONTMOETING"), ("Praatcafé", "ONTMOETING"),
    ("Babbelonië", "ONTMOETING"), ("Ontmoetingsavond", "ONTMOETING"), ("Buurtontbijt", "ONTMOETING"),
    ("Spelletjesnamiddag", "ONTMOETING"), ("Leesclub", "ONTMOETING"), ("Koffieklets", "ONTMOETING"),
    ("Kookworkshop", "WORKSHOP"), ("Naaiatelier", "WORKSHOP"), ("Fietslessen", "WORKSHOP"),
    ("Workshop bloemschikken", "WORKSHOP"), ("Digibank", "WORKSHOP"), ("Fotoworkshop", "WORKSHOP"),
    ("Repair Café", "VRIJWILLIGERSWERK"), ("Helpen in de dorpstuin", "VRIJWILLIGERSWERK"),
    ("Vrijwilliger in het woonzorgcentrum", "VRIJWILLIGERSWERK"), ("Zwerfvuilactie", "VRIJWILLIGERSWERK"),
    ("Stadswandeling", "UITSTAP"), ("Natuurwandeling", "UITSTAP"), ("Museumbezoek", "UITSTAP"),
    ("Daguitstap naar zee", "UITSTAP"), ("Bezoek aan de boerderij", "UITSTAP"),
)  # fmt: skip

AUDIENCES = (
    "voor anderstaligen", "voor nieuwkomers", "voor beginners", "voor ouders met jonge kinderen", "voor iedereen",
    "voor jongeren", "voor senioren", "voor het hele gezin", "voor vrouwen", "op jouw niveau", "voor gevorderden",
)  # fmt: skip

OCCASIONS = (
    "in de bibliotheek", "in het buurthuis", "in het dienstencentrum", "in het park", "bij een kop koffie",
    "rond de tafel", "met soep en brood", "in de voormiddag", "na de werkuren", "in de herfstvakantie",
    "tijdens de Week van het Nederlands", "op het dorpsplein", "in het cultuurcentrum", "in de jeugdclub",
)  # fmt: skip

SENTENCES = (
    "Kom Nederlands oefenen in een gezellige groep.",
    "Je hoeft niet perfect te spreken, we helpen elkaar.",
    "Een vrijwilliger begeleidt de groep en legt moeilijke woorden uit.",
    "Er is koffie en thee, en meestal ook taart.",
    "Breng gerust een vriend of buur mee.",
    "Kinderen zijn welkom: er is een speelhoek met toezicht.",
    "De zaal is vlot bereikbaar met bus en fiets, en toegankelijk voor rolstoelen.",
    "Schrijf je vooraf in, want het aantal plaatsen is beperkt.",
    "Wie wil, helpt na afloop mee opruimen.",
    "We spreken traag en duidelijk, en niemand lacht met een fout.",
)

PLACES = (
    "Bibliotheek", "Buurthuis De Brug", "Dienstencentrum De Linde", "Wijkcentrum 't Pleintje", "Huis van het Kind",
    "Cultuurcentrum", "Parochiezaal", "Ontmoetingscentrum De Kring", "Volkshogeschool", "Jeugdcentrum De Kouter",
)  # fmt: skip

STREETS = (
    "Kerkstraat", "Stationsstraat", "Molenstraat", "Schoolstraat", "Nieuwstraat", "Dorpsplein", "Kapellestraat",
    "Beekstraat", "Veldstraat", "Lindelaan",
)  # fmt: skip

ORGANISERS = (
    "Buurtwerk De Brug", "Vzw Samen Sterk", "Open School", "Femma", "Gezinsbond", "Davidsfonds", "Natuurpunt",
    "Vormingplus", "Welzijnsschakel", "Avansa", "Taalmaatjes", "Okra",
)  # fmt: skip
