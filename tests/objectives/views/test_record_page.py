"""The page of a record as its reviewer reads it: first what it says, then the decision."""

import pytest

from objectives.models import Framework
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, reviewer):
    return client_for(reviewer)


def places(response, *xpaths):
    """Where the first match of each stands in the order of the page."""
    order = {one: number for number, one in enumerate(pages.read(response).iter())}
    tree = next(iter(order)).getroottree()
    return [order[tree.xpath(xpath)[0]] for xpath in xpaths]


def test_the_decision_comes_after_all_that_is_to_be_read(client, entry):
    response = client.get(entry("submitted").get_absolute_url())

    read = places(response, "//h2[.='What it served']", "//h2[.='The record']", "//*[@id='conversation']")
    (decision,) = places(response, "//section[@id='decide']")

    assert read == sorted(read)
    assert read[-1] < decision


@pytest.mark.parametrize("query", ["", "?queue=yes"])
def test_one_link_at_the_top_leads_to_the_decision(client, entry, query):
    response = client.get(f"{entry('submitted').get_absolute_url()}{query}")

    links = pages.read(response).xpath("//main//a[@href='#decide']")
    assert [pages.words(one) for one in links] == ["To your decision"]
    link, record = places(response, "//main//a[@href='#decide']", "//h2[.='What it served']")
    assert link < record


def test_who_has_nothing_to_decide_is_led_to_nothing(client_for, recorder, entry):
    tree = pages.read(client_for(recorder).get(entry("submitted").get_absolute_url()))

    assert tree.xpath("//a[@href='#decide'] | //*[@class='decision']") == []


def test_what_it_served_is_said_by_code_and_name_in_the_language_of_its_wording(client, entry, elements, indicator):
    Framework.objects.update(language="fr")
    evidence = entry("accepted")
    factories.FigureFactory(evidence=evidence, indicator=indicator, value=40)

    tree = pages.read(client.get(evidence.get_absolute_url()))

    (served,) = tree.xpath("//*[@class='served']")
    label = elements["O1"].label
    assert pages.words(served) == f"O1 {label} Officials know the law."
    assert [pages.words(one) for one in tree.xpath("//table//*[@class='small served-by']")] == [f"O1 {label}"]
    names = tree.xpath("//main//*[@class='element-name']")
    assert {(one.text_content(), one.get("lang")) for one in names} == {(label, "fr")}


def test_the_parts_to_return_name_what_was_served_beside_its_code(client, entry, elements):
    tree = pages.read(client.get(entry("submitted").get_absolute_url()))

    ticks = [pages.words(one) for one in tree.xpath("//section[@id='decide']//label[@class='choice']")]
    assert f"How it served O1 {elements['O1'].label}" in ticks
