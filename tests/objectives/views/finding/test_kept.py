"""What a person keeps of the list of evidence: filters under a name, and columns."""

import pytest

from objectives.models import AuditEvent, ChosenColumns, SavedFilter
from tests import factories, pages
from tests.objectives.views.finding.listing import titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_a_filter_is_kept_opened_renamed_and_deleted(client, listed, recorder):
    kept = client.post("/evidence/filters/new/?author=me&status=&after=x&sort=title", {"name": "Mine"}, follow=True)
    saved = SavedFilter.objects.get()

    assert (saved.query, saved.owner, saved.is_shared) == ("author=me&sort=title", recorder, False)
    assert pages.messages(kept) == ["“Mine” is kept."]
    assert titles(client, saved.query) == "A"
    assert "Mine" in pages.main(client.get("/evidence/"))

    client.post(f"/evidence/filters/{saved.pk}/", {"name": "Ours", "is_shared": "on"})
    saved.refresh_from_db()
    assert (saved.name, saved.is_shared) == ("Ours", True)

    client.post(f"/evidence/filters/{saved.pk}/delete/")
    assert not SavedFilter.objects.exists()
    actions = AuditEvent.objects.order_by("id").values_list("action", flat=True)
    assert [one for one in actions if one.startswith("saved")] == [
        "saved_filter.keep",
        "saved_filter.change",
        "saved_filter.delete",
    ]


def test_a_shared_filter_is_open_to_ones_office_alone(client_for, recorder, colleague, outsider):
    factories.SavedFilterFactory(owner=recorder, name="Of the office", is_shared=True)
    factories.SavedFilterFactory(owner=recorder, name="Of one person")

    seen = {who.name: pages.main(client_for(who).get("/evidence/filters/")) for who in (recorder, colleague, outsider)}

    assert {name: ("Of the office" in text, "Of one person" in text) for name, text in seen.items()} == {
        "Recorder": (True, True),
        "Colleague": (True, False),
        "Outsider": (False, False),
    }


def test_a_colleague_cannot_change_or_delete_a_shared_filter(client_for, recorder, colleague):
    saved = factories.SavedFilterFactory(owner=recorder, is_shared=True)
    other = client_for(colleague)

    assert other.post(f"/evidence/filters/{saved.pk}/", {"name": "Taken"}).status_code == 404
    assert other.post(f"/evidence/filters/{saved.pk}/delete/").status_code == 404
    assert SavedFilter.objects.filter(name=saved.name).exists()


@pytest.mark.parametrize(
    ("query", "name", "told"),
    [
        ("author=me", "", "Give the filter a name."),
        ("author=me", "Taken", "You keep a filter of this name already."),
        ("", "Nothing", "Set a filter first: there is nothing to keep yet."),
        ("after=x&zebra=1", "Nothing", "Set a filter first: there is nothing to keep yet."),
        ("author=me", "x" * 81, "1 character too long: it has 81, and 80 fit."),
        (f"text={'x' * 2_100}", "Long", "too long to be kept"),
    ],
)
def test_a_filter_that_cannot_be_kept_is_told(client, recorder, query, name, told):
    factories.SavedFilterFactory(owner=recorder, name="Taken")

    response = client.post(f"/evidence/filters/new/?{query}", {"name": name})

    assert response.status_code == 422
    assert any(told in text for _target, text in pages.error_links(response))
    assert SavedFilter.objects.count() == 1


def test_columns_are_chosen_and_kept_for_the_person(client, listed, recorder):
    response = client.post("/evidence/columns/?author=me", {"columns": ["programme", "created_at"]}, follow=True)

    heads = [pages.words(one) for one in pages.read(response).xpath("//table//th")]
    assert heads == ["Entry", "Programme", "Entered"]
    assert response.request["QUERY_STRING"] == "author=me"
    assert ChosenColumns.objects.get(user=recorder).columns == ["programme", "created_at"]

    client.post("/evidence/columns/", {})
    heads = [pages.words(one) for one in pages.read(client.get("/evidence/")).xpath("//table//th")]
    assert heads == ["Entry", "Served", "Office", "Done", "Status"]


def test_a_column_that_there_is_not_cannot_be_chosen(client, recorder):
    response = client.post("/evidence/columns/", {"columns": ["password"]})

    assert (response.status_code, ChosenColumns.objects.exists()) == (422, False)


@pytest.mark.parametrize(
    "column", ["office", "programme", "period", "status", "ends_on", "author", "created_at", "submitted_at"]
)
def test_every_column_that_is_shown_sorts(client, listed, column):
    client.post("/evidence/columns/", {"columns": [column]})

    response = client.get(f"/evidence/?sort=-{column}")

    assert len(pages.rows(response)) == 3
    head = pages.read(response).xpath("//th[@aria-sort]")
    assert [(one.get("aria-sort"), one.xpath("a/@href")) for one in head] == [("descending", [f"?sort={column}"])]
