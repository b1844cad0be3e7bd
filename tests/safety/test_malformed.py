"""What no honest browser sends: NUL characters, endless addresses, garbage. It is refused, and never breaks a page.

What is refused before any page is reached needs each page, and each thing that is sent, but not each with each.
"""

from collections.abc import Callable
from itertools import cycle, product
from urllib.parse import quote

import pytest
from django.http import HttpResponseBase
from django.test import Client

from iomtrack.accounts.models import User
from tests import pages
from tests.safety.attacks import Target, with_query
from tests.site import Site

pytestmark = pytest.mark.django_db

BROKEN = 500
HUGE = "9" * 40
# Each is asked of every page that is read; the names are those that pages take from their address.
QUERIES = {
    "every name with rubbish": "&".join(
        f"{name}={quote(value)}"
        for name in ("text", "element", "status", "office", "period", "author", "sort", "page", "form", "framework")
        for value in ("'\"><", "-1")
    ),
    "every name with a huge number": "&".join(
        f"{name}={HUGE}" for name in ("element", "office", "period", "page", "sort", "form", "framework")
    ),
    "a long word": f"text={'x' * 100_000}&next={'/' * 10_000}",
    "many words": "text=" + "+".join("ab" for _ in range(66)),
    "many names": "&".join(f"a{number}=1" for number in range(3_000)),
    "the same name many times": "&".join(["sort=title"] * 500),
    "bytes that are no text": "text=%ff%fe%ed%a0%80&period=%ff&sort=%ff&page=%ff",
    "half of a code": "text=%&period=%zz&=&&;",
    "brackets": "text[]=a&text[$ne]=b&__proto__=c&author_id=1&author__email=a",
}
NUL_NAMES = ["%00=a", "text%00=a", "a=b&%00"]


def statuses(found: list[Target], ask: Callable[[Target], HttpResponseBase]) -> dict[str, int]:
    """What each target answers."""
    return {str(target): ask(target).status_code for target in found}


def reading(every_target: list[Target]) -> list[Target]:
    return [target for target in every_target if target.row.method == "GET"]


def writing(every_target: list[Target]) -> list[Target]:
    return [target for target in every_target if target.row.method == "POST"]


