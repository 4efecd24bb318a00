"""Addresses on the web: which ones are fit to link to, the picture, the public page at the source."""

from collections.abc import Mapping

from domain.activities.model import Image
from domain.contact_details import host_of
from importers.uitdatabank.shapes import entries, line, records

_PUBLIC_SITE = "uitinvlaanderen.be"


def web_address(value: object) -> str | None:
    """Return an http or https address without a user name in it, or None."""
    text = line(value)
    if text.startswith("//"):  # pictures were long written to follow the page's own scheme
        text = f"https:{text}"
    return text if host_of(text) else None


def image_of(document: Mapping[str, object]) -> Image | None:
    """Return the first picture with its rights holder, or the bare address of the main one."""
    for media in records(document.get("mediaObject")):
        # A type that is missing or broken does not make it something else than a picture; "schema:VideoObject" does.
        kind = line(media.get("@type"))
        url = web_address(media.get("contentUrl"))
        if url and (not kind or kind.endswith("ImageObject")):
            return Image(url=url, copyright_holder=line(media.get("copyrightHolder")) or None)
    url = web_address(document.get("image"))
    return Image(url=url) if url else None


def public_page(document: Mapping[str, object]) -> str | None:
    """Return the address of the event on UiTinVlaanderen, when the document names it."""
    linked = (web_address(each) for field in ("sameAs", "seeAlso") for each in entries(document.get(field)))
    return next((url for url in linked if url and _is_public_site(host_of(url))), None)


def _is_public_site(host: str) -> bool:
    return host == _PUBLIC_SITE or host.endswith(f".{_PUBLIC_SITE}")
