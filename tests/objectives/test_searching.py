"""The words of evidence: how they are cut, kept and found."""

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from objectives.actions import evidence as actions
from objectives.models import Evidence
from objectives.queries.wordsearch import HoldsWords
from objectives.searching import beginnings, gaps, index
from objectives.searching.beginnings import with_longer_words
from objectives.searching.excerpts import excerpt, marked
from objectives.searching.sought import sought
from tests import factories

NAMED = {
    "english": ("Trained officials", "They were trained in examining travel documents of migrants."),
    "french": ("Réfugiés accueillis", "L’équipe a formé des agents à l’accueil des réfugiés, au cœur de Genève."),
    "spanish": ("Capacitación de funcionarios", "Los funcionarios fueron capacitados en migraciones laborales."),
    "plain": ("Boats", "A boat was repaired 100% in Łódź, see MC/INF/274."),
}


@pytest.fixture
def kept(db):
    return {name: factories.EvidenceFactory(title=title, description=text) for name, (title, text) in NAMED.items()}


def found(typed):
    holding = Evidence.objects.filter(HoldsWords(sought(typed)))
    one_by_one = Evidence.objects.filter(HoldsWords(sought(typed), one_by_one=True))
    spelled_out = Evidence.objects.filter(HoldsWords(with_longer_words(sought(typed))))
    assert set(holding) == set(one_by_one) == set(spelled_out)
    return set(holding)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("training", "english"),
        ("TRAINS", "english"),
        ("document", "english"),
        ("réfugié", "french"),
        ("refugies", "french"),
        ("REFUGIES accueil", "french"),
        ("coeur", "french"),
        ("équipe", "french"),
        ("funcionario", "spanish"),
        ("capacitacion", "spanish"),
        ("capacitación migración", "spanish"),
        ("lodz", "plain"),
        ("100%", "plain"),
        ("mc/inf/274", "plain"),
        ("boat repairing", "plain"),
        ('"travel documents"', "english"),
        ('"documents travel"', ""),
        ("documents travel", "english"),
        ("exam*", "english"),
        ("migr", "english spanish"),
        ("migrants refugees zebra", ""),
        ('"examining trav*"', "english"),
        ("bo*", "plain"),
        ("docume", "english"),
        ("funcion", "spanish"),
        ('"travel documen*"', "english"),
        ("official", "english"),
        ("bo", ""),
        ("zebra", ""),
        ("!!! --- *", ""),
    ],
)
def test_entries_are_found_by_their_words_in_each_language_with_and_without_accents(kept, typed, names):
    assert found(typed) == {kept[name] for name in names.split()}


@pytest.mark.parametrize(
    "typed",
    [
        *("'", '"', '""', "a & | ! ( b", "a:*", "\\", "a <-> b", "NEAR(a b)", "names : boat", "-boat", "boat\0", "💥"),
        *(
            "é" * 9_000,
            "x" * 10_000,
            "a b " * 3_000,
            '"' * 500,
            "%s %d %",
            "\ud7ff\u202e",
            "NOT",
            "AND OR",
            "*",
            "boat^2",
        ),
        "{names}: a",
    ],
)
def test_whatever_is_typed_is_searched_for_without_a_fault(kept, typed):
    assert isinstance(found(typed), set)


@given(st.text(max_size=60), st.text(max_size=200))
def test_what_is_marked_is_the_text_itself_escaped(typed, text):
    shown = marked(text, sought(typed))

    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")
    assert excerpt(text, sought(typed)) is not None


def test_found_words_are_marked_and_the_rest_is_escaped():
    wanted = sought("training script")

    assert marked("Trained <script>alert(1)</script>", wanted) == (
        "<mark>Trained</mark> &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"
    )


def test_a_beginning_of_more_words_than_are_spelled_out_is_found_too(kept, monkeypatch):
    monkeypatch.setattr(beginnings, "MOST", 0)

    assert found("docume") == {kept["english"]}


@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="SQLite is told all of them")
def test_postgresql_is_told_the_common_words_that_begin_so_and_finds_the_same(kept):
    beginnings.common_words.cache_clear()
    try:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE objectives_evidencewords")
        ((word,),) = with_longer_words(sought("train")).phrases
        assert {"train", "trained"} <= set(word.longer)
        assert found("train") == {kept["english"]}
    finally:
        beginnings.common_words.cache_clear()


