"""What belongs to another office, another State or another framework is out of reach, by whatever way it is named."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape

from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Element, Evidence, Framework, Indicator, Office
from reports.models import Edition
from tests import factories, pages
from tests.safety.attacks import Target, with_query
from tests.site import Site, make_issued

pytestmark = pytest.mark.django_db

For = Callable[[User | None], Client]
NEW = "/evidence/new/"
HIDDEN = ["draft", "submitted", "returned", "withdrawn"]
SECRET = "Known to Nairobi alone"


@pytest.fixture
def secrets(site: Site) -> dict[str, Evidence]:
    """The entries that only their office and reviewers may see, with words that stand nowhere else."""
    hidden = {status: site.entries[status] for status in HIDDEN}
    for evidence in hidden.values():
        Evidence.objects.filter(pk=evidence.pk).update(title=SECRET, description=SECRET)
        evidence.contributions.update(how=SECRET)
        evidence.sources.update(citation=SECRET)
    return hidden


# --- another office -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["visitor", "inactive", "outsider", "delegate", "other_delegate"])
def test_no_page_shows_an_entry_that_is_not_ones_to_see(
    who: str, every_target: list[Target], secrets: dict[str, Evidence], cast: dict[str, User], client_for: For
) -> None:
    named = [SECRET, *(evidence.reference for evidence in secrets.values())]
    client = client_for(cast.get(who))

    shown = {}
    for target in every_target:
        if target.row.method == "GET" and not any(evidence.reference in target.url for evidence in secrets.values()):
            response = client.get(target.url)
            shown[str(target)] = [word for word in named if word.encode() in b"".join(response)]

    assert {name: words for name, words in shown.items() if words} == {}


@pytest.mark.parametrize("who", ["outsider", "delegate"])
@pytest.mark.parametrize(
    "query",
    [
        f"text={SECRET}",
        "text={reference}",
        "office={office}",
        "author={author}",
        "author=me",
        "status=draft",
        "status=submitted",
        "status=returned",
        "status=withdrawn",
        "period={period}&element={element}",
        "sort=title&page=2",
        "author_id={author}&office__code=NBO&visible_to=all&id={pk}",
    ],
)
def test_no_filter_finds_an_entry_that_is_not_ones_to_see(
    who: str, query: str, site: Site, secrets: dict[str, Evidence], cast: dict[str, User], client_for: For
) -> None:
    draft = secrets["draft"]
    asked = query.format(
        reference=draft.reference,
        office=draft.office_id,
        author=draft.author_id,
        period=draft.period_id,
        element=site.element.pk,
        pk=draft.pk,
    )

    response = client_for(cast[who]).get(f"/evidence/?{asked}")

    assert response.status_code in (200, 404)
    assert SECRET not in (pages.rows(response) if response.status_code == 200 else [])
    assert draft.reference.encode() not in response.content.replace(escape(asked).encode(), b"").replace(
        f'value="{draft.reference}"'.encode(), b""
    )


@pytest.mark.parametrize("action", ["", "edit/", "accept/", "return/", "withdraw/"])
@pytest.mark.parametrize("who", ["outsider", "delegate", "other_delegate"])
def test_nobody_acts_on_an_entry_that_is_not_theirs_to_see(
    who: str, action: str, secrets: dict[str, Evidence], cast: dict[str, User], client_for: For
) -> None:
    before = {status: Evidence.objects.values().get(pk=one.pk) for status, one in secrets.items()}
    client = client_for(cast[who])

    answers = [
        client.post(f"{one.get_absolute_url()}{action}", {"title": "Mine", "reason": "So", "submit": "yes"}).status_code
        for one in secrets.values()
    ]

    assert set(answers) <= {404, 405}
    assert {status: Evidence.objects.values().get(pk=one.pk) for status, one in secrets.items()} == before


def test_a_colleague_reads_an_entry_of_the_office_and_does_not_change_it(
    site: Site, secrets: dict[str, Evidence], colleague: User, client_for: For
) -> None:
    draft, client = secrets["draft"], client_for(colleague)

    answers = [
        client.get(draft.get_absolute_url()).status_code,
        client.post(f"{draft.get_absolute_url()}edit/", {"title": "Mine", "save": "yes"}).status_code,
    ]

    draft.refresh_from_db()
    assert (answers, draft.title) == ([200, 404], SECRET)


def test_the_mark_of_anothers_form_opens_nothing_of_theirs(
    site: Site, recorder: User, outsider: User, client_for: For
) -> None:
    token = str(uuid4())
    client_for(recorder).post(NEW, {"token": token, "title": "The recorder's own", "save": "yes"})

    client_for(outsider).post(NEW, {"token": token, "title": "The outsider's own", "save": "yes"})

    assert sorted(Evidence.objects.filter(title__endswith="own").values_list("title", "author__name")) == [
        ("The outsider's own", "Outsider"),
        ("The recorder's own", "Recorder"),
    ]


# --- another State --------------------------------------------------------------------------------


def test_a_report_for_another_state_does_not_exist(site: Site, other_delegate: User, client_for: For) -> None:
    client = client_for(other_delegate)

    answers = [
        client.get(f"/portal/{site.for_kenya.pk}/{query}").status_code
        for query in ("", "?state=KE", f"?for_state={site.for_kenya.for_state_id}", "?as=admin")
    ]

    assert answers == [404] * 4
    assert "Brief for Kenya" not in pages.words(client.get("/portal/?sort=title&state=KE&page=1"))


def test_no_page_tells_a_delegate_of_another_states_report(
    every_target: list[Target], site: Site, other_delegate: User, client_for: For
) -> None:
    client = client_for(other_delegate)

    told = [
        str(target)
        for target in every_target
        if target.row.method == "GET" and b"Brief for Kenya" in b"".join(client.get(target.url))
    ]

    assert told == []


def test_walking_the_numbers_finds_a_delegate_only_what_was_issued_to_them(
    site: Site, other_delegate: User, client_for: For
) -> None:
    client = client_for(other_delegate)

    found = [number for number in range(site.for_kenya.pk + 10) if client.get(f"/portal/{number}/").status_code == 200]

    assert found == [site.issued.pk]


@pytest.mark.parametrize("who", ["recorder", "outsider", "delegate"])
def test_an_edition_that_is_not_issued_is_out_of_reach(
    who: str, site: Site, cast: dict[str, User], client_for: For
) -> None:
    client, page = client_for(cast[who]), f"/editions/{site.awaiting.pk}/"
    before = Edition.objects.values().get(pk=site.awaiting.pk)

    answers = [
        client.get(page).status_code,
        client.get(f"{page}preview/en/").status_code,
        client.post(f"{page}introduction/en/", {"introduction": "Mine"}).status_code,
        client.post(f"{page}sign-off/", {"content_sha256": site.awaiting.content_sha256}).status_code,
        client.post(f"{page}compose/").status_code,
        client.post(f"{page}retry/").status_code,
    ]

    assert answers == [404] * 6
    assert Edition.objects.values().get(pk=site.awaiting.pk) == before


def test_a_report_that_was_issued_to_one_state_is_not_another_members(
    site: Site, delegate: User, colombia: object, client_for: For
) -> None:
    others = make_issued(site.world, for_state=colombia)

    assert client_for(delegate).get(f"/portal/{others.pk}/").status_code == 404


# --- another framework ----------------------------------------------------------------------------


@pytest.fixture
def other() -> Element:
    """Of another framework in force, with an indicator."""
    element = factories.ElementFactory(framework__slug="other", code="X1")
    factories.IndicatorFactory(element=element, code="X1.1")
    return element


def of_other(typed: dict[str, object], framework: Framework) -> list[object]:
    """What was kept of an entry: its framework, elements and figures."""
    entry = Evidence.objects.filter(title=typed["title"]).first()
    assert entry is None or entry.framework == framework
    return [] if entry is None else [*entry.contributions.values_list("element__code", flat=True), *entry.figures.all()]


@pytest.mark.parametrize(
    "added",
    [
        {"contributions": ["X1"], "how-X1": "So"},
        {"contributions": ["O1", "X1"]},
        {"contributions": ["{element}"]},
        {"figure-X1:X1.1": "99"},
        {"figure-O1:X1.1": "99"},
        {"indicator": "{indicator}", "figures": "99", "element": "{element}"},
        {"framework": "other", "framework_id": "{framework}"},
    ],
)
def test_an_entry_takes_nothing_of_another_framework(
    added: dict[str, object], site: Site, other: Element, recorder: User, client_for: For
) -> None:
    keys = {"element": other.pk, "indicator": Indicator.objects.get(code="X1.1").pk, "framework": other.framework_id}
    sent = {
        name: [one.format(**keys) for one in value] if isinstance(value, list) else str(value).format(**keys)
        for name, value in added.items()
    }
    typed = {"token": str(uuid4()), "title": "Of this framework", "office": recorder.posting.office.code, "save": "yes"}

    client_for(recorder).post(f"{NEW}?framework={site.framework.slug}", {**typed, **sent})

    assert of_other(typed, site.framework) == []


@pytest.mark.parametrize("office", ["{gone}", "0", "-1", "NBX", "{outside}' OR 1=1"])
def test_an_entry_is_of_an_office_that_there_is(
    office: str, site: Site, nairobi: Office, bogota: Office, recorder: User, client_for: For
) -> None:
    typed = {"token": str(uuid4()), "title": "Of an office", "save": "yes"}
    sent = office.format(gone=bogota.pk + 1_000, outside=bogota.pk)

    response = client_for(recorder).post(NEW, {**typed, "office": sent})

    assert response.status_code == 422
    assert not Evidence.objects.filter(title="Of an office").exists()


def test_a_period_of_another_framework_is_none_of_this_one(site: Site, administrator: User, client_for: For) -> None:
    factories.PeriodFactory(framework__slug="other", code="theirs")
    client, slug = client_for(administrator), site.framework.slug
    before = AuditEvent.objects.count()

    answers = [
        client.get(f"/frameworks/{slug}/?period=theirs"),
        client.get(f"/frameworks/{slug}/elements/O1/?period=theirs"),
        client.get(f"/frameworks/{slug}/periods/theirs/"),
        client.post(f"/frameworks/{slug}/periods/theirs/close/"),
        client.get(f"/frameworks/{slug}/elements/O1/assess/theirs/"),
        client.post(f"/frameworks/{slug}/elements/O1/assess/theirs/", {"finding": "met", "narrative": "So."}),
        client.get("/frameworks/other/elements/O1/"),
        client.post("/frameworks/other/elements/O1/assess/theirs/", {"finding": "met", "narrative": "So."}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 8
    assert AuditEvent.objects.count() == before


def test_a_language_that_an_edition_lacks_has_no_introduction(site: Site, administrator: User, client_for: For) -> None:
    page = f"/editions/{site.awaiting.pk}/"

    answers = [
        client_for(administrator).get(f"{page}preview/xx/").status_code,
        client_for(administrator).post(f"{page}introduction/xx/", {"introduction": "So."}).status_code,
        client_for(administrator).get(with_query(f"{page}preview/en-us/", "language=xx")).status_code,
    ]

    assert answers == [404] * 3
