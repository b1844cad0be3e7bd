"""Finding evidence: filters in the address, and what they say."""

import pytest
from django.db import connection

from iomtrack.accounts.models import User
from objectives.forms.exports import narrowed
from objectives.queries import found
from tests import factories, pages
from tests.objectives.views.finding.listing import titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("element=O1", "A"),
        ("element=O1&below=yes", "AB"),
        ("below=yes", "ABC"),
        ("office=nbo", "ABC"),
        ("office=Nairobi+(NBO)", "ABC"),
        ("office=BOG", ""),
        ("programme=RET-1", "A"),
        ("programme=safe+lakes", "A"),
        ("programme=Safe+return,+lakes+(RET-1)", "A"),
        ("country=ke", "A"),
        ("country=Kenya", "A"),
        ("term=labour", "C"),
        ("indicator=O1.7", "C"),
        ("indicator=trained", "C"),
        ("sensitivity=internal", "B"),
        ("author=me", "A"),
        ("author=Colleague", "BC"),
        ("author=colleague@example.org", "BC"),
        ("files=yes", "B"),
        ("files=no", "AC"),
        ("since=2026-08-01", "AB"),
        ("until=2026-08-01", "AC"),
        ("since=2026-07-01&until=2026-07-31", "C"),
        ("office=NBO&files=no&author=me&text=alpha", "A"),
        ("zebra=1&csrf=2", "ABC"),
    ],
)
def test_each_filter_takes_what_people_type(client, listed, query, found):
    assert titles(client, query) == found


@pytest.mark.parametrize(("language", "shown"), [("en", "me"), ("fr", "moi"), ("es", "yo")])
def test_oneself_stands_in_the_box_in_ones_own_language(client, recorder, listed, language, shown):
    User.objects.filter(pk=recorder.pk).update(language=language)

    for query in ("author=me", f"author={shown}", f"author={shown.title()}"):
        (box,) = pages.read(client.get(f"/evidence/?{query}")).xpath("//input[@name='author']")
        assert (box.get("value").lower(), titles(client, query)) == (shown, "A")
    assert (
        f"“{shown}”" in (page := pages.main(client.get("/evidence/"))) or f"« {shown} »" in page or f"«{shown}»" in page
    )


def test_oneself_in_the_language_of_whoever_sent_the_address_is_understood_where_nobody_is_called_so(client, listed):
    assert titles(client, "author=moi") == "A"
    factories.UserFactory(name="Daniel Moi")
    assert titles(client, "author=moi") == ""


def test_what_is_discarded_is_listed_for_those_alone_who_ask_for_it(client, framework, recorder, nairobi):
    factories.EvidenceFactory(framework=framework, author=recorder, office=nairobi, status="discarded", title="Undone")

    assert titles(client, "") == ""
    assert titles(client, "author=me") == ""
    assert titles(client, "status=discarded") == "U"


def test_a_correction_that_was_taken_over_is_no_second_entry(client, framework, recorder, nairobi):
    entry = factories.EvidenceFactory(
        framework=framework, author=recorder, office=nairobi, title="Undivided", accepted=True
    )
    factories.EvidenceFactory(
        framework=framework,
        author=recorder,
        office=nairobi,
        title="Vested",
        corrects=entry,
        reviewed=True,
        status="taken_over",
    )

    assert titles(client, "") == "U"
    assert titles(client, "author=me&office=NBO") == "U"
    assert titles(client, "status=taken_over") == "V"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reckons any list")
def test_the_whole_list_is_reckoned_though_what_is_discarded_is_left_out(listed, recorder, reviewer):
    assert found._estimate(narrowed(reviewer, ""), 2_000) > 0
    assert found._estimate(narrowed(reviewer, "status=accepted"), 2_000) == 0
    assert found._estimate(narrowed(recorder, ""), 2_000) == 0


def test_a_code_alone_is_that_of_the_framework_in_force(client, listed):
    earlier = factories.FrameworkFactory(symbol="MC/1842", status="superseded")
    factories.IndicatorFactory(element=factories.ElementFactory(framework=earlier, code="O1"), code="O1.7")

    assert (titles(client, "element=O1"), titles(client, "indicator=O1.7")) == ("A", "C")
    assert titles(client, "element=MC/1842+O1") == ""


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("element=O99", "“O99” is not known here."),
        ("office=zzz", "“zzz” is not known here."),
        ("office=Nairobi+zzz", "is not known here."),
        ("programme=12345", "is not known here."),
        ("country=Atlantis", "No country or area has this name or code."),
        ("author=nobody+such", "Nobody here has this name or address."),
        ("element=Objective", "Several fit: "),
        ("since=2026-13-01", "This is not a day of the calendar. Write it as 2026-09-14."),
        ("since=2026-02-01&until=2026-01-01", "The last day is before the first day."),
        ("files=maybe", "This choice is not on the list any more. Choose again."),
        (f"office={'9' * 240}", "is not known here."),
        (f"office={'x' * 251}", "1 character too long: it has 251, and 250 fit."),
        ("office=%E2%80%AE%3Cscript%3E", "is not known here."),
        ("below=maybe", "This choice is not on the list any more. Choose again."),
    ],
)
def test_what_is_not_known_is_told_at_its_box_and_at_the_top(client, listed, query, told):
    response = client.get(f"/evidence/?{query}")

    assert response.status_code == 200
    assert [told in error for error in pages.field_errors(response)] == [True]
    assert [told in text for _target, text in pages.error_links(response)] == [True]
    assert "Nothing is listed until what is marked above is put right" in pages.main(response)
    assert pages.rows(response) == []


