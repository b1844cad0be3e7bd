"""The pages of offices, as those who read and keep them see them."""

from datetime import date

import pytest

from objectives.models import Evidence, Office
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def logged(elements, code, period, **traits):
    entry = factories.EvidenceFactory(framework=period.framework, period=period, **traits)
    factories.ContributionFactory(evidence=entry, element=elements[code])
    return entry


def part(response, heading):
    """What stands below a heading, up to the next."""
    text = pages.main(response)
    assert heading in text
    return text.partition(heading)[2].strip()


def test_the_page_of_an_office_counts_by_status_and_by_element(client_for, recorder, nairobi, bogota, period, elements):
    for status in ("accepted", "accepted", "submitted"):
        logged(elements, "O1", period, office=nairobi, **{status: True})
    logged(elements, "O2", period, office=nairobi)
    logged(elements, "R1", period, office=bogota, accepted=True)

    page = client_for(recorder).get("/offices/NBO/")

    counts = [pages.words(one) for one in pages.read(page).xpath("//ul[contains(@class,'todo')]/li")]
    assert counts == ["1 draft", "1 awaiting review", "2 accepted"]
    assert [pages.words(row) for row in pages.read(page).xpath("//tbody/tr")] == ["O1 Objective O1 2 1"]
    assert "Draft: 1 (the oldest since today)" in pages.main(page)


def test_how_long_the_oldest_waits_is_said(client_for, recorder, nairobi, period, elements, time_machine):
    time_machine.move_to("2026-09-01T10:00:00+00:00")
    logged(elements, "O1", period, office=nairobi, submitted=True)
    time_machine.move_to("2026-09-21T10:00:00+00:00")
    logged(elements, "O1", period, office=nairobi, submitted=True)

    page = client_for(recorder).get("/offices/NBO/")

    assert "Awaiting review: 2 (the oldest for 20 days)" in pages.main(page)


def test_another_office_shows_what_was_accepted_alone(client_for, outsider, nairobi, period, elements, before):
    logged(elements, "O1", period, office=nairobi, accepted=True)
    logged(elements, "O1", period, office=nairobi, submitted=True)
    logged(elements, "O2", before, office=nairobi, accepted=True)

    page = client_for(outsider).get("/offices/NBO/")

    assert "2 accepted" in pages.main(page)
    assert "Awaiting review 1" not in pages.main(page)
    assert "What is missing" not in pages.main(page)
    assert "Where it stands" not in pages.main(page)


def test_what_was_reported_before_and_is_not_yet_now_is_missing(
    client_for, recorder, nairobi, period, elements, before
):
    earlier = logged(elements, "O1", before, office=nairobi, accepted=True)
    factories.FigureFactory(
        evidence=earlier, indicator=factories.IndicatorFactory(element=elements["O1"], title="Persons assisted")
    )
    logged(elements, "O2", before, office=nairobi, accepted=True)
    logged(elements, "O2", period, office=nairobi, submitted=True)

    missing = part(client_for(recorder).get("/offices/NBO/"), "What is missing")

    assert missing.startswith(
        "Reported in the period “Q2”, and neither submitted nor accepted in the period “Third quarter of 2026” yet: O1 "
    )
    assert "O1 Persons assisted" in missing
    assert "O2" not in missing.partition("People")[0]


def test_where_nothing_was_reported_nothing_is_missing(client_for, recorder, nairobi, period, elements, before):
    client = client_for(recorder)

    silent = part(client.get("/offices/NBO/"), "What is missing")
    logged(elements, "O2", before, office=nairobi, accepted=True)
    logged(elements, "O2", period, office=nairobi, accepted=True)

    assert silent.startswith("Nothing was reported in the period “Q2”, so there is nothing to compare with.")
    assert "All that was reported in the period “Q2” has something" in part(
        client.get("/offices/NBO/"), "What is missing"
    )


def test_a_merged_office_is_counted_with_the_one_that_stays(client_for, reviewer, nairobi, bogota, period, elements):
    Office.objects.filter(pk=bogota.pk).update(
        merged_into=nairobi, retired_on=date(2026, 1, 1), retired_reason="Merged."
    )
    entry = logged(elements, "O1", period, office=bogota, accepted=True)
    client = client_for(reviewer)

    assert "1 accepted" in pages.main(client.get("/offices/NBO/"))
    assert "On 1 January 2026 it was merged into Nairobi" in pages.main(client.get("/offices/BOG/"))
    assert pages.rows(client.get(f"/evidence/?office={nairobi.pk}")) == [entry.title]
    listed = [pages.words(row) for row in pages.read(client.get("/offices/")).xpath("//tbody/tr")]
    assert listed == ["Nairobi NBO Country office – 0 1"]


def test_the_list_of_offices_is_searched_and_filtered(admin, nairobi, bogota):
    Office.objects.filter(pk=bogota.pk).update(translations={"fr": {"name": "Santafé"}}, kind="regional")
    factories.OfficeFactory(name="Gone", retired=True)

    assert pages.rows(admin.get("/offices/?text=santafé")) == ["Bogotá"]
    assert pages.rows(admin.get("/offices/?kind=country")) == ["Nairobi"]
    assert pages.rows(admin.get("/offices/?use=retired")) == ["Gone"]
    assert pages.rows(admin.get("/offices/?use=all")) == ["Bogotá", "Gone", "Nairobi"]


def test_an_administrator_makes_changes_and_retires_an_office(admin, nairobi):
    made = admin.post("/offices/new/", {"code": "KLA", "name_fr": "Kampala", "kind": "country"}, follow=True)
    changed = admin.post("/offices/KLA/change/", {"name_en": "Kampala seat", "kind": "regional"}, follow=True)
    refused = admin.post("/offices/KLA/retire/", {"reason": ""})
    retired = admin.post("/offices/KLA/retire/", {"reason": "It was closed."}, follow=True)

    assert pages.messages(made) == ["The office is made."]
    assert "Kampala seat Regional office" in pages.main(changed)
    assert pages.error_links(refused) == [("id_reason", "Say why it is retired.")]
    assert "It was closed." in pages.main(retired)
    assert pages.messages(admin.post("/offices/KLA/restore/", follow=True)) == ["Kampala seat is in use again."]


def test_nothing_is_merged_before_it_was_seen_what_will_happen(admin, nairobi, bogota, period, elements, outsider):
    entry = logged(elements, "O1", period, office=bogota)
    logged(elements, "O1", period, office=bogota, accepted=True)

    plan = admin.get("/offices/BOG/merge/?into=NBO")

    assert f"1 draft or returned entry moves to NBO: {entry.reference}" in pages.main(plan)
    assert "1 entry that was submitted stays recorded under BOG" in pages.main(plan)
    assert "Posted to NBO from now on: Outsider" in pages.main(plan)
    assert Evidence.objects.get(pk=entry.pk).office == bogota
    done = admin.post("/offices/BOG/merge/", {"into": "NBO"}, follow=True)
    assert pages.messages(done) == ["Bogotá is merged into Nairobi."]
