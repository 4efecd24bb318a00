"""Documents in the source's format, written for the tests."""

EVENT_ID = "5b1f3c9e-0d52-4c57-9a3e-2f6d1c7e8a90"


def an_event(**changes: object) -> dict[str, object]:
    """Return a small event in Gent that can be taken over; None takes a field away."""
    event: dict[str, object] = {
        "@id": f"https://io.uitdatabank.be/events/{EVENT_ID}",
        "@context": "/contexts/event",
        "mainLanguage": "nl",
        "name": {"nl": "Praattafel in de bib"},
        "calendarType": "single",
        "startDate": "2026-03-28T18:00:00+00:00",
        "endDate": "2026-03-28T20:00:00+00:00",
        "location": {
            "@id": "https://io.uitdatabank.be/places/0a8e1b52-6a4d-4a5e-8d60-7d1f2b0c9e11",
            "name": {"nl": "De Krook"},
            "address": {"nl": an_address()},
        },
        "workflowStatus": "APPROVED",
    }
    return {field: value for field, value in (event | changes).items() if value is not None}


def an_address(**changes: str | None) -> dict[str, str]:
    """Return an address in Gent."""
    address = {
        "addressCountry": "BE",
        "addressLocality": "Gent",
        "postalCode": "9000",
        "streetAddress": "Miriam Makebaplein 1",
    }
    return {field: value for field, value in (address | changes).items() if value is not None}
