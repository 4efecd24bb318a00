"""Target groups: the kinds of organisation that rights are meant for."""

import strawberry

from domain.organisations import target_groups


@strawberry.type(description="A target group ('doelgroep'): the kind of organisation that rights are meant for.")
class TargetGroup:
    """A target group."""

    code: str = strawberry.field(description="Code, as it stands in self-registration links: LB, EA, GID or OV.")
    label: str = strawberry.field(description="Name in Dutch, for people.")
    organisation_question: str = strawberry.field(
        description="How to ask in Dutch for which organisation somebody wants access."
    )

    @classmethod
    def of(cls, group: target_groups.TargetGroup) -> "TargetGroup":
        """Show a target group."""
        return cls(code=group.code, label=group.label, organisation_question=group.organisation_question)
