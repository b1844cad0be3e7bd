"""The queue of a reviewer, going through it, and accepting several of it at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from iomtrack.accounts.enums import Role
from objectives.actions.period import close_period
from objectives.models import Evidence
from objectives.queries import queue as queries
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, reviewer):
    return client_for(reviewer)


@pytest.fixture
def three(framework, period, recorder, nairobi, elements):
    """Three entries of the recorder's, that wait for 20 days, for 3, and since today."""
    return [make(framework, recorder, nairobi, days=days, title=f"Waits {days}") for days in (20, 3, 0)]


def make(framework, author, office, *, days=0, **fields):
    moment = timezone.now() - timedelta(days=days)
    return factories.EvidenceFactory(
        framework=framework, author=author, office=office, status="submitted", submitted_at=moment, **fields
    )


def address(entry):
    return f"/evidence/{entry.reference}/"


def waits(response):
    return [pages.words(cell) for cell in pages.read(response).xpath("//td[@data-label='Waits']")]


# --- the list -----------------------------------------------------------------------------------------


def test_each_row_says_how_long_it_waits_and_for_whom_and_marks_what_is_old(client, three):
    response = client.get("/review/")

    assert pages.rows(response) == ["Waits 20", "Waits 3", "Waits 0"]
    assert waits(response) == ["20 days long for Reviewer", "3 days for Reviewer", "since today for Reviewer"]
    assert "3 entries wait." in pages.main(response)


def test_each_row_names_what_it_served_by_code_and_short_name_in_the_language_of_that_name(client, three, elements):
    framework = three[0].framework
    type(framework).objects.update(language="fr")
    for code, label in (("O1", "Des programmes de qualité"), ("R1", "Forum")):
        type(elements[code]).objects.filter(pk=elements[code].pk).update(label=label)
        factories.ContributionFactory(evidence=three[0], element=elements[code])

    cells = pages.read(client.get("/review/")).xpath("//td[@data-label='Served']")

    assert [pages.words(cell) for cell in cells] == ["O1 Des programmes de qualité R1 Forum", "", ""]
    assert cells[0].xpath(".//*[@lang]/@lang") == ["fr", "fr"]


def test_what_is_old_is_a_setting(client, three, settings):
    settings.REVIEW_DAYS = 2

    assert [("long" in text) for text in waits(client.get("/review/"))] == [True, True, False]


def test_what_waits_for_oneself_comes_first_and_all_by_choice(client, three, reviewer, elements):
    other = factories.UserFactory(name="Other", role=Role.REVIEWER)
    factories.ContributionFactory(evidence=three[0], element=elements["O1"])
    factories.FocalPointFactory(element=elements["O1"], user=other)

    assert pages.rows(client.get("/review/")) == ["Waits 3", "Waits 0"]
    assert pages.rows(client.get("/review/?whose=all")) == ["Waits 20", "Waits 3", "Waits 0"]
    assert pages.rows(client.get("/review/?whose=nonsense&after=x~y")) == ["Waits 3", "Waits 0"]


def test_where_nothing_waits_for_oneself_all_is_shown(client_for, administrator, three, reviewer):
    assert len(pages.rows(client_for(administrator).get("/review/"))) == 3
    assert pages.rows(client_for(administrator).get("/review/?whose=mine")) == []


def test_an_office_can_be_chosen(client, framework, three, bogota, nairobi, outsider):
    make(framework, outsider, bogota, title="Of Bogotá")

    assert pages.rows(client.get("/review/?office=BOG")) == ["Of Bogotá"]
    bogota.merged_into, bogota.retired_on, bogota.retired_reason = nairobi, "2026-01-01", "Merged."
    bogota.save()
    assert len(pages.rows(client.get("/review/?office=NBO"))) == 4
    assert pages.rows(client.get("/review/?office=NONE")) == []


def test_pages_follow_one_another_without_a_gap(client, framework, period, recorder, nairobi):
    moment = datetime(2026, 9, 1, tzinfo=UTC)
    for number in range(60):
        factories.EvidenceFactory(
            framework=framework,
            author=recorder,
            office=nairobi,
            title=f"Entry {number:02}",
            status="submitted",
            submitted_at=moment + timedelta(minutes=number // 7),  # several share a moment
        )

    seen, url = [], "/review/"
    while url:
        response = client.get(url)
        seen.append(pages.rows(response))
        url = next(iter(pages.read(response).xpath("//a[@rel='next']/@href")), "")
        url = url and f"/review/{url}"

    assert [len(one) for one in seen] == [25, 25, 10]
    assert [title for one in seen for title in one] == [f"Entry {number:02}" for number in range(60)]


def test_nobody_counts_further_than_is_said(client, three, monkeypatch):
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)

    assert "More than 1000 entries wait." in pages.main(client.get("/review/"))


# --- going through it ---------------------------------------------------------------------------------


def test_an_entry_of_the_queue_says_its_place_and_its_neighbours(client, three):
    tree = pages.read(client.get(f"{address(three[1])}?queue=yes&whose=mine"))

    (place,) = tree.find_class("queue-place")
    assert pages.words(place).startswith("2 of 3 The one before The next one")
    assert [link.split("?")[0] for link in place.xpath(".//a[@rel]/@href")] == [address(three[0]), address(three[2])]


