"""How lists are sorted."""

from enum import StrEnum

from domain.activities.listing import ActivityOrderField
from schema.enums.describing import describe


class OrderDirection(StrEnum):
    """Up or down."""

    ASC = "ASC"
    DESC = "DESC"


describe(
    ActivityOrderField,
    "What a list of activities is sorted on; text regardless of case and accents. Activities that "
    "lack the date come last, in either direction.",
    {
        ActivityOrderField.TITLE: "Column ACTIVITEIT.",
        ActivityOrderField.PUBLISHED_AT: "Column PUBLICATIEDATUM.",
        ActivityOrderField.UPDATED_AT: "Column LAATST BEWERKT.",
        ActivityOrderField.CREATED_AT: "When it was entered or first imported here.",
        ActivityOrderField.ORGANISER: "Column ORGANISATIE.",
        ActivityOrderField.VIEWS: "Column BEKEKEN.",
        ActivityOrderField.STATUS: "Column STATUS, alphabetically by the name of the enum value.",
        ActivityOrderField.NEXT_OCCURRENCE: "Start of the current or next occurrence that is not cancelled.",
        ActivityOrderField.DISTANCE: "Distance to the place of `near` in the filter, which must be given: ascending is "
        "nearest first.",
    },
)
describe(
    OrderDirection,
    "Direction of sorting.",
    {
        OrderDirection.ASC: "Ascending: A to Z, early to late, low to high.",
        OrderDirection.DESC: "Descending: Z to A, late to early, high to low.",
    },
)
