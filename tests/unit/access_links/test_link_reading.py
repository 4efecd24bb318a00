import html
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.access_links.model import WrittenLink
from domain.access_links.reading import (
    HOST,
    LEADS_ELSEWHERE,
    LONGEST_LINK,
    NO_KBO,
    NO_LINK,
    NO_NUMBER,
    NO_REQUEST,
    NO_TARGET_GROUP,
    NOTHING_ASKED,
    TEST_HOST,
    TOO_LONG,
    UNKNOWN_TARGET_GROUP,
    read_link,
)
from domain.access_requests.model import AccessRequestKind
from domain.organisations.target_groups import TargetGroup
from domain.refusals import FieldError, InvalidInput

USER = f"https://{HOST}/user/"
LOKET = f"{USER}aanvraag?&an=287&dg=LB&ec=ABB_LoketLB_LB_CompEnt_Gebruiker"
"""As the guide of the Loket prints it."""
MODERATOR = f"{USER}aanvraag?ec=AGII_Aanbodplatform_LB_CompEnt_Gebruiker&dg=LB"
"""As the guide for moderators links to it."""
DIMONA = f"https://{TEST_HOST}/user/aanvraag?&an=45&dg=EA&oc=0428364866"
"""As the presentation of the self-registration shows it."""

OF_LOKET = WrittenLink(
    kind=AccessRequestKind.RIGHT,
    target_group=TargetGroup.LB,
    application=287,
    right="ABB_LoketLB_LB_CompEnt_Gebruiker",
)
OF_MODERATOR = WrittenLink(
    kind=AccessRequestKind.RIGHT, target_group=TargetGroup.LB, right="AGII_Aanbodplatform_LB_CompEnt_Gebruiker"
)
OF_DIMONA = WrittenLink(kind=AccessRequestKind.RIGHT, target_group=TargetGroup.EA, application=45, kbo="0428364866")

PARAMETERS = st.fixed_dictionaries(
    {
        "dg": st.sampled_from(sorted(TargetGroup)),
        "ec": st.from_regex(r"[A-Za-z]{1,8}(_[A-Za-z]{1,8}){0,4}", fullmatch=True),
    },
    optional={
        "an": st.integers(0, 10**9 - 1).map(str),
        "oc": st.sampled_from(["0207451227", "0207.451.227", "BE 0428 364 866"]),
        "ctx": st.from_regex(r"[a-zA-Z]{1,10}", fullmatch=True),
        "utm_source": st.text(max_size=5),
    },
)
NOTHING = st.sampled_from(["", "=", "&", "dg=", "=x", "ec"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LOKET, OF_LOKET),
        (MODERATOR, OF_MODERATOR),
        (DIMONA, OF_DIMONA),
        (LOKET.replace("_", r"\_"), OF_LOKET),
        (LOKET.replace("_", r"\\_"), OF_LOKET),
        (LOKET.replace("_", "%5F"), OF_LOKET),
        (LOKET.replace("_", "%5C_"), OF_LOKET),
        (LOKET.replace("&", "&amp;"), OF_LOKET),
        (LOKET.replace("&", "&amp;amp;"), OF_LOKET),
        (LOKET.replace("&", "&#38;"), OF_LOKET),
        (f"  {LOKET}\n", OF_LOKET),
        (f"<{LOKET}>", OF_LOKET),
        ("[{}]({})".format(MODERATOR.replace("_", r"\_"), MODERATOR), OF_MODERATOR),
        (LOKET.removeprefix("https://"), OF_LOKET),
        (LOKET.replace("https", "HTTP"), OF_LOKET),
        (LOKET.replace(HOST, HOST.upper()), OF_LOKET),
        (LOKET.replace("aanvraag?", "aanvraag/?"), OF_LOKET),
        (LOKET.replace("dg=LB", "DG=lb"), OF_LOKET),
        (f"{LOKET}&dg=LB#top", OF_LOKET),
    ],
)
def test_a_link_is_read_however_it_was_copied(text: str, expected: WrittenLink) -> None:
    assert read_link(text) == expected


def test_a_link_for_a_work_relation_needs_no_right() -> None:
    assert read_link(f"{USER}aanvraag_werkrelatie?&dg=LB&oc=0207.451.227") == WrittenLink(
        kind=AccessRequestKind.WORK_RELATION, target_group=TargetGroup.LB, kbo="0207451227"
    )


