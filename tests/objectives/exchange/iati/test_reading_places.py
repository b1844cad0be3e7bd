"""Where an activity works, and the shares of countries and regions."""

from decimal import Decimal

import pytest

from objectives.models import Programme
from tests import factories
from tests.objectives.exchange.iati.files import ACTIVITY, document, load, messages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]


def places(*shares):
    """An activity that works in these: "KE 60", "UG", or "region 40"."""
    told = []
    for code, _space, share in (one.partition(" ") for one in shares):
        percentage = f' percentage="{share}"' if share else ""
        told.append(
            f'<recipient-region code="298"{percentage}/>'
            if code == "region"
            else f'<recipient-country code="{code}"{percentage}/>'
        )
    return document(ACTIVITY.replace('<recipient-country code="KE" percentage="100"/>', "".join(told)))


def kept_shares():
    programme = Programme.objects.get()
    shares = dict(programme.places.values_list("state__iso", "percentage"))
    return shares | {"regions": programme.regions_percentage}


@pytest.mark.parametrize(
    ("told", "kept", "why"),
    [
        (["KE 60", "UG 40"], {"KE": 60, "UG": 40, "regions": None}, None),
        (["KE 60.5", "UG 19.5", "region 20"], {"KE": Decimal("60.5"), "UG": Decimal("19.5"), "regions": 20}, None),
        (["KE 33.333333", "UG 66.666666"], {"KE": Decimal("33.3333"), "UG": Decimal("66.6667"), "regions": None}, None),
        (["region 100"], {"regions": 100}, None),
        (["KE", "UG"], {"KE": None, "UG": None, "regions": None}, None),
        (["KE 60", "UG 30"], {"KE": None, "UG": None, "regions": None}, "do not come to 100"),
        (["KE 60", "UG 60"], {"KE": None, "UG": None, "regions": None}, "do not come to 100"),
        (["KE 60", "UG 40", "region 40"], {"KE": None, "UG": None, "regions": None}, "do not come to 100"),
        (["KE 100", "UG"], {"KE": None, "UG": None, "regions": None}, "not every country"),
        (["KE 100", "KE 100"], {"KE": 100, "regions": None}, None),
    ],
)
def test_shares_are_kept_where_they_come_to_a_hundred_and_told_where_not(administrator, told, kept, why):
    factories.StateFactory(iso="UG")

    report = load(places(*told), administrator).report

    assert kept_shares() == kept
    notes = [one.note for one in report.in_order() if one.element.endswith("@percentage") and one.fate == "passed_over"]
    assert [why in note for note in notes] == ([True] * len(notes) if why else [])
    assert bool(notes) == bool(why)


@pytest.mark.parametrize("share", ["-1", "101", "60%", "sixty", "NaN", "1e3"])
def test_a_share_that_is_none_is_told_at_its_line(administrator, share):
    assert [one[:2] for one in messages(load(places(f"KE {share}"), administrator))] == [
        (14, "recipient-country/@percentage")
    ]


def test_regions_of_a_second_vocabulary_are_passed_over(administrator):
    data = places("KE 50", "region 50").replace(
        b"<sector", b'<recipient-region code="R1" vocabulary="2" percentage="100"/><sector'
    )

    report = load(data, administrator).report

    assert kept_shares() == {"KE": 50, "regions": 50}
    assert ("recipient-region/@percentage", "passed_over") in {(one.element, one.fate) for one in report.in_order()}


def test_shares_on_record_stay_where_a_file_tells_the_same_countries_without(administrator):
    factories.StateFactory(iso="UG")
    load(places("KE 60", "UG 40"), administrator)

    load(places("UG", "KE"), administrator)
    assert kept_shares() == {"KE": 60, "UG": 40, "regions": None}
    load(places("UG"), administrator)
    assert kept_shares() == {"UG": None, "regions": None}
