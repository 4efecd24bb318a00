"""Local administrators of organisations."""

import strawberry


@strawberry.type(description="Somebody who decides on the access of an organisation ('lokale beheerder').")
class LocalAdministrator:
    """A local administrator."""

    name: str = strawberry.field(description="Name of the person.")
    head: bool = strawberry.field(
        description="Whether the organisation answers with them first ('hoofd lokale beheerder')."
    )
    email: str | None = strawberry.field(
        description="E-mail address at work. Only for who works for the organisation, acts for it or decides on its "
        "access; null for everybody else: an applicant is put through by `requestAccess`."
    )
