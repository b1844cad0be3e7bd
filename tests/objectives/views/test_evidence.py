"""The page of a record; and what holds on all pages of evidence."""

import pytest
from django.urls import reverse

from objectives.enums import EvidenceStatus
from objectives.models import AuditEvent, Evidence
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

NEW = "/evidence/new/"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def edit(evidence):
    return f"/evidence/{evidence.reference}/edit/"


@pytest.mark.parametrize("status", EvidenceStatus.values)
@pytest.mark.parametrize("who", ["recorder", "colleague", "reviewer"])
def test_a_record_offers_what_one_may_do_with_it(client_for, cast, entry, status, who):
    evidence = entry(status)

    tree = pages.read(client_for(cast[who]).get(evidence.get_absolute_url()))

    links = {
        "edit": bool(tree.xpath(f"//a[@href='{edit(evidence)}']")),
        "accept": bool(tree.xpath("//form[contains(@action, '/accept/')]")),
        "return": bool(tree.xpath("//form[contains(@action, '/return/')]")),
        "withdraw": bool(tree.xpath("//form[contains(@action, '/withdraw/')]")),
    }
    assert {name for name, there in links.items() if there} == {
        ("recorder", "draft"): {"edit"},
        ("recorder", "returned"): {"edit"},
        ("reviewer", "submitted"): {"accept", "return"},
        ("reviewer", "accepted"): {"withdraw"},
    }.get((who, status), set())


def test_a_record_says_all_that_it_holds(client, entry):
    text = pages.main(client.get(entry("accepted").get_absolute_url()))

    for part in (
        "Training in Nairobi",
        "Accepted · EV-2026-0001",
        "Forty officials were trained.",
        "Officials know the law.",
        "15 Sep 2026",
        "Nairobi",
        "Third quarter of 2026",
        "Training report, p. 3",
        "Logged by Recorder, 21 Sep 2026",
        "Awaiting review · Recorder, 21 September 2026, 10:00",
        "Accepted · Reviewer, 21 September 2026, 10:00",
    ):
        assert part in text


def test_a_draft_says_its_gaps_in_words(client, recorder, framework):
    evidence = factories.EvidenceFactory(
        framework=framework, author=recorder, period=None, title="", description="", office=None, ends_on=None
    )

    text = pages.main(client.get(evidence.get_absolute_url()))

    for gap in (
        "(no title yet)",
        "Not described yet.",
        "No objective or role is chosen yet.",
        "Days –",
        "Office not given",
        "Period none holds its last day",
        "Sources not given",
    ):
        assert gap in text


@pytest.mark.parametrize("url", ["/evidence/EV-2026-9999/", "/evidence/EV-2026-9999/edit/"])
def test_a_record_that_there_is_not_is_not_found(client, url):
    assert client.get(url).status_code == 404


# --- what people type is never markup ---------------------------------------------------------------


def test_what_people_type_is_shown_as_they_typed_it(client_for, recorder, reviewer, period, elements):
    for status in ("accepted", "submitted"):
        evidence = factories.EvidenceFactory(
            framework=elements["O1"].framework, author=recorder, title=SCRIPT, description=SCRIPT, **{status: True}
        )
        factories.ContributionFactory(evidence=evidence, element=elements["O1"], how=SCRIPT)
        factories.SourceFactory(evidence=evidence, citation=SCRIPT)
        factories.EvidenceDecisionFactory(evidence=evidence, after="returned", reason=SCRIPT)
    draft = factories.EvidenceFactory(framework=elements["O1"].framework, author=reviewer, title=SCRIPT)
    client = client_for(reviewer)
    addresses = [
        "/evidence/",
        "/review/",
        evidence.get_absolute_url(),
        edit(draft),
        reverse("element", args=[evidence.framework.slug, "O1"]),
        reverse("assess", args=[evidence.framework.slug, "O1", "2026-Q3"]),
        f"/evidence/?text={SCRIPT}&status={SCRIPT}",
    ]

    for address in addresses:
        page = client.get(address).content.decode()
        assert (SCRIPT in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_a_unit_is_never_markup(client, period, elements):
    factories.IndicatorFactory(element=elements["O1"], unit=SCRIPT, title=SCRIPT)

    page = client.get(f"{NEW}?element=O1", follow=True).content.decode()

    assert (SCRIPT in page, "&lt;script&gt;" in page) == (False, True)


# --- nothing is written by reading ------------------------------------------------------------------


def test_reading_writes_nothing(client_for, reviewer, entry):
    evidence, client = entry("submitted"), client_for(reviewer)
    events = AuditEvent.objects.count()

    for step in ("accept", "return", "withdraw"):
        client.get(f"/evidence/{evidence.reference}/{step}/?reason=No")
    client.get(f"{NEW}?title=A+visit&submit=yes", follow=True)

    evidence.refresh_from_db()
    assert (evidence.status, AuditEvent.objects.count(), Evidence.objects.count()) == ("submitted", events, 1)


@pytest.mark.parametrize(
    ("women", "told"),
    [
        (198, "Sex: Women 198 By sex, the parts add up to 198: 16 less than the total of 214."),
        (230, "Sex: Women 230 By sex, the parts add up to 230: 16 more than the total of 214."),
        (214, "Sex: Women 214"),
    ],
)
def test_a_figure_shows_its_parts_and_by_how_much_they_miss_it(client, entry, indicator, women, told):
    evidence = entry("draft")
    figure = factories.FigureFactory(evidence=evidence, indicator=indicator, value=214)
    category = factories.CategoryFactory(dimension=factories.DimensionFactory(name="Sex"), label="Women")
    factories.FigurePartFactory(figure=figure, category=category, value=women)

    (parts,) = pages.read(client.get(evidence.get_absolute_url())).xpath("//tr[@class='parts']")

    assert pages.words(parts) == told


def test_an_answer_without_a_number_is_said_in_words(client, entry, indicator):
    evidence = entry("draft")
    factories.FigureFactory(evidence=evidence, indicator=indicator, answer="not_applicable", value=None)

    assert "Persons assisted not applicable persons" in pages.main(client.get(evidence.get_absolute_url()))
