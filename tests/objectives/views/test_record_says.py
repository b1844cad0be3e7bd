"""What the page of an entry and its title in the browser say of it."""

import pytest

from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def draft(framework, recorder, nairobi):
    return factories.EvidenceFactory(
        framework=framework, author=recorder, office=nairobi, title="Wells dug", external_reference="NBO-2026-7"
    )


def test_ones_own_reference_stands_in_the_record(client, draft):
    assert "Own reference NBO-2026-7" in pages.main(client.get(f"/evidence/{draft.reference}/"))

    draft.external_reference = None
    draft.save()
    assert "Own reference" not in pages.main(client.get(f"/evidence/{draft.reference}/"))


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("", "Wells dug · {} · iomtrack"),
        ("edit/", "Change {} · Wells dug · iomtrack"),
        ("check/", "Error: Check your answers · Wells dug · iomtrack"),
        ("discard/", "Discard a draft · Wells dug · iomtrack"),
        ("together/", "Write it together · Wells dug · iomtrack"),
        ("versions/", "Versions of {} · Wells dug · iomtrack"),
    ],
)
def test_each_page_of_an_entry_says_what_it_does_and_of_which_entry(client, draft, page, title):
    response = client.get(f"/evidence/{draft.reference}/{page}")

    assert pages.words(pages.read(response).xpath("//title")[0]) == title.format(draft.reference)


def test_figures_stand_in_the_order_of_the_framework(client, draft, elements):
    codes = ("O1.1", "O1.2", "O2.1", "O2.2")
    made = {
        code: factories.IndicatorFactory(element=elements[code[:2]], code=code, position=int(code[-1]))
        for code in reversed(codes)
    }
    for code in ("O2.2", "O1.2", "O2.1", "O1.1"):
        factories.ContributionFactory._meta.model.objects.get_or_create(evidence=draft, element=elements[code[:2]])
        factories.FigureFactory(evidence=draft, indicator=made[code])

    for page in ("", "check/"):
        text = pages.main(client.get(f"/evidence/{draft.reference}/{page}"))
        places = [text.index(f"{made[code].title}") for code in codes]
        assert places == sorted(places)