@pytest.mark.parametrize("query", ["ctx=a&ctx=b&ctx=a", "ctx=a,b", "ctx=%20a%2C%20b%2C"])
def test_contexts_are_told_apart(query: str) -> None:
    link = read_link(f"{LOKET}&{query}")
    assert isinstance(link, WrittenLink)
    assert link.contexts == ("a", "b")


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("", "url", NO_LINK),
        ("hallo", "url", NO_LINK),
        ("een link. naar iets", "url", NO_LINK),
        ("https://", "url", NO_LINK),
        ("http://[", "url", NO_LINK),
        (LOKET.replace("https", "ftp"), "url", NO_LINK),
        (LOKET.replace(HOST, f"{HOST}:poort"), "url", NO_LINK),
        (f"{LOKET}&ctx={'x' * LONGEST_LINK}", "url", TOO_LONG),
        (LOKET.replace(HOST, "example.org"), "url", LEADS_ELSEWHERE),
        (LOKET.replace(HOST, f"{HOST}.example.org"), "url", LEADS_ELSEWHERE),
        (LOKET.replace(HOST, f"{HOST}@example.org"), "url", LEADS_ELSEWHERE),
        (LOKET.replace(HOST, f"iemand@{HOST}"), "url", LEADS_ELSEWHERE),
        (LOKET.replace(HOST, f"{HOST}:8443"), "url", LEADS_ELSEWHERE),
        (f"{USER}", "url", NO_REQUEST),
        (LOKET.replace("/user/", "/"), "url", NO_REQUEST),
        (LOKET.replace("aanvraag?", "aanvragen?"), "url", NO_REQUEST),
        (LOKET.replace("dg=LB", ""), "url.dg", NO_TARGET_GROUP),
        (LOKET.replace("dg=LB", "dg="), "url.dg", NO_TARGET_GROUP),
        (LOKET.replace("dg=LB", "dg=XX"), "url.dg", UNKNOWN_TARGET_GROUP),
        (f"{LOKET}&dg=EA", "url.dg", "Deze link zegt twee verschillende dingen over dg. Kies er één."),
        (f"{USER}aanvraag?&dg=LB", "url.ec", NOTHING_ASKED),
        (LOKET.replace("an=287", "an=loket"), "url.an", NO_NUMBER),
        (LOKET.replace("an=287", "an=-1"), "url.an", NO_NUMBER),
        (LOKET.replace("an=287", "an=²"), "url.an", NO_NUMBER),
        (LOKET.replace("an=287", f"an={10**9}"), "url.an", NO_NUMBER),
        (f"{LOKET}&oc=0207451228", "url.oc", NO_KBO),
        (f"{LOKET}&oc=OVO002067", "url.oc", NO_KBO),
    ],
)
def test_a_broken_link_is_told_what_is_wrong(text: str, path: str, message: str) -> None:
    assert read_link(text) == InvalidInput(fields=(FieldError(path=path, message=message),), message=message)


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = read_link(f"{USER}aanvraag?&oc=1")
    assert isinstance(found, InvalidInput)
    assert [each.path for each in found.fields] == ["url.dg", "url.ec", "url.oc"]
    assert found.message == f"{NO_TARGET_GROUP} {NOTHING_ASKED} {NO_KBO}"


@given(PARAMETERS, st.data())
def test_order_empty_pairs_and_encoding_do_not_matter_property(parameters: dict[str, str], data: st.DataObject) -> None:
    plain = read_link(f"{USER}aanvraag?" + "&".join(f"{name}={quote(value)}" for name, value in parameters.items()))
    assert isinstance(plain, WrittenLink)
    pairs = []
    for name, value in data.draw(st.permutations(sorted(parameters.items()))):
        escaped = value.replace("_", data.draw(st.sampled_from(["_", r"\_", r"\\_"]))) if name == "ec" else value
        # Every character as its code, or only what must be.
        every = "".join(f"%{byte:02X}" for byte in escaped.encode())
        pairs.append(f"{name}={data.draw(st.sampled_from([quote(escaped), every]))}")
        pairs.extend(data.draw(st.lists(NOTHING, max_size=2)))
    text = f"{USER}aanvraag?" + "&".join(["", *pairs] if data.draw(st.booleans()) else pairs)
    assert read_link(html.escape(text) if data.draw(st.booleans()) else text) == plain


@given(st.one_of(st.text(), st.text().map(lambda text: USER + text), st.text().map(lambda text: f"{LOKET}&{text}")))
@example("https://[::1")
@example("https://\u2100.be")
@example(f"{LOKET}&oc=%00")
@example("\ud800")
def test_whatever_text_it_is_there_is_an_answer_property(text: str) -> None:
    assert isinstance(read_link(text), WrittenLink | InvalidInput)


@given(st.text(alphabet="<>[]()\\&#;=?%_/:. a", max_size=LONGEST_LINK))
def test_a_text_full_of_marks_has_an_answer_property(text: str) -> None:
    assert isinstance(read_link(text), WrittenLink | InvalidInput)
