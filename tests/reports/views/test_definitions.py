"""The kinds of report over HTTP."""

import pytest

from reports.models import Definition
from tests import factories, pages

pytestmark = pytest.mark.django_db
NEW = "/editions/kinds/new/"
TYPED = {
    "title": "Yearly report",
    "symbol": "WRC/{period}/{revision}",
    "session": "",
    "sections": ["introduction", "assessment"],
}


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


def test_a_framework_whose_periods_close_without_a_report_is_named(client, period):
    for address in ("/editions/", "/editions/kinds/"):
        text = pages.main(client.get(address))
        assert "No report is defined for MC/INF/274: nothing is composed when its periods close." in text


def test_an_administrator_defines_a_report_and_the_warning_goes(client, period):
    response = client.post(NEW, {**TYPED, "framework": period.framework.pk}, follow=True)

    assert "Yearly report WRC/{period}/{revision} MC/INF/274 en All Member States" in pages.main(response)
    assert "No report is defined" not in pages.main(response)
    made = Definition.objects.get()
    assert (made.code, made.sections, made.languages) == ("yearly-report", ["introduction", "assessment"], ["en"])


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"title": ""}, ("id_title", "Give the report a title.")),
        ({"title": "…"}, ("id_title", "Give the report a title with letters or digits in it.")),
        ({"title": "Progress"}, ("id_title", "There is a kind of report of that title. Choose another.")),
        ({"symbol": ""}, ("id_symbol", "Give the report a document symbol.")),
        ({"sections": []}, ("id_sections_0", "Choose at least one section.")),
        ({"framework": "0"}, ("id_framework", "Choose one of the frameworks listed.")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(client, framework, typed, problem):
    factories.DefinitionFactory(code="progress", framework=framework)

    response = client.post(NEW, {**TYPED, "framework": framework.pk, **typed})

    assert (response.status_code, Definition.objects.count()) == (422, 1)
    assert [message for _target, message in pages.error_links(response)] == [problem[1]]


def test_the_framework_that_one_came_from_is_chosen(client, framework):
    other = factories.FrameworkFactory()

    tree = pages.read(client.get(f"{NEW}?framework={other.pk}"))

    assert tree.xpath("//select[@name='framework']/option[@selected]/@value") == [str(other.pk)]
