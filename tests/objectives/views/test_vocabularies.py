"""The pages of vocabularies."""

import pytest

from objectives.models import Term
from tests import factories, pages

pytestmark = pytest.mark.django_db
LIST = "/frameworks/mc-inf-274/vocabularies/"
TERM = f"{LIST}key-areas/facilitating/"


@pytest.fixture
def term(framework):
    vocabulary = factories.VocabularyFactory(framework=framework, code="key-areas", name="Key areas")
    return factories.TermFactory(vocabulary=vocabulary, code="facilitating", label="Facilitating migration")


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


def test_staff_read_the_vocabularies_and_cannot_change_them(client_for, recorder, term):
    term.wording, term.source_symbol, term.source_paragraph = "facilitating migration", "MC/INF/274", "21"
    term.save()

    response = client_for(recorder).get(LIST)

    assert "Key areas" in pages.main(response)
    assert "Facilitating migration facilitating migration MC/INF/274, paragraph 21" in pages.main(response)
    assert "Change" not in pages.main(response)


def test_a_framework_without_vocabularies_says_so(client, framework):
    assert "No vocabulary of MC/INF/274 is kept." in pages.main(client.get(LIST))


def test_an_administrator_makes_a_vocabulary_and_its_terms(client, framework):
    client.post(f"{LIST}new/", {"name": "Key areas"})
    response = client.post(f"{LIST}key-areas/terms/new/", {"label": "Regulating migration"}, follow=True)

    assert pages.messages(response) == ["The vocabulary is made. Add its terms.", "Regulating migration is added."]
    assert "Regulating migration" in pages.main(response)


def test_a_vocabulary_needs_a_name(client, framework):
    response = client.post(f"{LIST}new/", {"name": ""})

    assert response.status_code == 422
    assert pages.error_links(response) == [("id_name", "Give the vocabulary a name with letters or digits in it.")]


def test_a_name_that_is_taken_is_refused_at_its_place(client, term):
    response = client.post(f"{LIST}key-areas/terms/new/", {"label": "Facilitating", "wording": "Kept."})
    assert pages.error_links(response) == [("id_label", "This vocabulary has a term of that name.")]
    assert "Kept." in pages.main(response)


def test_a_term_needs_a_name(client, term):
    response = client.post(TERM, {"label": ""})

    assert pages.error_links(response) == [("id_label", "Give the term a name with letters or digits in it.")]


def test_a_term_is_worded_anew_and_keeps_its_translations(client, term):
    term.translations = {"fr": {"label": "Facilitation", "official": False}}
    term.save()

    response = client.post(TERM, {"label": "Facilitating"}, follow=True)

    assert pages.messages(response) == ["Facilitating is saved."]
    assert Term.objects.get().translations == {"fr": {"label": "Facilitation", "official": False}}


def test_retiring_a_term_wants_a_reason_and_is_shown(client, term):
    refused = client.post(f"{TERM}retire/", {"reason": ""})
    done = client.post(f"{TERM}retire/", {"reason": "Merged with another."}, follow=True)

    assert pages.error_links(refused) == [("id_reason", "Say why it is retired.")]
    assert "Merged with another." in pages.main(done)
    restored = client.post(f"{TERM}restore/", follow=True)
    assert pages.messages(restored) == ["Facilitating migration is offered again."]


def test_a_term_in_use_can_be_retired_but_not_removed(client, term, framework):
    factories.EvidenceFactory(framework=framework).terms.add(term)

    response = client.post(f"{TERM}remove/", follow=True)

    assert pages.messages(response) == ["Facilitating migration is in use, so it stays. Retire it instead."]
    assert "Remove it" not in pages.main(client.get(TERM))


def test_a_term_that_was_never_used_is_removed(client, term):
    response = client.post(f"{TERM}remove/", follow=True)

    assert pages.messages(response) == ["Facilitating migration is removed."]
    assert not Term.objects.exists()
