"""How many entries a list says that it has: counted, or reckoned by the database where that can be relied on."""

import pytest

from objectives.models import Evidence
from objectives.queries import found
from objectives.queries.found import Count, Wanted, find
from objectives.queries.pool import Pool
from objectives.views import finding
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def six(framework, monkeypatch):
    """Six entries, where five are counted, and the database reckons with 25,000."""
    monkeypatch.setattr(found, "FEW", 5)
    monkeypatch.setattr(found, "_estimate", lambda _rows, _few: 25_000)
    factories.EvidenceFactory.create_batch(6, framework=framework)
    return Evidence.objects.all()


def count(rows, **wanted):
    return find(rows, lambda _column: Pool(Evidence.objects.all()), Wanted(**wanted)).count


@pytest.mark.parametrize("is_combined", [False, True])
def test_what_is_found_whole_is_counted_whatever_the_database_reckons(six, monkeypatch, is_combined):
    monkeypatch.setattr(found, "FEW", 6)

    assert count(six, is_combined=is_combined) == Count(6)


@pytest.mark.parametrize("is_combined", [False, True])
def test_where_more_are_found_in_a_moment_the_number_of_the_database_is_told(six, monkeypatch, is_combined):
    monkeypatch.setattr(found, "PATIENCE", 10_000)

    assert count(six, is_combined=is_combined) == Count(5, is_exact=False, about=25_000)


def test_where_several_filters_find_them_slowly_no_more_is_said_than_is_known(six, monkeypatch):
    monkeypatch.setattr(found, "PATIENCE", -1)  # the clock stands still here

    assert count(six, is_combined=True, is_narrowed=False) == Count(5, is_exact=False)


def test_one_filter_alone_is_believed_however_slow(six, monkeypatch):
    monkeypatch.setattr(found, "PATIENCE", -1)  # the clock stands still here

    assert count(six) == Count(5, is_exact=False, about=25_000)


def test_of_what_fits_several_filters_fewer_are_counted(six, monkeypatch):
    monkeypatch.setattr(found, "FEW", 6)
    monkeypatch.setattr(found, "FEW_TOGETHER", 4)

    assert count(six) == Count(6)
    assert count(six, is_combined=True) == Count(4, is_exact=False, about=25_000)


@pytest.mark.parametrize(
    ("query", "is_combined"),
    [
        ("", False),
        ("status=accepted", False),
        ("since=2026-07-01&until=2026-07-31", False),
        ("element=O1&below=yes", False),
        ("status=accepted&office=NBO", True),
        ("text=training&since=2026-07-01", True),
    ],
)
def test_a_list_says_whether_several_filters_are_set(
    client_for, reviewer, elements, nairobi, monkeypatch, query, is_combined
):
    asked = []

    def note(rows, in_order, wanted, *more):
        asked.append(wanted.is_combined)
        return find(rows, in_order, wanted, *more)

    monkeypatch.setattr(finding, "find", note)
    client_for(reviewer).get(f"/evidence/?{query}")

    assert asked == [is_combined]
