"""A report names the organization in its own language, as it was called when its facts were frozen."""

import pytest

from reports.content.build import build
from reports.document import compose
from tests.reports.document import papers
from tests.reports.document.conftest import read_html

NAMES = {"en": "River Commission", "fr": "Commission du fleuve"}


@pytest.mark.django_db
def test_the_facts_keep_its_name_in_each_language_of_the_report(world, settings):
    settings.ORGANIZATION, settings.ORGANIZATION_NAMES = NAMES["en"], {"fr": NAMES["fr"]}
    world.definition.languages = ["en", "fr"]
    world.period.assessments.all().delete()

    content = build(world.definition, world.period)

    assert (content.organization, content.organization_names) == (NAMES["en"], NAMES)


@pytest.mark.parametrize(
    ("names", "shown"), [(NAMES, "River Commission"), ({}, "International Organization for Migration")]
)
def test_the_paper_says_it_at_its_head_and_an_older_one_says_the_name_that_it_has(names, shown):
    text = read_html(compose(papers.record(organization_names=names), "en"))

    assert text.strip().startswith(shown)