def test_what_has_a_word_in_its_title_or_more_of_it_comes_first_however_many_hold_the_word(db):
    made = [
        factories.EvidenceFactory(title=title, description=text)
        for title, text in (
            ("Visit", "A border, and a border again, with other words."),
            ("Visit", "A border, and nothing else again, with other words."),
            ("Border", "A visit."),
            ("Borders of a border", "A visit."),
        )
    ]
    others = factories.EvidenceFactory.create_batch(3, title="Border", description="")
    keys = [one.pk for one in made]

    assert set(index.ranked(sought("border"), [*keys, *(one.pk for one in others)])) == {
        *keys,
        *(one.pk for one in others),
    }
    assert index.ranked(sought("border"), keys)[0] == made[3].pk
    assert index.ranked(sought("border"), keys)[2:] == [made[0].pk, made[1].pk]
    assert index.ranked(sought("border zebra"), keys) == []


def test_an_excerpt_shows_the_words_where_they_stand():
    text = "Nothing of note. " * 40 + "Officials were trained in travel documents. " + "And so on. " * 40

    shown = excerpt(text, sought("documents train"))

    assert "were <mark>trained</mark> in travel <mark>documents</mark>." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 400


def test_the_best_comes_first(db):
    in_text = factories.EvidenceFactory(title="Something else", description="A word on borders, once.")
    in_title = factories.EvidenceFactory(title="Borders", description="Something else.")
    longer = factories.EvidenceFactory(title="Borderline", description="Something else.")

    assert index.ranked(sought("border"), [in_text.pk, in_title.pk, longer.pk]) == [in_title.pk, in_text.pk, longer.pk]


def test_an_entry_is_found_by_its_programme_its_sources_and_its_references(db):
    programme = factories.ProgrammeFactory(
        code="RET-77", title="Return", translations={"fr": {"title": "Retour volontaire"}}
    )
    entry = factories.EvidenceFactory(
        title="A", description="B", programme=programme, external_reference="X/9913", beneficiaries="Fisherfolk"
    )
    factories.SourceFactory(evidence=entry, citation="Annual report of the mission")
    index.index_records([entry.pk])

    for typed in ("ret-77", "volontaires", "9913", "fisherfolk", "annual reports", entry.reference.lower()):
        assert found(typed) == {entry}, typed


def test_what_is_saved_anew_is_found_by_its_new_words_alone(recorder, framework, period):
    entry = actions.create(framework=framework, content=actions.EvidenceInput(title="Canoes"), by=recorder)
    assert found("canoe") == {entry}

    actions.save(evidence=entry, content=actions.EvidenceInput(title="Kayaks"), by=recorder)

    assert (found("canoe"), found("kayak")) == (set(), {entry})


def test_entries_written_past_the_actions_are_taken_up(db):
    old = factories.EvidenceFactory(title="Canoes")
    row = Evidence.objects.filter(pk=old.pk).values().get()
    Evidence.objects.bulk_create([Evidence(**{**row, "id": old.pk + 7, "reference": "BULK-1"})])
    assert found("canoe") == {old}

    gaps.index_new(0)

    assert {one.pk for one in found("canoe")} == {old.pk, old.pk + 7}


def written_past(of, key):
    """An entry like another, written past the actions."""
    row = Evidence.objects.filter(pk=of.pk).values().get()
    Evidence.objects.bulk_create([Evidence(**{**row, "id": key, "reference": f"BULK-{key}"})])


def test_entries_written_past_the_actions_are_taken_up_below_others_that_have_their_words(db):
    old = factories.EvidenceFactory(title="Canoes")
    written_past(old, old.pk + 7)
    later = factories.EvidenceFactory(pk=old.pk + 9, title="Canoes")

    gaps.index_new(0)

    assert {one.pk for one in found("canoe")} == {old.pk, old.pk + 7, later.pk}


def test_a_gap_far_below_the_newest_is_taken_up_when_its_turn_comes(db, monkeypatch):
    monkeypatch.setattr(gaps, "STRETCH", 10)
    first = factories.EvidenceFactory(pk=1005, title="Kayaks")
    written_past(factories.EvidenceFactory(pk=1006, title="Canoes"), 1015)
    factories.EvidenceFactory(pk=1100, title="Kayaks")

    gaps.index_new(102)  # 111 stretches: this is another's turn
    assert {one.pk for one in found("canoe")} == {first.pk + 1}
    gaps.index_new(111 + 101)

    assert {one.pk for one in found("canoe")} == {first.pk + 1, 1015}


def test_a_deleted_entry_is_forgotten(db):
    entry = factories.EvidenceFactory(title="Canoes")
    index.forget(entry.pk)

    assert found("canoe") == set()