def test_a_name_alone_is_that_of_the_framework_in_force(client, listed, framework):
    earlier = factories.FrameworkFactory(symbol="MC/1842", status="superseded")
    factories.ElementFactory(framework=earlier, code="O4", label="Expert advice")
    current = factories.ElementFactory(framework=framework, position=90, code="O3", label="Expert advice to States")
    factories.ContributionFactory(evidence=listed[1], element=current)

    assert titles(client, "element=expert+advice") == "B"
    assert titles(client, "element=MC/1842+expert+advice") == ""


def test_what_fits_several_is_offered_as_links_that_leave_the_other_filters(client, listed, elements):
    response = client.get("/evidence/?author=me&element=objective&sort=title&after=x")

    links = {pages.words(one): one.get("href") for one in pages.read(response).xpath("//main//li/a")}
    address = links["MC/INF/274 · O1 Objective O1"]
    assert address == f"/evidence/?author=me&element={elements['O1'].pk}&sort=title"
    assert titles(client, address.partition("?")[2]) == "A"


def test_what_is_set_stands_above_the_list_and_can_be_taken_off(client, listed, elements):
    response = client.get(f"/evidence/?element={elements['O1'].pk}&below=yes&author=me&sort=title&after=x")

    chips = pages.read(response).xpath("//ul[@class='set-filters']/li")
    assert [pages.words(one).split(" ×")[0] for one in chips] == [
        "Objective or role: MC/INF/274 · O1 Objective O1",
        "What stands below it: Included",
        "Logged by: Me",
    ]
    assert [one.xpath("a/@href")[0] for one in chips] == [
        "/evidence/?author=me&sort=title",
        f"/evidence/?element={elements['O1'].pk}&author=me&sort=title",
        f"/evidence/?element={elements['O1'].pk}&below=yes&sort=title",
    ]


def test_a_broken_place_is_told(client, listed):
    response = client.get("/evidence/?after=broken")

    assert len(pages.rows(response)) == 3
    assert pages.messages(response) == ["The address names no place in this list, so this is its first page."]


def test_the_words_found_are_marked_where_they_stand_and_escaped(client, listed, framework, recorder, nairobi):
    factories.EvidenceFactory(
        framework=framework, author=recorder, office=nairobi, title="<b>Wells</b>", description="A well & <i>pump</i>."
    )

    response = client.get("/evidence/?text=well")

    assert b"&lt;b&gt;<mark>Wells</mark>&lt;/b&gt;" in response.content
    assert b"A <mark>well</mark> &amp; &lt;i&gt;pump&lt;/i&gt;." in response.content
    assert pages.faults(response.content.decode()) == []


def test_a_search_shows_nothing_of_what_one_may_not_see(client, framework, outsider, bogota):
    factories.EvidenceFactory(framework=framework, author=outsider, office=bogota, title="Secret", submitted=True)

    response = client.get("/evidence/?text=secret")

    assert (pages.rows(response), b"<mark>" in response.content) == ([], False)


@pytest.mark.parametrize("text", ["!!!", '"', "* *"])
def test_a_search_for_no_word_says_so(client, listed, text):
    response = client.get("/evidence/", {"text": text})

    assert pages.rows(response) == []
    assert "There is no word in what you typed" in pages.main(response)


def test_pages_are_turned_by_links_that_keep_the_filters(client, framework, period, recorder):
    factories.EvidenceFactory.create_batch(60, framework=framework, author=recorder)

    def turn(address, rel):
        return pages.read(client.get(address)).xpath(f"//a[@rel='{rel}']/@href")

    second = "/evidence/" + turn("/evidence/?status=draft&sort=title", "next")[0]
    third = "/evidence/" + turn(second, "next")[0]

    assert "status=draft" in third
    assert turn(third, "next") == []
    assert len(pages.rows(client.get(third))) == 10
    back = "/evidence/" + turn(third, "prev")[0]
    assert pages.rows(client.get(back)) == pages.rows(client.get(second))
