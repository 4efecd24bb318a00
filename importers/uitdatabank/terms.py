"""The source's terms in ours, by id: labels get renamed, ids do not. Terms that are not listed say nothing to us."""

from collections.abc import Mapping

from importers.uitdatabank.shapes import line, records

TYPES: Mapping[str, str] = {
    "0.3.1.0.0": "WORKSHOP",  # Lessenreeks
    "0.3.1.0.1": "WORKSHOP",  # Cursus met open sessies
    "0.7.0.0.0": "UITSTAP",  # Begeleide uitstap of rondleiding
    "0.17.0.0.0": "UITSTAP",  # Fiets- of wandelroute
    "0.3.2.0.0": "ONTMOETING",  # Lezing of congres
    "0.12.0.0.0": "ONTMOETING",  # Opendeurdag
    "0.28.0.0.0": "ONTMOETING",  # Festiviteit
    "0.50.21.0.0": "ONTMOETING",  # Spel of quiz
    "1.50.0.0.0": "ONTMOETING",  # Eet- of drankfestijn
}

TOPICS: Mapping[str, str] = {
    "1.11.1.0.0": "TAAL",  # Taal en communicatie
    "1.37.2.0.0": "SAMENLEVING",  # Samenleving
    "1.43.0.0.0": "SAMENLEVING",  # Interculturele vorming
    "1.52.0.0.0": "SAMENLEVING",  # Politiek en maatschappij
    "1.37.0.0.0": "GEZIN",  # Opvoeding
    "1.37.1.0.0": "GEZONDHEID",  # Gezondheid en zorg
    "1.62.0.0.0": "GEZONDHEID",  # Gezondheid en wellness
    "1.42.0.0.0": "CREATIEF",  # Creativiteit
    "1.0.1.0.0": "CREATIEF",  # Schilderkunst
    "1.0.2.0.0": "CREATIEF",  # Beeldhouwkunst
    "1.0.4.0.0": "CREATIEF",  # Grafiek
    "1.0.5.0.0": "CREATIEF",  # Decoratieve kunst
    "1.0.6.0.0": "CREATIEF",  # Fotografie
    "1.0.9.0.0": "CULTUUR",  # Meerdere kunstvormen
    "1.10.0.0.0": "CULTUUR",  # Literatuur
    "1.10.5.0.0": "CULTUUR",  # Poëzie
    "1.10.8.0.0": "CULTUUR",  # Strips
    "1.10.11.0.0": "CULTUUR",  # Fictie
    "1.10.12.0.0": "CULTUUR",  # Non-fictie
    "1.11.0.0.0": "CULTUUR",  # Geschiedenis
    "1.40.0.0.0": "CULTUUR",  # Erfgoed
    "1.41.0.0.0": "CULTUUR",  # Kunst en kunsteducatie
    "1.3.1.0.0": "CULTUUR",  # Tekst- en muziektheater
    "1.3.10.0.0": "CULTUUR",  # Humor, comedy
    "1.8.1.0.0": "CULTUUR",  # Klassieke muziek
    "1.8.2.0.0": "CULTUUR",  # Jazz en blues
    "1.8.3.1.0": "CULTUUR",  # Pop en rock
    "1.8.4.0.0": "CULTUUR",  # Folk en wereldmuziek
    "1.9.3.0.0": "CULTUUR",  # Volksdans en werelddans
    "1.51.3.0.0": "SPORT",  # Zwemmen en watersport
    "1.51.6.0.0": "SPORT",  # Fitness, gymnastiek, dans en vechtsport
    "1.51.10.0.0": "SPORT",  # Volkssporten
    "1.51.11.0.0": "SPORT",  # Outdoor en adventure
    "1.51.12.0.0": "SPORT",  # Omnisport en andere
    "1.51.13.0.0": "SPORT",  # Bal- en racketsport
    "1.51.14.0.0": "SPORT",  # Atletiek, wandelen en fietsen
    "0.59.0.0.0": "SPORT",  # Sportactiviteit, an event type that names a topic
    "1.64.0.0.0": "NATUUR",  # Milieu en natuur
    "1.21.0.0.0": "DIGITAAL",  # Computer en techniek
    "1.65.0.0.0": "KOKEN",  # Voeding
}


def types_of(document: Mapping[str, object]) -> tuple[str, ...]:
    """Return the codes of our activity types."""
    return _codes(document, TYPES)


def topics_of(document: Mapping[str, object]) -> tuple[str, ...]:
    """Return the codes of our topics."""
    return _codes(document, TOPICS)


def _codes(document: Mapping[str, object], ours: Mapping[str, str]) -> tuple[str, ...]:
    # Not by domain: old documents file a theme under "eventtype".
    ids = (line(term.get("id")) for term in records(document.get("terms")))
    return tuple(dict.fromkeys(ours[each] for each in ids if each in ours))