@pytest.mark.parametrize(("step", "typed"), [("accept", {}), ("return", {"reason": "Why?"})])
def test_a_decision_leads_to_the_next_and_from_the_last_to_what_was_passed_over(client, three, step, typed):
    going = {"queue": "yes", "whose": "mine", **typed}

    first = client.post(f"{address(three[1])}{step}/", going)
    second = client.post(f"{address(three[2])}{step}/", going)
    last = client.post(f"{address(three[0])}{step}/", going)

    assert [one.headers["Location"] for one in (first, second, last)] == [
        f"{address(three[2])}?queue=yes&whose=mine",
        f"{address(three[0])}?queue=yes&whose=mine",
        "/review/?whose=mine",
    ]


def test_a_return_without_a_reason_keeps_its_place(client, three):
    response = client.post(f"{address(three[1])}return/", {"queue": "yes", "whose": "mine", "reason": ""})

    assert response.status_code == 422
    assert pages.words(pages.read(response).find_class("queue-place")[0]).startswith("2 of 3")


def test_whoever_does_not_review_goes_through_no_queue(client_for, recorder, three):
    page = client_for(recorder).get(f"{address(three[0])}?queue=yes")

    assert pages.read(page).find_class("queue-place") == []
    assert "Waits 20 days long for a reviewer: there is none" in pages.main(page)


# --- several at once ----------------------------------------------------------------------------------


def several(client, entries, **more):
    chosen = [one if isinstance(one, str) else f"{one.reference}:{one.edit_number}" for one in entries]
    return client.post("/review/several/", {"entries": chosen, "whose": "mine", **more}, follow=True)


def test_ticked_entries_are_listed_before_any_is_accepted(client, three):
    response = several(client, three[:2])

    assert "Accept 2 entries?" in pages.main(response)
    assert pages.rows(response) == ["Waits 20", "Waits 3"]
    assert not Evidence.objects.filter(status="accepted").exists()
    assert pages.faults(response.content.decode()) == []


def test_the_confirmation_says_of_each_what_it_served_when_and_where_and_how_many_there_are(client, three, elements):
    for entry, codes in ((three[0], ("O1", "R1")), (three[1], ("O1",))):
        for code in codes:
            factories.ContributionFactory(evidence=entry, element=elements[code])

    response = several(client, three[:2])

    rows = [
        [pages.words(cell) for cell in row.xpath("./th | ./td")] for row in pages.read(response).xpath("//tbody/tr")
    ]
    names = {code: f"{code} {elements[code].label}" for code in ("O1", "R1")}
    assert all(row[0].startswith(f"{one.title} {one.reference}") for row, one in zip(rows, three, strict=False))
    assert [row[1:] for row in rows] == [
        [f"{names['O1']} {names['R1']}", three[0].period.label, "Nairobi", "Recorder"],
        [names["O1"], three[0].period.label, "Nairobi", "Recorder"],
    ]
    assert "2 entries in all, serving 2 elements." in pages.main(response)


def test_confirmed_all_are_accepted_and_said(client, three, reviewer):
    response = several(client, three[:2], confirm="yes")

    assert response.redirect_chain == [("/review/?whose=mine", 302)]
    names = f"{three[0].reference}, {three[1].reference}"
    assert pages.messages(response) == [f"2 entries are accepted: {names}."]
    assert list(Evidence.objects.order_by("pk").values_list("status", "reviewer")) == [
        ("accepted", reviewer.pk),
        ("accepted", reviewer.pk),
        ("submitted", None),
    ]


def test_the_same_confirmation_sent_twice_accepts_once_and_says_so(client, three):
    for _twice in range(2):
        response = several(client, three[:1], confirm="yes")

    assert pages.messages(response) == [f"{three[0].reference}: You have accepted it already."]
    assert three[0].decisions.count() == 1


def test_nothing_ticked_is_said(client, three):
    assert pages.messages(several(client, [])) == ["Tick the entries that you want to accept."]
    assert pages.messages(several(client, ["x:y", "EV-1:99999999999", "EV-2026-9999:0"])) == [
        "Tick the entries that you want to accept."
    ]


@pytest.mark.parametrize("confirm", [{}, {"confirm": "yes"}])
def test_what_cannot_be_accepted_is_left_out_with_the_reason_and_the_rest_goes_on(
    client, framework, three, reviewer, nairobi, recorder, indicator, administrator, confirm
):
    own = make(framework, reviewer, nairobi, title="Own")
    changed = f"{three[1].reference}:7"
    taken = make(framework, recorder, nairobi, title="Taken")
    Evidence.objects.filter(pk=taken.pk).update(status="returned", reviewer=administrator, reviewed_at=timezone.now())
    large = make(framework, recorder, nairobi, title="Large")
    factories.TargetFactory(indicator=indicator, value=10)
    factories.FigureFactory(evidence=large, indicator=indicator, value=40_000)
    closed = factories.PeriodFactory(framework=framework, code="2026-Q2", starts_on="2026-04-01", ends_on="2026-06-30")
    late = make(framework, recorder, nairobi, title="Late", period=closed, ends_on="2026-06-01")
    Evidence.objects.filter(pk=late.pk).update(status="draft")
    close_period(period=closed, by=administrator)
    Evidence.objects.filter(pk=late.pk).update(status="submitted")

    response = several(client, [own, changed, taken, large, late, three[0]], **confirm)

    text = pages.main(response)
    for entry, why in (
        (own, "It is your own: a colleague has to review it."),
        (three[1], "It has changed since you read it. Read what it says now, and decide then."),
        (taken, "Somebody has decided on it meanwhile: it is returned."),
        (large, "Its figure 40,000 for Persons assisted is very large: open it, and decide then."),
        (late, "came late, and no unlock of"),
    ):
        assert entry.reference in text
        assert why in text
    accepted = Evidence.objects.filter(status="accepted")
    assert list(accepted) == ([three[0]] if confirm else [])
