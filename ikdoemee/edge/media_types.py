"""Reading `Accept` and `Content-Type` as they are meant, not by looking for substrings."""

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


def media_type(content_type: str) -> str:
    """Return the media type of a `Content-Type` without parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def wants_graphql_response(accept: str) -> bool:
    """Whether a client wants `application/graphql-response+json`: it must name it, and like JSON no better."""
    ranges = dict(_range(part) for part in accept.split(",") if part.strip())
    quality = ranges.get(GRAPHQL_RESPONSE, 0.0)
    return quality > 0 and quality >= ranges.get(JSON, 0.0)


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return name.lower(), quality


def wants_stream(accept: str) -> bool:
    """Whether a client asks for answers in parts."""
    return "text/event-stream" in accept.lower() or "multipart/" in accept.lower()
