"""What is internal counts, and is named, and nothing of it is told: not in the paper, nor in what it is made from."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from objectives.models import Contribution, Source, State
from reports.content.build import build
from reports.content.facts import Amount
from reports.content.frozen import dump, load
from reports.document import compose
from reports.document.pdf import render
from tests.reports.document.conftest import read, read_html
from tests.reports.world import make_evidence

pytestmark = pytest.mark.django_db
SECRETS = (
    "Quiet talks",
    "A confidential mission",
    "By way of silence",
    "Secret memorandum",
    "Forty informants",
    "Zembla",
)
REFERENCE = "EV-1999-0077"


@pytest.fixture
def internal(world):
    """An internal entry for O1 with a figure, whose every text is a secret."""
    evidence = make_evidence(
        world,
        REFERENCE,
        figures=[(world.indicators[0], "45")],
        title="Quiet talks",
        description="A confidential mission",
        beneficiaries="Forty informants",
        sensitivity="internal",
        starts_on=date(1999, 3, 4),
        ends_on=date(1999, 3, 4),
    )
    Contribution.objects.create(evidence=evidence, element=world.elements[0], how="By way of silence")
    evidence.sources.all().delete()
    Source.objects.create(evidence=evidence, citation="Secret memorandum", url="https://secret.example.org/")
    evidence.countries.add(State.objects.create(iso="ZZ", name="Zembla"))
    return evidence


def content_of(world):
    """As an edition keeps it, with its introduction."""
    return replace(build(world.definition, world.period), introductions={"en": "It was written by hand."})


def told(text):
    return [secret for secret in (*SECRETS, "secret.example.org", '"ZZ"') if secret in text]


def test_what_the_paper_is_made_from_holds_its_reference_day_and_office_alone(world, internal):
    content = build(world.definition, world.period)

    (fact,) = [one for one in content.evidence if one.reference == REFERENCE]
    assert (fact.is_internal, fact.starts_on, fact.office) == (True, date(1999, 3, 4), world.office.name)
    assert (fact.title, fact.description, fact.contributions, fact.sources, fact.countries) == ("", "", (), (), ())
    assert told(json.dumps(dump(content))) == []


def test_it_counts_in_figures_and_tallies(world, internal):
    content = build(world.definition, world.period)

    o1 = content.elements[0]
    assert (o1.entries, REFERENCE in o1.evidence, REFERENCE in o1.indicators[0].evidence) == (3, True, True)
    assert o1.indicators[0].value == Amount(Decimal(150), "exact")


@pytest.mark.parametrize("draft", [False, True], ids=["issued", "preview"])
def test_the_pdf_names_it_and_tells_nothing_of_it(world, internal, draft):
    text = " ".join(read(render(compose(content_of(world), "en", draft=draft))))

    assert told(text) == []
    assert f"{REFERENCE} internal, not shared with Members 4 March 1999 · {world.office.name}" in text
    assert "One is internal: it counts in the figures, and is not described here." in text
    assert "Agreement EV-1999-0001" in text


def test_where_all_is_internal_nothing_is_described(world, internal):
    world.elements[0].contributions.exclude(evidence=internal).delete()

    text = read_html(compose(content_of(world), "en"))

    assert "For O1, one entry of evidence was accepted in this period. One is internal" in text
    assert told(text) == []


def test_an_edition_of_before_is_read_as_it_was(world):
    content = build(world.definition, world.period)
    kept = dump(content)
    for entry in kept["evidence"]:
        del entry["is_internal"]

    assert load(kept) == replace(content, evidence=tuple(replace(one, is_internal=False) for one in content.evidence))
