"""Vocabularies for pages and forms."""

from __future__ import annotations

from django.db.models import Count, Prefetch, QuerySet

from objectives.models import Framework, Term, Vocabulary


def vocabularies(framework: Framework) -> list[Vocabulary]:
    """A framework's vocabularies with their terms, those in use first counted. Two queries.

    Each term has `uses`: how many entries were logged with it.
    """
    terms = Prefetch("terms", Term.objects.annotate(uses=Count("evidence")).order_by("position", "id"))
    return list(framework.vocabularies.prefetch_related(terms))


def terms_on_offer(framework: Framework) -> QuerySet[Term]:
    """The terms that an entry can be logged with: those that are not retired, by vocabulary."""
    return (
        Term.objects.filter(vocabulary__framework=framework, retired_on__isnull=True)
        .select_related("vocabulary")
        .order_by("vocabulary__position", "position", "id")
    )


def find_vocabulary(slug: str, code: str) -> Vocabulary | None:
    """A vocabulary by its framework's slug and its own code."""
    return Vocabulary.objects.select_related("framework").filter(framework__slug=slug, code=code).first()


def find_term(slug: str, vocabulary: str, code: str) -> Term | None:
    """A term by its framework's slug, its vocabulary's code and its own."""
    return (
        Term.objects.select_related("vocabulary__framework")
        .filter(vocabulary__framework__slug=slug, vocabulary__code=vocabulary, code=code)
        .first()
    )
