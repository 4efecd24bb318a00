"""Self-registration links, explained."""

from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.access_links import model
from domain.access_links.reading import LONGEST_LINK
from domain.access_requests.model import AccessRequestKind
from domain.refusals import InvalidInput as Wrong
from persistence.read_models.organisations import ORGANISATION
from plans.requests import One
from resolvers import access_links
from resolvers.context import Context
from schema.access_rights import AccessApplication, AccessRight, RightContext
from schema.arguments import about
from schema.organisations import Organisation
from schema.reading import reads
from schema.refusals import InvalidInput, refusal_of
from schema.target_groups import TargetGroup


@strawberry.type(
    description="What a link to the self-registration of the Flemish access management asks for: the form that opens "
    "for whoever follows it, as far as it is filled in beforehand. Ask for it with `requestAccess`."
)
class AccessLink:
    """A link, explained."""

    kind: AccessRequestKind = strawberry.field(description="What is asked for: a right or a work relation.")
    target_group: TargetGroup = strawberry.field(description="For what kind of organisation (`dg`).")
    application: AccessApplication | None = strawberry.field(
        description="In which application (`an`, or that of `ec`). Null only if a work relation is asked for."
    )
    right: AccessRight | None = strawberry.field(
        description="The right that the link fixes (`ec`). Null if there is a choice, or a work relation is asked for."
    )
    rights_to_choose_from: list[AccessRight] = strawberry.field(
        description="Rights to choose one from, by name, if the link names an application only; else empty."
    )
    contexts: list[RightContext] = strawberry.field(
        description="Contexts that are chosen beforehand (`ctx`), in the order in which the right offers them."
    )
    organisation_id: strawberry.Private[UUID | None]

    @reads(
        ORGANISATION,
        of=Organisation | None,
        description="The organisation that is filled in beforehand (`oc`). Null if the link names none, or none that "
        "is known here.",
    )
    def organisation(self, info: strawberry.Info[Context]) -> One | None:
        """Return the organisation."""
        del info
        return One(key=self.organisation_id) if self.organisation_id is not None else None

    @classmethod
    def of(cls, link: model.AccessLink) -> "AccessLink":
        """Show a link."""
        return cls(
            kind=link.kind,
            target_group=TargetGroup.of(link.target_group),
            application=AccessApplication.of(link.application) if link.application else None,
            right=AccessRight.of(link.right) if link.right else None,
            rights_to_choose_from=[AccessRight.of(each) for each in link.rights_to_choose_from],
            contexts=[RightContext.of(each) for each in link.contexts],
            organisation_id=link.organisation.id if link.organisation else None,
        )


AccessLinkResult = Annotated[
    AccessLink | InvalidInput,
    strawberry.union("AccessLinkResult", description="What the link asks for, or what is wrong with it."),
]


@strawberry.type
class AccessLinkQueries:
    """Explaining links."""

    @strawberry.field(
        description="Explain a link to the self-registration of the Flemish access management, such as "
        "`https://zelfregistratie-gebruikersbeheer.vlaanderen.be/user/aanvraag?an=287&dg=LB`, also as it was copied "
        "from a text or the source of a page. Nobody needs to sign in for it. The `message` of InvalidInput says all "
        "that is wrong; each of its `fields` is `url`, or a parameter of it such as `url.dg`."
    )
    async def access_link(
        self,
        info: strawberry.Info[Context],
        url: Annotated[str, about(f"The link, at most {LONGEST_LINK} characters.")],
    ) -> AccessLinkResult:
        """Explain a link."""
        outcome = await access_links.explain(info.context, url)
        if isinstance(outcome, Wrong):
            return cast("InvalidInput", refusal_of(outcome))
        return AccessLink.of(outcome)
