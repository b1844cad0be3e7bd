"""The list of evidence: narrowed, sorted and paged by its address."""

import pytest

from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def listed(framework, period, elements, recorder, outsider, nairobi, bogota):
    """Three entries that differ in all that a list is narrowed by, one that is not to be seen, and the older period."""
    old = factories.PeriodFactory(
        framework=framework, code="2026-Q2", label="Second quarter", starts_on="2026-04-01", ends_on="2026-06-30"
    )
    shared = {"framework": framework, "author": recorder, "office": nairobi}
    first = factories.EvidenceFactory(title="Alpha", period=old, ends_on="2026-06-01", **shared)
    second = factories.EvidenceFactory(title="Bravo 100%", ends_on="2026-09-01", accepted=True, **shared)
    third = factories.EvidenceFactory(
        **{**shared, "author": outsider, "office": bogota}, title="Charlie", ends_on="2026-09-03", accepted=True
    )
    factories.EvidenceFactory(**{**shared, "author": outsider, "office": bogota}, title="Unseen", submitted=True)
    for evidence, code in ((first, "O1"), (second, "O1"), (second, "O2"), (third, "R1")):
        factories.ContributionFactory(evidence=evidence, element=elements[code])
    return [first, second, third, old]


def titles(client, **query):
    return pages.rows(client.get("/evidence/", query))


def test_the_list_shows_what_one_may_see_newest_first(client, listed):
    assert titles(client) == ["Charlie", "Bravo 100%", "Alpha"]


def test_each_code_comes_with_its_short_name_in_the_language_of_that_name(client, listed, elements):
    elements["O2"].framework.language = "fr"
    elements["O2"].framework.save()

    cells = pages.read(client.get("/evidence/?text=bravo")).xpath("//td[@data-label='Served']")

    names = [elements[code].label for code in ("O1", "O2")]
    assert [pages.words(cell) for cell in cells] == [f"O1 {names[0]} O2 {names[1]}"]
    assert cells[0].xpath(".//@title") == names
    assert cells[0].xpath(".//@lang") == ["fr", "fr"]


@pytest.mark.parametrize(("more", "classes"), [([], "list roomy"), (["programme"], "list")])
def test_a_table_of_few_columns_has_room_for_the_names(client, listed, more, classes):
    client.post("/evidence/columns/", {"columns": ["elements", "office", "ends_on", "status", *more]})

    (table,) = pages.read(client.get("/evidence/")).xpath("//table")

    assert table.get("class") == classes


@pytest.mark.parametrize(
    ("sent", "short"),
    [
        ("text=&element=&status=draft&office=+&sort=title", "?status=draft&sort=title"),
        ("period=&until=2026-09-01&text=a+b&since=&page=2", "?until=2026-09-01&text=a+b&page=2"),
        ("text=&status=", ""),
        ("text=&other=", "?other="),
    ],
)
def test_filters_that_say_nothing_are_left_out_of_the_address(client, sent, short):
    response = client.get(f"/evidence/?{sent}")

    assert (response.status_code, response.url) == (302, f"/evidence/{short}")


@pytest.mark.parametrize("sent", ["", "status=draft", "last=&sort=title", "text=a&text=b"])
def test_an_address_that_is_short_is_answered_as_it_is(client, sent):
    assert client.get(f"/evidence/?{sent}").status_code == 200


def test_the_list_is_narrowed_by_each_filter(client, listed, elements, nairobi):
    first, _second, _third, old = listed
    found = {
        "element": titles(client, element=elements["O1"].pk),
        "status": titles(client, status="accepted"),
        "office": titles(client, office=nairobi.pk),
        "period": titles(client, period=old.pk),
        "me": titles(client, author="me"),
        "title": titles(client, text="alph"),
        "words": titles(client, text="travel DOCUMENTS charlie"),
        "reference": titles(client, text=first.reference.lower()),
        "per cent sign": titles(client, text="100%"),
        "nothing": titles(client, text="zebra"),
        "together": titles(client, status="accepted", author="me", element=elements["O2"].pk),
    }

    assert found == {
        "element": ["Bravo 100%", "Alpha"],
        "status": ["Charlie", "Bravo 100%"],
        "office": ["Bravo 100%", "Alpha"],
        "period": ["Alpha"],
        "me": ["Bravo 100%", "Alpha"],
        "title": ["Alpha"],
        "words": ["Charlie"],
        "reference": ["Alpha"],
        "per cent sign": ["Bravo 100%"],
        "nothing": [],
        "together": ["Bravo 100%"],
    }


def test_a_list_without_entries_says_so(client, listed):
    assert "No entry fits these filters." in pages.main(client.get("/evidence/?text=zebra"))


@pytest.mark.parametrize(
    "query",
    [
        "element=x",
        "element=999999999999999999999",
        "status=lost",
        "office=-1",
        "period=x",
        "author=them",
        f"text={'x' * 201}",
        f"text={'a+' * 1500}",
    ],
)
def test_a_filter_that_makes_no_sense_is_told_at_its_place_and_nothing_is_listed(client, listed, query):
    response = client.get(f"/evidence/?{query}")

    assert (response.status_code, pages.rows(response), len(pages.field_errors(response))) == (200, [], 1)
    assert "Nothing is listed until what is marked above is put right" in pages.words(response)


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=x",
        "page=99",
        "per_page=0",
        "per_page=-1",
        "sort=x",
        "sort=elements",
        "sort=-",
        "sort=",
        "page=",
    ],
)
def test_an_address_that_makes_no_sense_still_shows_the_list(client, listed, query):
    response = client.get(f"/evidence/?{query}")

    assert (response.status_code, pages.rows(response)) == (200, ["Charlie", "Bravo 100%", "Alpha"])


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("title", ["Alpha", "Bravo 100%", "Charlie"]),
        ("-title", ["Charlie", "Bravo 100%", "Alpha"]),
        ("ends_on", ["Alpha", "Bravo 100%", "Charlie"]),
        ("office", ["Charlie", "Alpha", "Bravo 100%"]),
        ("status", ["Bravo 100%", "Charlie", "Alpha"]),
    ],
)
def test_the_list_is_sorted_by_its_headings(client, listed, sort, order):
    assert titles(client, sort=sort) == order


@pytest.mark.parametrize("sort", ["", "-ends_on", "ends_on", "status", "office"])
def test_no_entry_is_on_two_pages_or_on_none(client, framework, period, recorder, nairobi, sort):
    made = factories.EvidenceFactory.create_batch(60, framework=framework, author=recorder, office=nairobi)

    shown = [titles(client, sort=sort, page=page) for page in (1, 2, 3)]

    assert [len(page) for page in shown] == [25, 25, 10]
    assert {title for page in shown for title in page} == {evidence.title for evidence in made}


def test_no_address_makes_a_page_longer(client, framework, period, recorder):
    factories.EvidenceFactory.create_batch(30, framework=framework, author=recorder)

    assert len(titles(client, per_page=1000)) == 25


def test_filters_stay_while_one_pages_and_sorts(client, framework, period, recorder):
    factories.EvidenceFactory.create_batch(30, framework=framework, author=recorder)

    tree = pages.read(client.get("/evidence/?status=draft&sort=title"))

    links = tree.xpath("//table//th/a/@href | //ul[@class='pages']//a/@href")
    assert links
    assert all("status=draft" in link for link in links)
    assert all("sort=title" in link for link in tree.xpath("//ul[@class='pages']//a/@href"))
