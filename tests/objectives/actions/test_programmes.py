"""Keeping programmes: proposed, confirmed, changed, merged, retired, and offered again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import programmes as actions
from objectives.actions.merging import merge_programmes
from objectives.actions.programme_content import shares_of
from objectives.actions.programmes import BudgetInput, DocumentInput, DonorInput, ProgrammeInput
from objectives.enums import PROGRAMME_MOVES, ProgrammeStatus
from objectives.hierarchy import MOST_LEVELS
from objectives.models import AuditEvent, Evidence, Programme
from tests import factories
from tests.objectives.entries import audited

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
BUDGET = BudgetInput(Decimal(100), "USD", *YEAR)
CONTENT = ProgrammeInput(
    titles={"en": "Safe return", "fr": "Retour sûr"}, donors=(DonorInput("Lake Fund"),), budgets=(BUDGET,)
)
DOCUMENT = DocumentInput("https://example.org/a.pdf", {"en": "Agreement", "de": "Vertrag"}, ("A09", "A11"))
TITLED = ProgrammeInput(titles={"en": "Safe return"})


@pytest.fixture
def programme(administrator):
    return actions.add(code="RET-1", content=CONTENT, by=administrator)


@pytest.fixture
def proposed(recorder):
    return actions.propose(content=TITLED, by=recorder)


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


def test_staff_propose_and_log_under_it_at_once(recorder, proposed):
    assert (proposed.status, proposed.proposed_by, proposed.code) == ("proposed", recorder, f"PROPOSED-{proposed.pk}")
    assert proposed in Programme.objects.on_offer()


def test_a_proposal_from_a_draft_puts_it_under_the_programme(recorder):
    entry = factories.EvidenceFactory(author=recorder)

    made = actions.propose(content=TITLED, by=recorder, entry=entry)

    entry.refresh_from_db()
    assert entry.programme == made
    assert audited() == ["programme.propose", "evidence.save"]


@pytest.mark.parametrize("traits", [{"submitted": True}, {}])
def test_nobody_puts_anothers_or_a_submitted_entry_under_it(traits, recorder, outsider):
    entry = factories.EvidenceFactory(author=recorder if traits else outsider, **traits)

    with pytest.raises(ActionError, match="can no longer be changed"):
        actions.propose(content=TITLED, by=recorder, entry=entry)

    assert not Programme.objects.exists()


def test_a_proposed_programme_is_confirmed_under_its_code(proposed, administrator):
    confirmed = actions.confirm(programme=proposed, code="RET-9", by=administrator)

    assert (confirmed.pk, confirmed.code, confirmed.status) == (proposed.pk, "RET-9", "active")
    with pytest.raises(ActionError, match="confirmed already"):
        actions.confirm(programme=proposed, code="RET-9", by=administrator)


def test_a_code_that_another_has_is_refused(programme, proposed, administrator):
    with pytest.raises(ActionError, match="RET-1 Safe return has this code"):
        actions.confirm(programme=proposed, code="ret-1", by=administrator)


def test_a_proposal_is_merged_into_the_one_that_it_is(proposed, programme, administrator):
    draft = factories.EvidenceFactory(programme=proposed)
    accepted = factories.EvidenceFactory(programme=proposed, accepted=True)

    merge_programmes(programme=proposed, into=programme, by=administrator)

    proposed.refresh_from_db()
    assert (proposed.status, proposed.merged_into) == ("retired", programme)
    assert Evidence.objects.get(pk=draft.pk).programme == programme
    assert Evidence.objects.get(pk=accepted.pk).programme == proposed
    assert set(Programme.objects.counted_with(programme)) == {programme, proposed}


def test_merging_adds_up_no_budget(programme, administrator):
    other = actions.add(code="RET-2", content=replace(CONTENT, donors=()), by=administrator)

    merge_programmes(programme=other, into=programme, by=administrator)

    assert (programme.budgets.count(), other.budgets.count()) == (1, 1)


def test_nothing_is_merged_into_a_proposed_or_retired_one(programme, proposed, administrator):
    with pytest.raises(ActionError, match="is not in use"):
        merge_programmes(programme=programme, into=proposed, by=administrator)


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


def test_a_merged_one_that_is_restored_stands_for_itself_again(programme, proposed, administrator):
    merge_programmes(programme=proposed, into=programme, by=administrator)

    restored = actions.restore(programme=proposed, by=administrator)

    assert (restored.status, restored.merged_into, restored.retired_reason) == ("active", None, "")
    assert AuditEvent.objects.latest("id").before["merged_into"] == "RET-1"


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


@pytest.mark.parametrize("who", ["auditor", "delegate"])
def test_who_does_not_log_proposes_nothing(who, request):
    with pytest.raises(NotPermitted):
        actions.propose(content=TITLED, by=request.getfixturevalue(who))


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


def test_programmes_stand_in_few_levels(administrator):
    above = None
    for number in range(MOST_LEVELS):
        above = actions.add(code=f"L{number}", content=replace(TITLED, parent=above), by=administrator)
    top = factories.ProgrammeFactory()

    with pytest.raises(ActionError, match="at most 8 levels"):
        actions.add(code="DEEP", content=replace(TITLED, parent=above), by=administrator)
    with pytest.raises(ActionError, match="at most 8 levels"):
        actions.change(
            programme=Programme.objects.get(code="L0"), content=replace(TITLED, parent=top), by=administrator
        )


def test_a_merge_that_would_make_too_many_levels_is_refused(administrator):
    tops = [factories.ProgrammeFactory(code="A"), factories.ProgrammeFactory(code="B")]
    lines = [list(tops), list(tops)]
    for low in range(MOST_LEVELS - 3):
        for number, line in enumerate(lines):
            line.append(
                factories.ProgrammeFactory(code=f"{'AB'[number]}{low}", parent=line[-1] if low else tops[number])
            )

    with pytest.raises(ActionError, match="more than 8 levels"):
        merge_programmes(programme=tops[0], into=lines[1][-1], by=administrator)
    assert merge_programmes(programme=tops[0], into=tops[1], by=administrator) == tops[1]


def test_one_that_stands_below_takes_the_place_of_what_is_merged_into_it(administrator):
    """A stands above B above C. C is to stay: no circle on the way."""
    a = factories.ProgrammeFactory(code="A")
    b = factories.ProgrammeFactory(code="B", parent=a)
    c = factories.ProgrammeFactory(code="C", parent=b)

    merge_programmes(programme=a, into=c, by=administrator)

    assert [one.parent for one in Programme.objects.filter(code__in="BC").order_by("code")] == [c, None]


def test_what_is_counted_below_takes_in_merged_ones_and_leaves_out_what_was_merged_elsewhere(programme, administrator):
    child = factories.ProgrammeFactory(code="CHILD", parent=programme)
    low = factories.ProgrammeFactory(code="LOW", parent=child)
    merged = factories.ProgrammeFactory(code="MERGED", retired=True, merged_into=low)
    away = factories.ProgrammeFactory(code="AWAY", parent=child)
    merge_programmes(programme=away, into=factories.ProgrammeFactory(code="OTHER"), by=administrator)

    assert Programme.objects.keys_below(programme) == [one.pk for one in (programme, child, low, merged)]
