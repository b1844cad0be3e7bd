"""What the evidence form is filled with: a kept record, what is alike in another one, or what a link names."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from objectives.enums import Answer
from objectives.forms.figures import answer_name, part_name
from objectives.forms.numbers import as_typed
from objectives.forms.sources import initial_of_sources
from objectives.models import Contribution, Evidence, Figure, FigurePart
from objectives.validators import figure_name

PARTS = (
    Prefetch("contributions", Contribution.objects.select_related("element")),
    Prefetch("figures", Figure.objects.select_related("indicator__element")),
    Prefetch("figures__parts", FigurePart.objects.select_related("category__dimension")),
    "sources",
    "countries",
    "terms",
)
ALIKE = ("office", "programme", "title", "description", "beneficiaries", "sensitivity")


def initial_of(evidence: Evidence) -> dict[str, Any]:
    """What a kept record fills the form with. No query beyond those of its parts."""
    initial = initial_alike(evidence) | {
        "starts_on": evidence.starts_on,
        "ends_on": evidence.ends_on,
        "date_precision": evidence.date_precision,
    }
    for figure in evidence.figures.all():
        initial |= initial_of_figure(figure)
    return initial


def initial_alike(evidence: Evidence) -> dict[str, Any]:
    """What another record like this one begins with: all but its days, its figures and its files."""
    contributions = list(evidence.contributions.all())
    return {
        **{name: getattr(evidence, name) for name in ALIKE},
        "countries": list(evidence.countries.all()),
        "terms": list(evidence.terms.all()),
        "contributions": [one.element.code for one in contributions],
        **{f"how-{one.element.code}": one.how for one in contributions},
        **initial_of_sources([(one.citation, one.paragraph, one.url) for one in evidence.sources.all()]),
    }


def initial_of_figure(figure: Figure) -> dict[str, str]:
    """What a kept figure fills its boxes with."""
    element, indicator = figure.indicator.element, figure.indicator
    return {
        figure_name(element, indicator): "" if figure.value is None else as_typed(figure.value),
        answer_name(element, indicator): figure.qualifier if figure.answer == Answer.VALUE else figure.answer,
        **{part_name(element, indicator, part.category): as_typed(part.value) for part in figure.parts.all()},
    }
