"""Where an activity takes place, as organisers fill it in, and whose moderators look after it."""

from dataclasses import dataclass

from domain.activities.model import Location, LocationKind
from domain.addresses import SubmittedAddress, fill_in_address
from domain.forms import Form
from domain.territories.model import Nis

LONGEST_NAME = 200

NOWHERE = Location(kind=LocationKind.ON_SITE)
"""Nothing filled in yet; publishing asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedLocation:
    """The place as the editor sends it."""

    kind: LocationKind
    name: str | None = None
    address: SubmittedAddress | None = None
    online_url: str | None = None


def fill_in_location(
    submitted: SubmittedLocation, *, municipality: Nis | None, home: Nis | None, form: Form
) -> Location:
    """Return the place that was meant.

    `municipality` is where the postcode lies, `home` where the organiser has its address: its moderators look after
    what has no address of its own, such as an activity that is only online.
    """
    if submitted.kind is LocationKind.ONLINE and submitted.address is not None:
        form.at("address").wrong("Een activiteit die enkel online is, heeft geen adres. Kies 'ter plaatse en online'.")
    if submitted.kind is LocationKind.ON_SITE and submitted.online_url:
        form.at("onlineUrl").wrong("Kies 'ter plaatse en online' om ook online deel te nemen.")
    address = submitted.address
    return Location(
        kind=submitted.kind,
        name=form.at("name").line(submitted.name, most=LONGEST_NAME),
        municipality=home if address is None else municipality,
        address=None if address is None else fill_in_address(address, municipality, form.at("address")),
        online_url=form.at("onlineUrl").web_address(submitted.online_url),
    )
