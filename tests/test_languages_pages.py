"""Every page in each language: its words are of that language, and what programs read is the same as in English."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from lxml.html import HtmlElement

from iomtrack.accounts.models import User
from objectives.models import Office, State
from tests import pages
from tests.every_page.addresses import address
from tests.every_page.lists import PAGES, STATUSES
from tests.every_page.long_words import make_long_site
from tests.site import Site

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
READ_OUT = ("aria-label", "title", "alt", "placeholder")
SVG = {"svg", "path", "polyline", "line", "rect", "circle", "text", "g", "use"}
FOR_PROGRAMS = {  # tag: attributes that no language may change
    **dict.fromkeys(
        SVG, ("d", "points", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "viewBox", "cx", "cy", "r")
    ),
    "input": ("name", "type", "min", "max", "step", "pattern"),
    "option": ("value",),
    "select": ("name",),
    "textarea": ("name", "rows", "cols"),
    "progress": ("value", "max"),
    "meter": ("value", "min", "max"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    "time": ("datetime",),
}
KEPT_BY_PROGRAMS = (
    "hidden",
    "date",
    "number",
    "checkbox",
    "radio",
)  # kinds of input whose value no language may change
CHANGING = ("csrfmiddlewaretoken", "next", "token", "form_key", "ticket")


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    return make_long_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    with translation.override("en"):
        yield


def english_of(language: str) -> set[str]:
    """Messages of the site that a language says otherwise, where they hold no values."""
    path = Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.po")
    with path.open("rb") as file:
        catalogue = read_po(file)
    pairs = [(one.id, one.string) for one in catalogue if isinstance(one.id, str) and one.id and not one.context]
    spoken = {said for _own, said in pairs}  # "Close" is French too
    return {own for own, said in pairs if said and own not in spoken and "%" not in own and "{" not in own}


def texts(tree: HtmlElement, language: str) -> Iterator[str]:
    """The page's texts, and what is read out, but for what is marked as being in another language."""
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in ("script", "style"):
            continue
        marked = next((one.get("lang") for one in [node, *node.iterancestors()] if one.get("lang")), language)
        if marked == language:
            yield from [node.text or "", *(node.get(name, "") for name in READ_OUT)]
            yield from (child.tail or "" for child in node)
            if is_offered(node):
                yield node.get("value", "")


def is_offered(node: HtmlElement) -> bool:
    """Whether it is something to type in a box, so that its value is words."""
    return node.tag == "option" and node.getparent() is not None and node.getparent().tag == "datalist"


def read_by_programs(tree: HtmlElement) -> Counter[tuple[str, str, str]]:
    """The attributes that are not words: places on drawings, values of choices, addresses, ids."""
    found: Counter[tuple[str, str, str]] = Counter()
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.get("name") in CHANGING:
            continue
        told = () if is_offered(node) else FOR_PROGRAMS.get(node.tag, ())
        names = [*told, "id", "for", "href", "action", "data-code", "data-turn"]
        if node.tag == "input" and node.get("type") in KEPT_BY_PROGRAMS:
            names.append("value")
        found.update((node.tag, name, node.get(name, "")) for name in names if node.get(name))
    return found


def said(response: HttpResponse) -> HtmlElement:
    return pages.read(response)


def without_own_token(found: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    """Without addresses that hold the token of one opening of a form."""
    return Counter({key: number for key, number in found.items() if "form=" not in key[2] and "token" not in key[2]})


@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_in_the_reader_s_language_and_sound_for_programs(
    who: str, client: Client, site: Site, request: pytest.FixtureRequest
) -> None:
    reader = None if who == "visitor" else request.getfixturevalue(who)
    spoken = {language: english_of(language) for language in OTHERS}
    faults = []
    for page in PAGES[who]:
        where = address(page, site)
        typed = {name for _code, name in settings.LANGUAGES} | set(User.objects.values_list("name", flat=True))
        if reader is not None:
            client.force_login(reader)
        plain = without_own_token(read_by_programs(said(in_language(client, where, "en", reader))))
        for language in OTHERS:
            response = in_language(client, where, language, reader)
            tree = said(response)
            faults += [f"{page} {language}: {fault}" for fault in wrong(response, tree, language, page)]
            words = {" ".join(text.split()) for text in texts(tree, language)} & spoken[language]
            faults += [f"{page} {language}: says {one!r}" for one in sorted(words - typed)]
            own = without_own_token(read_by_programs(tree))
            faults += [f"{page} {language}: has {one}" for one in sorted(own - plain)]
            faults += [f"{page} {language}: lacks {one}" for one in sorted(plain - own)]

    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def in_language(client: Client, where: str, language: str, reader: User | None) -> HttpResponse:
    """The page as it is read in a language: by a person of that language, or by a browser that asks for it."""
    if reader is not None:
        User.objects.filter(pk=reader.pk).update(language=language)
    return client.get(where, headers={"accept-language": language}, follow=True)


def wrong(response: HttpResponse, tree: HtmlElement, language: str, page: str) -> Iterator[str]:
    """What an answer says of itself that it should not."""
    if response.status_code != STATUSES.get(page, 200):
        yield f"answers {response.status_code}"
    if tree.get("lang") != language:
        yield f"is marked as {tree.get('lang')}"
    if response.headers.get("Content-Language") != language:
        yield f"is sent as {response.headers.get('Content-Language')}"
    yield from pages.faults(response.content.decode())
