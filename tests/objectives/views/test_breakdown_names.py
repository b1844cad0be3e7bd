"""What figures are broken down by is named in the reader's language, wherever it stands."""

import pytest
from django.core.management import call_command
from django.utils import translation

from objectives.models import Dimension
from objectives.validators import submission_problems
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]


@pytest.fixture
def recorder(recorder):
    recorder.language = "fr"
    recorder.save()
    return recorder


@pytest.fixture
def sex():
    call_command("load_dimensions", verbosity=0)
    return Dimension.objects.get(code="sex")


@pytest.fixture
def figure(framework, elements, indicator, sex, recorder):
    indicator.dimensions.add(sex)
    entry = factories.EvidenceFactory(framework=framework, author=recorder)
    factories.ContributionFactory(evidence=entry, element=elements["O1"])
    made = factories.FigureFactory(evidence=entry, indicator=indicator, value=5)
    factories.FigurePartFactory(figure=made, category=sex.categories.get(code="female"), value=3)
    return made


def test_the_record_and_what_does_not_add_up_are_told_in_the_readers_language(client_for, figure, recorder, period):
    page = pages.main(client_for(recorder).get(f"/evidence/{figure.evidence.reference}/"))
    with translation.override("es"):
        problems = submission_problems(figure.evidence, today=period.ends_on)

    assert "Femmes 3" in page
    assert "Female" not in page
    assert "Sexe" in page
    assert any("sexo" in message for messages in problems.values() for message in messages)


def test_the_form_and_the_indicator_too(client_for, figure, indicator, recorder, elements):
    client = client_for(recorder)
    form = pages.main(client.get(f"/evidence/{figure.evidence.reference}/edit/"))
    page = pages.main(client.get(indicator.get_absolute_url()))

    assert ("Femmes" in form, "Female" in form, "Sexe" in form) == (True, False, True)
    assert ("Sexe" in page, "Sex " in page) == (True, False)