@pytest.mark.parametrize("query", QUERIES)
def test_no_page_breaks_whatever_is_asked_of_it(
    query: str, every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    found = statuses(
        reading(every_target),
        lambda target: quiet_client_for(target.person).get(with_query(target.url, QUERIES[query])),
    )

    assert {name: status for name, status in found.items() if status >= BROKEN} == {}


@pytest.mark.alike
def test_a_nul_character_in_the_name_of_what_is_asked_for_is_refused(
    every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    found = {
        (str(target), query): quiet_client_for(target.person).get(with_query(target.url, query)).status_code
        for target, query in zip(reading(every_target), cycle(NUL_NAMES))
    }

    assert found == dict.fromkeys(found, 400)


@pytest.mark.alike
def test_a_nul_character_in_a_path_is_refused(
    every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    found = statuses(
        reading(every_target),
        lambda target: quiet_client_for(target.person).get(f"{target.url.partition('?')[0].rstrip('/')}%00/"),
    )

    assert found == dict.fromkeys(found, 400)


@pytest.mark.alike
def test_a_nul_character_in_the_name_of_a_field_is_refused(
    every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    found = statuses(
        writing(every_target), lambda target: quiet_client_for(target.person).post(target.url, {"a\0": "b"})
    )

    assert found == dict.fromkeys(found, 400)


def test_what_was_refused_is_told_in_words(client: Client) -> None:
    response = client.get("/?text%00=a")

    assert response.status_code == 400
    assert pages.main(response).startswith("This was not understood The address, or what was sent to it,")


TOO_LONG = [b"a" * 3_000_000, b"&".join([b"a=1"] * 3_000)]
BODIES = [b"", b"\xff\xfe\x00", b"%&%zz=%ff", *TOO_LONG]
KINDS = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "a/b"]
UNREAD = KINDS[2:]  # refused for what they say they are, whatever follows


@pytest.mark.alike
@pytest.mark.parametrize("kind", KINDS)
def test_no_form_breaks_whatever_is_sent_to_it(
    kind: str, every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    forms = writing(every_target)
    found = {
        (str(target), body[:9]): target.send(quiet_client_for(target.person), data=body, content_type=kind).status_code
        for target, body in (zip(forms, cycle(BODIES)) if kind in UNREAD else product(forms, BODIES))
    }

    assert {name: status for name, status in found.items() if status >= BROKEN} == {}


def answers(forms: list[Target], client_for: Callable[[User | None], Client], body: bytes, kind: str) -> set[int]:
    """Every status that the addresses answer a body with."""
    return {target.send(client_for(target.person), data=body, content_type=kind).status_code for target in forms}


@pytest.mark.alike
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "a/b"])
def test_what_is_no_form_is_refused_everywhere(
    kind: str, every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    assert answers(writing(every_target), quiet_client_for, b'{"title": "A visit"}', kind) == {415}


@pytest.mark.alike
@pytest.mark.parametrize("body", [b"--x\r\nContent-Disposition: form-da", b"title=A+visit"], ids=["cut", "no part"])
def test_a_form_of_which_nothing_can_be_read_is_refused_everywhere(
    body: bytes, every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    assert answers(writing(every_target), quiet_client_for, body, "multipart/form-data; boundary=x") == {400}


@pytest.mark.alike
@pytest.mark.parametrize("body", TOO_LONG, ids=["bytes", "fields"])
def test_a_form_that_is_too_long_is_refused(
    body: bytes, recorder: User, quiet_client_for: Callable[..., Client]
) -> None:
    response = quiet_client_for(recorder).post("/evidence/new/", body, content_type=KINDS[0])

    assert response.status_code == 400


@pytest.mark.parametrize(("charset", "status"), [("utf-16", 400), ("latin1", 400), ("utf8", 200)])
def test_a_form_in_another_writing_is_refused(charset: str, status: int, client: Client, site: Site) -> None:
    client.raise_request_exception = False

    response = client.post("/accounts/sign-in/", b"login=a", content_type=f"{KINDS[0]}; charset={charset}")

    assert response.status_code == status


OF_ALLAUTH = ("account_", "mfa_", "openid_connect_")  # its pages take an unknown method for a reading one


@pytest.mark.alike
def test_a_method_that_no_page_has_is_refused_and_nothing_is_sent_back(
    every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    answers = {
        (target.row.page, method): quiet_client_for(target.person).generic(method, target.url, b"<b>echoed</b>")
        for target in reading(every_target)
        for method in ("TRACE", "CONNECT", "PUT", "PATCH", "DELETE", "PROPFIND", "MADE-UP")
    }

    ours = {name: answer.status_code for name, answer in answers.items() if not name[0].startswith(OF_ALLAUTH)}
    assert ours == dict.fromkeys(ours, 405)
    assert {name for name, answer in answers.items() if answer.status_code >= BROKEN} == set()
    assert {name for name, answer in answers.items() if b"echoed" in answer.content} == set()


@pytest.mark.parametrize(
    "value", ["x" * 8_000, '"garb\\000age-of-a-session"', "../../etc/passwd", "' OR 1=1 --", "%00", "é", "a" * 32]
)
def test_a_session_that_is_none_is_nobodys(value: str, site: Site) -> None:
    client = Client(headers={"cookie": f"sessionid={value}; csrftoken={value}; messages={value}"})
    client.raise_request_exception = False

    answers = [client.get("/"), client.get("/accounts/sign-in/"), client.post("/accounts/sign-in/", {"login": "a"})]

    assert [answer.status_code for answer in answers] == [302, 200, 200]


@pytest.mark.alike
@pytest.mark.parametrize(
    "headers",
    [
        {"referer": "http://[", "accept-language": "x" * 5_000, "if-none-match": '"' * 50, "range": "bytes=5-1,-99999"},
        {"referer": "javascript:", "accept-language": "../../etc;q=nan", "if-modified-since": "x", "user-agent": ""},
        {"x-requested-with": "é", "accept-encoding": "gzip;q=x, *", "content-length": "none", "cookie": "=;;==;\t"},
    ],
)
def test_no_page_breaks_whatever_the_browser_says_of_itself(
    headers: dict[str, str], every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    found = statuses(every_target, lambda target: target.send(quiet_client_for(target.person), headers=headers))
    visited = statuses(every_target, lambda target: target.send(quiet_client_for(None), headers=headers))

    assert {name: status for name, status in [*found.items(), *visited.items()] if status >= BROKEN} == {}


@pytest.mark.parametrize(
    "tail",
    [
        "../../../etc/passwd",
        "..%2f..%2fsecret-key",
        "%2e%2e/",
        "1/../2/",
        "0x1/",
        "-1/",
        "1;2/",
        "1%20/",
        "١/",
        HUGE + "/",
    ],
)
def test_no_address_of_a_pdf_leads_to_another_file(
    tail: str, site: Site, quiet_client_for: Callable[[User | None], Client], administrator: User
) -> None:
    response = quiet_client_for(administrator).get(f"/portal/{tail}")

    assert response.status_code == 404
