"""What becomes of an activity that is changed, and of what was corrected when its source repeats itself."""

import uuid
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.activities.completeness import ProblemCode, problems
from domain.activities.differences import changed_fields, differences
from domain.activities.editing import Edited, edit
from domain.activities.model import Activity, ActivityContent, Contact, ContactKind, Price, PriceKind, SourceSystem
from domain.actors import MODERATOR_RIGHT, Actor, Person
from domain.audit import Change
from domain.organisations.model import Organisation, OrganisationKind
from tests.support.clock import START
from tests.support.factories import EVERY_TUESDAY, GENT, HASSELT, RULES, activity, content, on_site, own

CITY = Organisation(id=uuid.UUID(int=1), name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
MODERATOR = Actor(person=Person(id="p", name="Mo"), organisation=CITY, rights=frozenset({MODERATOR_RIGHT}))

CONTENTS = st.builds(
    content,
    title=st.sampled_from(["Een", "Twee"]),
    types=st.sampled_from([("WORKSHOP",), ("ONTMOETING", "UITSTAP")]),
    contacts=st.sampled_from([(), (Contact(kind=ContactKind.OTHER, value="aan de balie"),)]),
    location=st.sampled_from([on_site(GENT), on_site(HASSELT)]),
)


def edited(before: Activity, after: ActivityContent) -> Activity:
    decision = edit(before, after, by=MODERATOR, at=START + timedelta(hours=1), rules=RULES)
    assert isinstance(decision, Edited)
    return decision.activity


@given(CONTENTS, CONTENTS)
def test_what_differs_is_named_once_and_nothing_else(one: ActivityContent, other: ActivityContent) -> None:
    changes = differences(one, other)
    assert len({change.field for change in changes}) == len(changes) == len(changed_fields(one, other))
    assert (changes == ()) == (one == other)
    assert all(change.before != change.after for change in changes)


def test_differences_read_as_people_know_them() -> None:
    before = content(title="Een", price=Price(kind=PriceKind.FREE), contacts=())
    after = replace(before, schedule=EVERY_TUESDAY, contacts=(Contact(kind=ContactKind.EMAIL, value="a@example.org"),))
    assert differences(before, after) == (
        Change(
            field="schedule",
            before="dinsdag 1 december 2026 van 19.00 tot 21.00 uur",
            after="elke dinsdag van 19.00 tot 21.00 uur",
        ),
        Change(field="contacts", before=None, after="EMAIL a@example.org"),
    )


def test_what_people_translate_is_in_dutch_once_they_wrote_title_and_description() -> None:
    french = activity(content_=content(language="fr"))
    titled = edited(french, replace(french.content, title="Praattafel"))
    assert titled.content.language == "fr"
    assert (whole := edited(titled, replace(titled.content, description_html="<p>Kom praten.</p>"))).kept_fields == {
        "title",
        "description_html",
        "language",
    }
    assert whole.content.language == "nl"
    assert not {problem.code for problem in problems(whole, at=START, rules=RULES)} & {ProblemCode.NOT_IN_DUTCH}


@given(st.lists(CONTENTS, max_size=5))
def test_all_that_people_changed_in_an_activity_from_elsewhere_is_kept(contents: list[ActivityContent]) -> None:
    now, kept = activity(), frozenset[str]()
    for each in contents:
        kept |= changed_fields(now.content, each)
        # Moved to another territory, it is no longer theirs to change.
        now = edited(now, each) if now.territory == GENT else now
        if now.territory != GENT:
            break
    assert now.kept_fields <= kept
    assert now.kept_fields or now.version == 1


def test_an_activity_of_our_own_has_no_source_to_keep_anything_from() -> None:
    draft = own(CITY.id)
    after = edited(draft, replace(draft.content, title="Anders"))
    assert (after.source.system, after.kept_fields, after.version) == (SourceSystem.OWN, frozenset(), 2)
