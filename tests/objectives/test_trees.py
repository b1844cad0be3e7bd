"""How pages order elements."""

from types import SimpleNamespace

import pytest

from objectives.templatetags.trees import sections
from tests import factories, pages

pytestmark = pytest.mark.django_db


def told(rows, part=""):
    return [(one.title, [(placed.row, placed.depth) for placed in one.rows]) for one in sections(rows, part)]


def row(element):
    return SimpleNamespace(element=element)


def test_elements_of_one_level_come_by_kind():
    framework = factories.FrameworkFactory()
    rows = [
        row(factories.ElementFactory(framework=framework, kind=kind)) for kind in ("objective", "role", "objective")
    ]

    assert told(rows) == [("Objectives", [(rows[0], 0), (rows[2], 0)]), ("Roles", [(rows[1], 0)])]


def test_a_tree_comes_as_one_with_its_depths():
    framework = factories.FrameworkFactory()
    top = factories.ElementFactory(framework=framework, kind="outcome")
    middle = factories.ElementFactory(framework=framework, kind="outcome", parent=top)
    bottom = factories.ElementFactory(framework=framework, kind="output", parent=middle)
    other = factories.ElementFactory(framework=framework, kind="outcome")
    rows = [SimpleNamespace(known=row(one)) for one in (top, middle, bottom, other)]

    assert told(rows, "known") == [("Outcomes and Outputs", list(zip(rows, (0, 1, 2, 0), strict=True)))]


def test_no_level_stands_further_in_than_the_sixth():
    element = factories.ElementFactory()
    rows = [row(element)]
    for _level in range(8):
        element = factories.ElementFactory(framework=element.framework, parent=element)
        rows.append(row(element))

    ((_title, placed),) = told(rows)
    assert [depth for _row, depth in placed] == [0, 1, 2, 3, 4, 5, 6, 6, 6]


def test_an_element_names_what_stands_below_it(client_for, recorder, elements, period):
    child = factories.ElementFactory(
        framework=period.framework, parent=elements["O1"], code="O1a", label="A part of it"
    )
    entry = factories.EvidenceFactory(framework=period.framework, accepted=True)
    factories.ContributionFactory(evidence=entry, element=child)

    text = pages.main(client_for(recorder).get("/frameworks/mc-inf-274/elements/O1/"))

    assert "Below it O1a A part of it 1 entry" in text
