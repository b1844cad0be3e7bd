"""What one press would take away for good is asked about once more, whoever may do it and wherever it stands."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Framework, Indicator, Office, Period
from tests import factories, pages
from tests.objectives import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def correction(
    elements: dict[str, Element], period: Period, nairobi: Office, recorder: User, reviewer: User
) -> Evidence:
    return entries.correction("draft", entries.complete(elements["O1"], nairobi), by=recorder, reviewer=reviewer)


@pytest.fixture
def places(
    recorder: User, administrator: User, framework: Framework, indicator: Indicator, correction: Evidence
) -> list[tuple[User, str, str, str]]:
    """Who sees it, on which page, where its form leads, and what it says on being asked for."""
    kept = factories.SavedFilterFactory(owner=recorder, name="Mine")
    shared = factories.SavedFilterFactory(owner=recorder, name="Ours", is_shared=True)
    token = factories.ApiTokenFactory(user=recorder, name="Monthly figures")
    typed = factories.FormDraftFactory(person=recorder, framework=framework, fields={"title": ["A visit"]})
    term = factories.TermFactory(vocabulary__framework=framework)
    draft = factories.FrameworkFactory(status="draft")
    counted = factories.IndicatorFactory(element=factories.ElementFactory(framework=draft))
    of_term = f"/frameworks/{framework.slug}/vocabularies/{term.vocabulary.code}/{term.code}/"
    of_indicator = f"/frameworks/{draft.slug}/indicators/{counted.element.code}/{counted.code}/"
    discard, corrected = f"/evidence/typed/{typed.pk}/discard/", correction.get_absolute_url()
    return [
        (recorder, "/evidence/filters/", f"/evidence/filters/{kept.pk}/delete/", "Delete Mine"),
        (recorder, "/evidence/filters/", f"/evidence/filters/{shared.pk}/delete/", "Delete Ours"),
        (recorder, "/accounts/tokens/", f"/accounts/tokens/{token.pk}/end/", "End Monthly figures"),
        (recorder, "/evidence/typed/", discard, "Discard A visit"),
        (recorder, f"/evidence/new/?framework={framework.slug}&form={typed.token}", discard, "Discard it"),
        (recorder, corrected, f"{corrected}give-up/", "Discard this correction"),
        (administrator, of_term, f"{of_term}remove/", "Remove it"),
        (administrator, f"{of_indicator}change/", f"{of_indicator}remove/", "Remove it"),
    ]


def test_it_is_asked_about_once_more(
    places: list[tuple[User, str, str, str]], client_for: Callable[[User], Client]
) -> None:
    found = []
    for who, page, leads_to, _words in places:
        forms = pages.read(client_for(who).get(page)).xpath(f"//main//form[@action='{leads_to}']")
        asked = [one.xpath("ancestor::details[not(@open)]/summary") for one in forms]
        found.append((who, page, leads_to, " ".join(pages.words(summary) for one in asked for summary in one)))

    assert found == places


def test_a_shared_filter_is_said_to_go_for_the_office_too(recorder: User, client_for: Callable[[User], Client]) -> None:
    factories.SavedFilterFactory(owner=recorder, name="Ours", is_shared=True)

    page = pages.main(client_for(recorder).get("/evidence/filters/"))

    assert "It is deleted for good, for your office too." in page


def test_so_is_a_file_of_a_draft_which_stands_in_a_form_of_its_own(
    recorder: User, client_for: Callable[[User], Client]
) -> None:
    kept = factories.AttachmentFactory(evidence__author=recorder, name="Report.pdf")
    entry = kept.evidence.get_absolute_url()

    page = pages.read(client_for(recorder).get(entry))

    buttons = page.xpath(f"//main//button[@formaction='{entry}attachments/{kept.pk}/remove/']")
    assert [pages.words(one) for one in buttons] == ["Remove Report.pdf"]
    asked = buttons[0].xpath("ancestor::details[not(@open)]")[0]
    assert pages.words(asked) == "Remove Report.pdf The file is removed for good. Remove Report.pdf"
