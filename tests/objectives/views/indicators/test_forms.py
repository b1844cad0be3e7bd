"""An indicator is added, changed, retired, moved and removed by its forms."""

import pytest
from django.test import override_settings

from objectives.models import Indicator
from tests import factories, pages
from tests.objectives.views.indicators.addresses import CHANGE, NEW, PAGE
from tests.pages import sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TYPED = {
    "title": "Persons assisted to move",
    "unit": "persons",
    "decimals": "0",
    "aggregation": "sum",
    "direction": "increase",
    "baseline_qualifier": "exact",
}


def test_an_indicator_is_added(client, elements, period):
    sex = factories.DimensionFactory(name="Sex")
    typed = {**TYPED, "code": "O1.1", "baseline": "1,250.5", "baseline_date": "1995", "dimensions": [sex.pk]}

    response = client.post(NEW, typed, follow=True)

    added = Indicator.objects.get()
    assert (added.title, float(added.baseline), list(added.dimensions.all())) == (
        "Persons assisted to move",
        1250.5,
        [sex],
    )
    assert pages.messages(response) == ["O1.1 Persons assisted to move is added. Set its targets next."]


def test_what_an_empty_form_lacks_is_listed_with_links(client, elements):
    response = client.post(NEW, {"title": " "})

    assert response.status_code == 422
    assert pages.error_links(response) == [
        ("id_code", "Give the indicator a code."),
        ("id_title", "Say what is measured."),
        ("id_unit", "Say in what it is counted."),
        ("id_decimals", "Choose from the list."),
        ("id_aggregation", "Choose how figures become one value."),
        ("id_direction", "Choose from the list."),
        ("id_baseline_qualifier", "Choose from the list."),
    ]
    assert sound(response)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ({"code": "new"}, ("id_code", "Give a code of letters, digits, points and hyphens, such as O1.3.")),
        ({"code": "O1.1"}, ("id_code", "O1 has an indicator O1.1 already.")),
        ({"baseline": "N/A"}, ("id_baseline", "“N/A” is not a number. Write it in digits, such as 1250.")),
        ({"baseline": "5"}, ("id_baseline_date", "Say of when the baseline is.")),
        ({"dimensions": ["0"]}, ("id_dimensions_field", "This choice is not on the list any more. Choose again.")),
        ({"rolls_up_to": "0"}, ("id_rolls_up_to", "This choice is not on the list any more. Choose again.")),
        (
            {"title": "x" * 201},
            ("id_title", "“What is measured” is 1 character too long: it has 201, and 200 fit. Shorten it."),
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field_with_what_was_typed(client, indicator, typed, link):
    response = client.post(NEW, {**TYPED, "code": "O1.5", **typed})

    assert (response.status_code, pages.error_links(response)) == (422, [link])
    assert pages.read(response).xpath("//input[@name='unit']/@value") == ["persons"]


def test_an_indicator_is_changed_and_keeps_what_the_form_does_not_ask(client, indicator, period):
    Indicator.objects.update(translations={"fr": {"title": "Personnes", "unit": "personnes"}})

    response = client.post(CHANGE, {**TYPED, "owner": "Returns Unit"}, follow=True)

    indicator.refresh_from_db()
    assert (indicator.code, indicator.owner, indicator.translations["fr"]["title"]) == (
        "O1.1",
        "Returns Unit",
        "Personnes",
    )
    assert pages.messages(response) == ["O1.1 is saved."]


@override_settings(REPORT_LANGUAGES=["en", "fr"])
def test_an_indicator_is_worded_in_the_other_languages_of_reports(client, indicator, period):
    shown = pages.main(client.get(CHANGE))
    client.post(CHANGE, {**TYPED, "title-fr": "Personnes aidées", "unit-fr": ""})

    indicator.refresh_from_db()
    assert ("What is measured in French" in shown, indicator.translations) == (
        True,
        {"fr": {"title": "Personnes aidées"}},
    )


def test_what_stays_once_figures_rest_on_it_is_told_at_its_field(client, indicator, period, report):
    report()

    response = client.post(CHANGE, {**TYPED, "unit": "days"})

    assert pages.error_links(response) == [
        ("id_unit", "Figures were reported with it, so it stays as it is. Retire this indicator and add a new one.")
    ]
    assert sound(response)


def test_an_indicator_is_retired_and_asked_for_again(client, indicator, period):
    without = client.post(f"{PAGE}retire/", {"reason": ""})
    retired = client.post(f"{PAGE}retire/", {"reason": "It measured nothing."}, follow=True)
    restored = client.post(f"{PAGE}restore/", follow=True)
    again = client.post(f"{PAGE}restore/", follow=True)

    assert (without.status_code, pages.error_links(without)) == (422, [("id_reason", "Say why it is retired.")])
    assert "No longer asked for since 21 September 2026: It measured nothing." in pages.main(retired)
    assert [pages.messages(one) for one in (retired, restored, again)] == [
        ["O1.1 is retired."],
        ["O1.1 is asked for again."],
        ["O1.1 is not retired."],
    ]
    assert sound(without)


def test_a_retired_indicator_is_not_asked_for_on_the_form(client, indicator, period):
    Indicator.objects.update(retired_on="2026-01-01", retired_reason="Why")

    assert (
        pages.read(client.get("/evidence/new/?element=O1", follow=True)).xpath("//input[@name='figure-O1:O1.1']") == []
    )


def test_an_indicator_is_removed_from_a_draft_alone(client, indicator, framework):
    refused = client.post(f"{PAGE}remove/", follow=True)
    framework.status = "draft"
    framework.save()
    offered = pages.main(client.get(CHANGE))
    removed = client.post(f"{PAGE}remove/", follow=True)

    assert pages.messages(refused) == ["Its framework is no draft any more, so it stays. Retire it instead."]
    assert "Remove it" in offered
    assert (pages.messages(removed), Indicator.objects.exists()) == (["O1.1 is removed."], False)


def test_an_indicator_is_moved(client, elements, indicator):
    factories.IndicatorFactory(element=elements["O1"], code="O1.2", position=indicator.position + 1)

    client.post(f"{PAGE}move/", {"move": "down"})

    assert list(elements["O1"].indicators.values_list("code", flat=True)) == ["O1.2", "O1.1"]
