"""Keeping programmes: made, changed, retired and offered again, with all their parts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import programmes as actions
from objectives.actions.merging import merge_programmes
from objectives.actions.programme_content import shares_of
from objectives.actions.programmes import DonorInput, ProgrammeInput
from objectives.enums import PROGRAMME_MOVES, ProgrammeStatus
from objectives.models import AuditEvent, Programme
from objectives.models.naming import all_languages
from tests import factories
from tests.objectives.actions.programmes.content import BUDGET, CONTENT, DOCUMENT, TITLED, YEAR
from tests.objectives.entries import audited

pytestmark = pytest.mark.django_db


def test_a_programme_is_made_with_all_its_parts(programme, administrator):
    assert (programme.status, programme.title, programme.translations) == (
        "active",
        "Safe return",
        {"fr": {"title": "Retour sûr"}},
    )
    assert [str(one) for one in programme.donors.all()] == ["Lake Fund"]
    assert AuditEvent.objects.get().after["budgets"] == [["original", "USD", "100.00", "2026-01-01", "2026-12-31"]]


def test_a_change_is_audited_and_one_that_changes_nothing_is_not(programme, administrator):
    actions.change(programme=programme, content=CONTENT, by=administrator)
    actions.change(programme=programme, content=replace(CONTENT, starts_on=YEAR[0]), by=administrator)

    assert audited() == ["programme.add", "programme.change"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"titles": {"en": " "}}, "title_en"),
        ({"starts_on": YEAR[1], "ends_on": YEAR[0]}, "ends_on"),
        ({"donors": (DonorInput("Lake Fund"), DonorInput("lake fund "))}, "donor_name_1"),
        ({"budgets": (replace(BUDGET, currency="XXY"),)}, "budget_currency_0"),
        ({"budgets": (replace(BUDGET, amount=Decimal(-1)),)}, "budget_amount_0"),
        ({"budgets": (replace(BUDGET, ends_on=date(2025, 1, 1)),)}, "budget_ends_on_0"),
        ({"budgets": (BUDGET, BUDGET)}, "budget_starts_on_1"),
        ({"budgets": (BUDGET, replace(BUDGET, kind="revised", starts_on=date(2026, 7, 1)))}, "budget_starts_on_1"),
        ({"iati_identifier": " XM-1 "}, "iati_identifier"),
        ({"documents": (replace(DOCUMENT, url="javascript:alert(1)"),)}, "document_url_0"),
        ({"documents": (replace(DOCUMENT, url="ftp://example.org/a"),)}, "document_url_0"),
        ({"documents": (replace(DOCUMENT, url="https://"),)}, "document_url_0"),
        ({"documents": (replace(DOCUMENT, url=""),)}, "document_url_0"),
        ({"documents": (replace(DOCUMENT, url=f"https://example.org/{'x' * 500}"),)}, "document_url_0"),
        ({"documents": (DOCUMENT, DOCUMENT)}, "document_url_1"),
        ({"documents": (replace(DOCUMENT, titles={"en": " "}),)}, "document_title_en_0"),
        ({"documents": (replace(DOCUMENT, titles={"en": "a\x00"}),)}, "document_title_en_0"),
        ({"documents": (replace(DOCUMENT, categories=()),)}, "document_categories_0"),
        ({"documents": (replace(DOCUMENT, categories=("A02", "Z99")),)}, "document_categories_0"),
        ({"documents": (replace(DOCUMENT, media_type="PDF"),)}, "document_media_type_0"),
        ({"documents": (replace(DOCUMENT, languages=("english",)),)}, "document_languages_0"),
    ],
)
def test_what_does_not_hold_together_is_refused_at_its_place(changes, field, administrator):
    factories.ProgrammeFactory(iati_identifier="XM-1")

    with pytest.raises(ActionError) as refused:
        actions.add(code="RET-1", content=replace(CONTENT, **changes), by=administrator)

    assert set(refused.value.problems) == {field}
    assert not Programme.objects.filter(code="RET-1").exists()


def test_a_revised_budget_of_the_same_days_is_taken(programme, administrator):
    content = replace(CONTENT, budgets=(BUDGET, replace(BUDGET, kind="revised", amount=Decimal(80))))

    actions.change(programme=programme, content=content, by=administrator)

    assert programme.budgets.count() == 2


def test_a_programme_never_stands_below_itself(programme, administrator):
    child = factories.ProgrammeFactory(parent=programme)

    for parent in (programme, child):
        with pytest.raises(ActionError, match="below itself"):
            actions.change(programme=programme, content=replace(CONTENT, parent=parent), by=administrator)


@pytest.mark.parametrize("status", ProgrammeStatus)
def test_what_can_be_retired_restored_and_confirmed_is_what_the_table_says(status, administrator):
    traits = {"proposed": {"proposed": True}, "retired": {"retired": True}}.get(status, {})

    def may(act):
        try:
            act(factories.ProgrammeFactory(code=f"C-{Programme.objects.count()}", **traits))
        except ActionError:
            return False
        return True

    moves = {
        "retired": may(lambda one: actions.retire(programme=one, reason="Over.", by=administrator)),
        "active": may(lambda one: actions.restore(programme=one, by=administrator))
        or may(lambda one: actions.confirm(programme=one, code="NEW-1", by=administrator)),
    }
    assert {name for name, done in moves.items() if done} == set(PROGRAMME_MOVES[status])


@pytest.mark.parametrize("who", ["recorder", "reviewer", "auditor", "delegate"])
def test_administrators_alone_keep_programmes(who, request, programme):
    by = request.getfixturevalue(who)

    for act in (
        lambda: actions.add(code="X", content=CONTENT, by=by),
        lambda: actions.change(programme=programme, content=CONTENT, by=by),
        lambda: actions.confirm(programme=programme, code="X", by=by),
        lambda: actions.retire(programme=programme, reason="Over.", by=by),
        lambda: actions.restore(programme=programme, by=by),
        lambda: merge_programmes(programme=programme, into=programme, by=by),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_description_is_kept_in_a_language_that_has_no_title(administrator):
    content = ProgrammeInput(titles={"en": "Safe return"}, descriptions={"en": "By lake.", "fr": "Par le lac."})

    actions.add(code="LAKE-1", content=content, by=administrator)

    kept = Programme.objects.get(code="LAKE-1")
    assert all_languages(kept, "description") == {"en": "By lake.", "fr": "Par le lac."}
    assert all_languages(kept, "title") == {"en": "Safe return"}


def test_documents_are_kept_in_every_language_and_audited_before_and_after(programme, administrator):
    changed = replace(DOCUMENT, media_type="application/pdf", languages=("EN", "fr"), dated_on=YEAR[0])

    actions.change(programme=programme, content=replace(CONTENT, documents=(DOCUMENT,)), by=administrator)
    actions.change(programme=programme, content=replace(CONTENT, documents=(changed,)), by=administrator)
    actions.change(programme=programme, content=replace(CONTENT, documents=(changed,)), by=administrator)

    document = programme.documents.get()
    assert (document.title, document.translations) == ("Agreement", {"de": {"title": "Vertrag"}})
    assert document.kinds == ["Memorandum of understanding", "Contract"]
    kept = {"url": "https://example.org/a.pdf", "title": {"en": "Agreement", "de": "Vertrag"}}
    kept |= {"categories": ["A09", "A11"], "media_type": "", "languages": [], "dated_on": None}
    event = AuditEvent.objects.latest("id")
    assert event.before["documents"] == [kept]
    assert event.after["documents"] == [
        kept | {"media_type": "application/pdf", "languages": ["en", "fr"], "dated_on": "2026-01-01"}
    ]
    assert audited().count("programme.change") == 2


@pytest.mark.parametrize(
    ("shares", "regions", "fields"),
    [
        ({"KE": 60, "UG": 40}, None, set()),
        ({"KE": 50, "UG": 30}, 20, set()),
        ({"KE": "33.33", "UG": "66.66"}, None, set()),
        ({}, 100, {"share_KE", "share_UG"}),
        ({"KE": 60, "UG": 39}, None, {"share_KE"}),
        ({"KE": 60, "UG": 40}, 10, {"share_KE"}),
        ({"KE": 100}, None, {"share_UG"}),
        ({"KE": 120, "UG": -20}, None, {"share_KE", "share_UG"}),
        ({"KE": 60, "UG": 40, "TZ": 0}, None, {"share_TZ"}),
    ],
)
def test_shares_are_of_all_countries_and_come_to_a_hundred(administrator, kenya, shares, regions, fields):
    uganda = factories.StateFactory(iso="UG")
    content = replace(
        TITLED,
        countries=(kenya, uganda),
        shares={iso: Decimal(share) for iso, share in shares.items()},
        regions_share=None if regions is None else Decimal(regions),
    )
    found = set()

    try:
        programme = actions.add(code="RET-1", content=content, by=administrator)
    except ActionError as refused:
        found = set(refused.problems)
    else:
        assert shares_of(programme) == content.shares

    assert found == fields
