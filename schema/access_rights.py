"""Rights, and the applications whose access is managed here."""

import strawberry

from domain.access_rights import model


@strawberry.type(description="An application whose access is managed here.")
class AccessApplication:
    """An application."""

    code: str = strawberry.field(description="Fixed name, for programs.")
    name: str = strawberry.field(description="Name, for people.")

    @classmethod
    def of(cls, application: model.Application) -> "AccessApplication":
        """Show an application."""
        return cls(code=application.code, name=application.name)


@strawberry.type(description="A part of an application that a right can be limited to.")
class RightContext:
    """A context."""

    code: str = strawberry.field(description="Fixed name, for programs.")
    label: str = strawberry.field(description="Name in Dutch, for people.")

    @classmethod
    def of(cls, context: model.RightContext) -> "RightContext":
        """Show a context."""
        return cls(code=context.code, label=context.label)


@strawberry.type(description="A right in an application, that a person can be granted for an organisation.")
class AccessRight:
    """A right."""

    code: str = strawberry.field(description="Code of the right in the access management.")
    name: str = strawberry.field(description="Name in Dutch, for people.")
    application: AccessApplication = strawberry.field(description="The application that it is a right in.")
    contexts: list[RightContext] = strawberry.field(description="What it can be limited to; empty if to nothing.")

    @classmethod
    def of(cls, right: model.AccessRight) -> "AccessRight":
        """Show a right."""
        return cls(
            code=right.code,
            name=right.name,
            application=AccessApplication.of(right.application),
            contexts=[RightContext.of(each) for each in right.contexts],
        )
