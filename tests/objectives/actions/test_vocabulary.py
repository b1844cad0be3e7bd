"""Keeping vocabularies."""

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import vocabulary as actions
from objectives.actions.vocabulary import TermInput
from objectives.models import AuditEvent, Term, Vocabulary
from objectives.queries.vocabulary import terms_on_offer, vocabularies
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary(framework):
    return factories.VocabularyFactory(framework=framework)


def test_a_vocabulary_has_a_code_made_of_its_name(framework, administrator):
    made = [
        actions.add_vocabulary(framework=framework, name=name, by=administrator) for name in ("Key areas", "Trends")
    ]

    assert [(one.code, one.position) for one in made] == [("key-areas", 0), ("trends", 1)]


@pytest.mark.parametrize("name", ["…", " "])
def test_a_vocabulary_needs_a_name_that_makes_a_code(framework, administrator, name):
    with pytest.raises(ActionError) as refused:
        actions.add_vocabulary(framework=framework, name=name, by=administrator)

    assert refused.value.problems == {"name": ["Give the vocabulary a name with letters or digits in it."]}


def test_two_vocabularies_of_a_name_are_refused(framework, administrator):
    actions.add_vocabulary(framework=framework, name="Key areas", by=administrator)

    with pytest.raises(ActionError, match="has a vocabulary of that name"):
        actions.add_vocabulary(framework=framework, name="Key areas", by=administrator)
    assert Vocabulary.objects.count() == 1


def test_terms_stand_in_the_order_in_which_they_were_added(vocabulary, administrator):
    for label in ("Movement", "Labour migration"):
        actions.add_term(vocabulary=vocabulary, content=TermInput(label=label), by=administrator)

    assert [term.label for term in vocabulary.terms.all()] == ["Movement", "Labour migration"]
    with pytest.raises(ActionError, match="has a term of that name"):
        actions.add_term(vocabulary=vocabulary, content=TermInput(label="movement"), by=administrator)


def test_a_change_keeps_the_code_and_is_audited_once(vocabulary, administrator):
    term = actions.add_term(vocabulary=vocabulary, content=TermInput(label="Movement"), by=administrator)

    for _time in range(2):
        actions.change_term(term=term, content=TermInput(label="Operations"), by=administrator)

    term.refresh_from_db()
    assert (term.label, term.code) == ("Operations", "movement")
    assert AuditEvent.objects.filter(action="term.change").count() == 1


def test_a_retired_term_is_no_longer_offered_and_stays_where_it_was_used(framework, vocabulary, administrator):
    term = factories.TermFactory(vocabulary=vocabulary)
    evidence = factories.EvidenceFactory(framework=framework)
    evidence.terms.add(term)

    actions.retire_term(term=term, reason="Merged with another.", by=administrator)

    assert list(terms_on_offer(framework)) == []
    assert list(evidence.terms.all()) == [term]
    with pytest.raises(ActionError, match="is retired already"):
        actions.retire_term(term=term, reason="Again.", by=administrator)


def test_retiring_wants_a_reason(vocabulary, administrator):
    term = factories.TermFactory(vocabulary=vocabulary)

    with pytest.raises(ActionError) as refused:
        actions.retire_term(term=term, reason=" ", by=administrator)

    assert refused.value.problems == {"reason": ["Say why it is retired."]}


def test_a_retired_term_can_be_offered_again(framework, vocabulary, administrator):
    term = factories.TermFactory(vocabulary=vocabulary)
    actions.retire_term(term=term, reason="By mistake.", by=administrator)

    actions.restore_term(term=term, by=administrator)

    assert list(terms_on_offer(framework)) == [term]
    with pytest.raises(ActionError, match="is not retired"):
        actions.restore_term(term=term, by=administrator)


def test_a_term_in_use_is_not_deleted(framework, vocabulary, administrator):
    used, unused = factories.TermFactory.create_batch(2, vocabulary=vocabulary)
    factories.EvidenceFactory(framework=framework).terms.add(used)

    with pytest.raises(ActionError, match="is in use, so it stays"):
        actions.remove_term(term=used, by=administrator)
    actions.remove_term(term=unused, by=administrator)

    assert list(Term.objects.all()) == [used]


def test_the_page_counts_the_entries_of_each_term(framework, vocabulary):
    used, _unused = factories.TermFactory.create_batch(2, vocabulary=vocabulary)
    for _number in range(2):
        factories.EvidenceFactory(framework=framework).terms.add(used)

    (shown,) = vocabularies(framework)

    assert [term.uses for term in shown.terms.all()] == [2, 0]


@pytest.mark.parametrize("who", ["recorder", "reviewer", "delegate"])
def test_only_administrators_keep_vocabularies(vocabulary, cast, who):
    term = factories.TermFactory(vocabulary=vocabulary)
    calls = [
        lambda by: actions.add_vocabulary(framework=vocabulary.framework, name="Other", by=by),
        lambda by: actions.add_term(vocabulary=vocabulary, content=TermInput(label="Other"), by=by),
        lambda by: actions.change_term(term=term, content=TermInput(label="Other"), by=by),
        lambda by: actions.retire_term(term=term, reason="No.", by=by),
        lambda by: actions.restore_term(term=term, by=by),
        lambda by: actions.remove_term(term=term, by=by),
    ]

    for call in calls:
        with pytest.raises(NotPermitted):
            call(cast[who])
