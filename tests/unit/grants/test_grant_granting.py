"""What is granted keeps to its right, its organisation and what stands already; whoever grants it."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access_requests.model import GrantTerms
from domain.access_rights.model import AccessRight, Application, RightContext
from domain.activities.model import ActorKind, Author
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, Actor, Person
from domain.channels.model import Channel
from domain.forms import Form
from domain.grants.granting import Offer, Standing, granted
from domain.grants.model import Grant, GrantStatus
from domain.organisations.model import Organisation, OrganisationKind
from domain.organisations.target_groups import TargetGroup
from domain.persons.model import KnownPerson
from domain.refusals import FieldError, InvalidInput, Refusal, WrongStatus
from tests.support.clock import START, Clock

TODAY = START.date()
STAD_GENT = Organisation(id=uuid.UUID(int=1), name="Stad Gent", kind=OrganisationKind.MUNICIPALITY)
AN = KnownPerson(id=uuid.UUID(int=2), name="An Der")
ADMINISTRATOR = Actor(
    person=Person(id="lo", name="Lo Beheerder"), organisation=STAD_GENT, rights=frozenset({LOCAL_ADMINISTRATOR_RIGHT})
)
PLAIN = AccessRight(
    code="plain",
    name="Gewoon",
    application=Application(code="premiezoeker", name="Premiezoeker"),
    target_groups=frozenset({TargetGroup.LB}),
    longest_days=731,
)
LOKET = replace(
    PLAIN,
    code="loket",
    application=Application(code="loket", name="het Loket", channel_group="DIGITAL_CHANNEL"),
    contexts=(RightContext(code="a", label="A"), RightContext(code="b", label="B")),
)
TERMS = GrantTerms(begin=TODAY, end=TODAY + timedelta(days=30))
BOTH = replace(TERMS, contexts=("b", "a"))
NOTHING = Standing(running=(), channel=None)


def channel(application: str) -> Channel:
    return Channel(
        id=uuid.uuid4(),
        organisation_id=STAD_GENT.id,
        application=application,
        group="DIGITAL_CHANNEL",
        since=START,
        decided_by=Author(kind=ActorKind.SYSTEM, name="x"),
        decided_on=START.date(),
        reason="x",
    )


IN_LOKET = Standing(running=(), channel=channel("loket"))


def offer(
    terms: GrantTerms = TERMS, *, right: AccessRight = PLAIN, to: Organisation = STAD_GENT, standing: Standing = NOTHING
) -> Grant | Refusal:
    made = Offer(person=AN, organisation=to, right=right, terms=terms)
    form = Form(tools=Clock().tools())
    return granted(made, standing, by=ADMINISTRATOR, at=START, grant_id=uuid.UUID(int=9), form=form)


def given_to(terms: GrantTerms) -> Grant:
    grant = offer(terms)
    assert isinstance(grant, Grant)
    return grant


def test_a_grant_says_what_who_by_whom_and_for_which_request() -> None:
    made = Offer(person=AN, organisation=STAD_GENT, right=LOKET, terms=BOTH, request_id=uuid.UUID(int=7))
    form = Form(tools=Clock().tools())
    assert granted(made, IN_LOKET, by=ADMINISTRATOR, at=START, grant_id=uuid.UUID(int=9), form=form) == Grant(
        id=uuid.UUID(int=9),
        version=1,
        person=AN,
        organisation_id=STAD_GENT.id,
        right="loket",
        contexts=("a", "b"),
        begin=TERMS.begin,
        end=TERMS.end,
        external=False,
        granted_at=START,
        changed_by=ADMINISTRATOR.author,
        changed_at=START,
        request_id=uuid.UUID(int=7),
    )


@pytest.mark.parametrize(
    ("right", "terms", "path", "message"),
    [
        (LOKET, TERMS, "contexts", "Kies minstens één context."),
        (LOKET, replace(TERMS, contexts=("a", "x")), "contexts", "Kies alleen contexten die bij dit recht horen."),
        (PLAIN, BOTH, "contexts", "Dit recht heeft geen contexten."),
        (PLAIN, replace(TERMS, begin=TERMS.end + timedelta(days=1)), "end", "De einddatum ligt voor de begindatum."),
        (
            PLAIN,
            GrantTerms(begin=TODAY - timedelta(days=9), end=TODAY - timedelta(days=1)),
            "end",
            "De einddatum ligt in het verleden.",
        ),
        (
            PLAIN,
            replace(TERMS, end=TODAY + timedelta(days=731)),
            "end",
            "Dit recht kan voor hoogstens 731 dagen na elkaar worden toegekend.",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is(right: AccessRight, terms: GrantTerms, path: str, message: str) -> None:
    assert offer(terms, right=right, standing=IN_LOKET) == InvalidInput(
        fields=(FieldError(path=path, message=message),)
    )


def test_the_longest_term_counts_both_its_days() -> None:
    assert given_to(GrantTerms(begin=date(2026, 12, 1), end=date(2028, 11, 30))).end == date(2028, 11, 30)


def test_a_right_that_is_not_meant_for_the_organisation_is_refused() -> None:
    club = replace(STAD_GENT, name="Fotoclub", kind=OrganisationKind.ASSOCIATION)
    message = "Dit recht is bedoeld voor: Lokale besturen. Fotoclub hoort daar niet bij."
    assert offer(to=club) == InvalidInput(fields=(FieldError(path="right", message=message),))
    assert isinstance(offer(to=replace(club, placed_in=TargetGroup.LB)), Grant)


def test_a_right_in_a_channel_waits_for_the_channel() -> None:
    assert isinstance(offer(BOTH, right=LOKET, standing=IN_LOKET), Grant)
    assert offer(BOTH, right=LOKET) == WrongStatus(
        message="Stad Gent heeft nog geen digitaal kanaal. Leg eerst vast dat het bestuur kiest voor het Loket; daarna "
        "kun je dit recht toekennen."
    )
    other = Standing(running=(), channel=channel("religiopoint"))
    assert offer(BOTH, right=LOKET, standing=other) == WrongStatus(
        message="Stad Gent gebruikt een ander digitaal kanaal. Schakel eerst over naar het Loket; daarna kun je dit "
        "recht toekennen."
    )


def test_who_has_the_right_already_is_told_for_when() -> None:
    standing = Standing(running=[given_to(TERMS)], channel=None)
    assert offer(replace(TERMS, begin=TERMS.end, end=TERMS.end + timedelta(days=9)), standing=standing) == WrongStatus(
        message="An Der heeft dit recht al van 21 november tot en met 21 december 2026. Pas die periode aan."
    )


DAYS = st.integers(min_value=0, max_value=60).map(lambda days: TODAY + timedelta(days=days))


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_grants_of_a_right_never_share_a_day(one: date, two: date, three: date, four: date) -> None:
    first = given_to(GrantTerms(begin=min(one, two), end=max(one, two)))
    terms = GrantTerms(begin=min(three, four), end=max(three, four))
    second = offer(terms, standing=Standing(running=[first], channel=None))
    shared = [
        day
        for day in (TODAY + timedelta(days=number) for number in range(61))
        if first.status_on(day) is GrantStatus.ACTIVE and terms.begin <= day <= terms.end
    ]
    assert isinstance(second, WrongStatus if shared else Grant)
