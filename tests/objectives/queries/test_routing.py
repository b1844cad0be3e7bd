"""For whom an entry waits: the same told for one entry and asked of the whole queue."""

import pytest

from iomtrack.accounts.enums import Role
from objectives.queries.queue import Wanted, waiting_for
from objectives.queries.routing import routes
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def regional(nairobi):
    """The regional office above Nairobi, below headquarters."""
    nairobi.parent = factories.OfficeFactory(code="RO", parent=factories.OfficeFactory(code="HQ"))
    nairobi.save()
    return nairobi.parent


@pytest.fixture
def submitted(framework, period, nairobi, recorder, elements):
    """The recorder's entry of Nairobi for O1, which awaits review."""
    return make(framework, nairobi, recorder, elements["O1"])


def make(framework, office, author, *elements):
    entry = factories.EvidenceFactory(framework=framework, office=office, author=author, submitted=True)
    for element in elements:
        factories.ContributionFactory(evidence=entry, element=element)
    return entry


def person(name, role=Role.REVIEWER, office=None):
    user = factories.UserFactory(name=name, role=role)
    if office:
        factories.PostingFactory(user=user, office=office)
    return user


def waits_for(entry):
    """By name, once told for the entry and once asked for each person."""
    known = routes()
    told = {user.name for user in known.waits_for(entry)}
    asked = {one.name for one in known.deciders if entry in waiting_for(one, Wanted("mine"), known)[0]}
    assert asked == told
    return told


def test_it_waits_for_focal_points_of_what_it_serves_who_may_review(submitted, elements, regional):
    ada, admin = person("Ada"), person("Admin", Role.ADMINISTRATOR)
    person("Near", office=regional)
    for user, code in ((ada, "O1"), (admin, "O1"), (person("Other"), "O2"), (person("Staff", Role.FOCAL_POINT), "O1")):
        factories.FocalPointFactory(element=elements[code], user=user)

    assert waits_for(submitted) == {"Ada", "Admin"}


def test_else_for_the_reviewers_of_the_nearest_office_above(submitted, elements, regional, bogota):
    factories.FocalPointFactory(element=elements["O1"], user=person("Staff", Role.FOCAL_POINT))
    for name in ("One", "Two"):
        person(name, office=regional)
    person("Admin", Role.ADMINISTRATOR, regional)
    person("Top", office=regional.parent)
    person("Elsewhere", office=bogota)

    assert waits_for(submitted) == {"One", "Two"}


def test_else_for_every_reviewer_and_without_any_for_the_administrators(submitted, bogota):
    person("Admin", Role.ADMINISTRATOR)
    assert waits_for(submitted) == {"Admin"}

    person("Elsewhere", office=bogota)
    person("Anywhere")
    assert waits_for(submitted) == {"Elsewhere", "Anywhere"}


def test_nobody_is_asked_to_review_their_own(framework, period, elements, nairobi, regional):
    author = person("Author", office=nairobi)
    factories.FocalPointFactory(element=elements["O1"], user=author)
    person("Near", office=regional)
    own = make(framework, nairobi, author, elements["O1"])

    assert waits_for(own) == {"Near"}


def test_an_office_that_was_merged_is_followed_to_where_it_went(submitted, nairobi, bogota):
    nairobi.merged_into, nairobi.retired_on, nairobi.retired_reason = bogota, "2026-01-01", "Merged."
    nairobi.save()
    person("Here", office=bogota)
    person("Elsewhere")

    assert waits_for(submitted) == {"Here"}


def test_who_has_left_is_not_waited_for(submitted, elements):
    gone = person("Gone")
    factories.FocalPointFactory(element=elements["O1"], user=gone)
    gone.is_active = False
    gone.save()
    person("Anywhere")

    assert waits_for(submitted) == {"Anywhere"}


def test_offices_that_report_to_one_another_in_a_circle_end_nowhere(submitted, nairobi, bogota):
    nairobi.parent, bogota.parent = bogota, nairobi
    nairobi.save()
    bogota.save()
    person("Anywhere")

    assert waits_for(submitted) == {"Anywhere"}
