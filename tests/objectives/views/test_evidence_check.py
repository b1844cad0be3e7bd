"""The page to check one's answers on: what it shows, what it asks, and whom it lets through."""

from datetime import date
from decimal import Decimal

import pytest

from objectives.actions import review
from objectives.models import Evidence
from tests import factories, pages
from tests.objectives import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def check(evidence):
    return f"/evidence/{evidence.reference}/check/"


def test_everything_is_shown_with_a_way_to_change_each_part(client, content, indicator, recorder, kenya):
    evidence = entries.draft(
        entries.complete(
            content.contributions[0][0],
            content.office,
            indicator,
            beneficiaries="Forty border officials",
            sensitivity="internal",
            countries=(kenya,),
        ),
        by=recorder,
    )

    response = client.get(check(evidence))

    page = pages.main(response)
    for words in (
        "Training in Nairobi",
        "Forty officials were trained.",
        "15 Sep 2026",
        "Kenya",
        "Officials know the law.",
        "Persons assisted 40 persons",
        "Forty border officials",
        "No, it is internal",
        "Training report, p. 3",
    ):
        assert words in page
    edit = f"/evidence/{evidence.reference}/edit/"
    targets = pages.read(response).xpath("//a[starts-with(normalize-space(), 'Change')]/@href")
    assert targets == [f"{edit}#part-{number}" for number in (1, 2, 3, 4)]
    assert set(pages.read(client.get(edit)).xpath("//section/@id")) == {f"part-{number}" for number in (1, 2, 3, 4)}
    assert pages.error_links(response) == []
    assert pages.faults(response.content.decode()) == []


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_what_has_gone_to_review_is_checked_no_more(client, entry, status):
    response = client.get(check(entry(status)), follow=True)

    assert pages.messages(response) == ["This entry can no longer be changed: it has been submitted."]


def test_a_returned_entry_that_was_not_changed_is_submitted_only_when_that_is_meant(client, entry):
    evidence = entry("returned")

    shown = client.get(check(evidence))
    refused = client.post(check(evidence), {"submit": "yes"})
    sent = client.post(check(evidence), {"submit": "yes", "unchanged": "on"}, follow=True)

    question = "Nothing was changed since it was returned. Submit it all the same?"
    assert (question in pages.main(shown), pages.error_links(shown)) == (True, [])
    assert (refused.status_code, pages.error_links(refused)) == (422, [("id_unchanged", question)])
    assert pages.faults(refused.content.decode()) == []
    assert pages.messages(sent) == [f"{evidence.reference} is submitted for review."]


def test_what_is_said_on_a_returned_entry_does_not_change_it(client, entry, reviewer):
    evidence = entry("returned")
    review.remark(evidence=evidence, text="Take your time.", by=reviewer)

    assert "Nothing was changed since it was returned." in pages.main(client.get(check(evidence)))


def test_a_returned_entry_that_was_changed_is_not_asked_about(client, entry, content, recorder):
    evidence = entry("returned")
    entries.actions.save(evidence=evidence, content=entries.replace(content, title="Put right"), by=recorder)

    assert "Nothing was changed" not in pages.main(client.get(check(evidence)))


def test_a_large_figure_that_was_confirmed_is_not_asked_about_again_while_it_stays(
    client, entry, content, indicator, recorder, reviewer
):
    factories.TargetFactory(indicator=indicator, value=1)
    content = entries.replace(content, figures=(entries.FigureInput(indicator, Decimal(500)),))
    evidence = entries.draft(content, by=recorder)
    client.post(check(evidence), {"submit": "yes", "sure-figure-O1:O1.1": "on"})
    entries.actions.send_back(evidence=Evidence.objects.get(), reason="Say where.", by=reviewer)

    entries.actions.save(evidence=evidence, content=entries.replace(content, title="In Nairobi"), by=recorder)
    same = pages.main(client.get(check(evidence)))
    larger = entries.replace(content, figures=(entries.FigureInput(indicator, Decimal(600)),))
    entries.actions.save(evidence=evidence, content=larger, by=recorder)
    other = pages.main(client.get(check(evidence)))

    assert ("Is it right?" in same, "Is it right?" in other) == (False, True)


# --- was this logged before? ------------------------------------------------------------------------


def twin_of(evidence, by, **changes):
    fields = {
        "framework": evidence.framework,
        "author": by,
        "office": evidence.office,
        "title": "A training in Nairobi",
        "starts_on": date(2026, 9, 12),
        "ends_on": date(2026, 9, 12),
        "accepted": True,
        **changes,
    }
    return factories.EvidenceFactory(**fields)


def offered(client, evidence):
    page = pages.read(client.get(check(evidence)))
    return page.xpath("//section[@aria-labelledby='duplicates']//a/@href")


def test_what_may_be_the_same_is_shown_with_a_link_and_holds_nothing_up(client, entry, colleague):
    evidence = entry()
    twin = twin_of(evidence, colleague)

    assert offered(client, evidence) == [twin.get_absolute_url()]
    assert pages.messages(client.post(check(evidence), {"submit": "yes"}, follow=True)) == [
        f"{evidence.reference} is submitted for review."
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Return of twelve families"},
        {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 1)},
        {"elsewhere": True},
    ],
    ids=str,
)
def test_another_title_day_or_office_is_another_activity(client, entry, colleague, bogota, changes):
    evidence = entry()
    changes = {"office": bogota} if "elsewhere" in changes else changes
    twin_of(evidence, colleague, **changes)

    assert offered(client, evidence) == []


def test_the_same_programme_at_another_office_may_be_the_same(client, content, recorder, colleague, bogota):
    programme = factories.ProgrammeFactory()
    evidence = entries.draft(entries.replace(content, programme=programme), by=recorder)
    twin = twin_of(evidence, colleague, office=bogota, programme=programme)

    assert offered(client, evidence) == [twin.get_absolute_url()]


def test_what_one_may_not_see_is_not_told_as_a_duplicate(client, entry, outsider, bogota, content, recorder):
    programme = factories.ProgrammeFactory()
    evidence = entries.draft(entries.replace(content, programme=programme), by=recorder)
    twin_of(evidence, outsider, office=bogota, programme=programme, accepted=False)

    assert offered(client, evidence) == []
