"""Who answers for an element."""

import pytest

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.focal_points import set_focal_points
from objectives.models import AuditEvent, FocalPoint
from objectives.queries.focal_points import focal_points_in, may_assess
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def element(elements):
    return elements["O1"]


def test_an_element_gets_the_people_named_in_place_of_those_it_had(
    element, recorder, colleague, outsider, administrator
):
    set_focal_points(element=element, users=[recorder, colleague], by=administrator)
    set_focal_points(element=element, users=[colleague, outsider], by=administrator)

    assert focal_points_in(element.framework)[element.pk] == [colleague, outsider]
    assert may_assess(outsider, element)
    assert not may_assess(recorder, element)


def test_it_may_have_nobody(element, recorder, administrator):
    set_focal_points(element=element, users=[recorder], by=administrator)
    set_focal_points(element=element, users=[], by=administrator)

    assert focal_points_in(element.framework) == {}


def test_each_change_leaves_one_event_and_no_change_none(element, recorder, administrator):
    for users in ([recorder], [recorder], []):
        set_focal_points(element=element, users=users, by=administrator)

    assert list(AuditEvent.objects.order_by("id").values_list("action", "before", "after")) == [
        ("element.set_focal_points", {"focal_points": []}, {"focal_points": ["recorder@example.org"]}),
        ("element.set_focal_points", {"focal_points": ["recorder@example.org"]}, {"focal_points": []}),
    ]


@pytest.mark.parametrize("who", ["delegate", "service", "inactive"])
def test_only_open_staff_accounts_are_named(element, cast, administrator, who):
    with pytest.raises(ActionError, match=r"^Only staff whose account is open can be focal points\.$"):
        set_focal_points(element=element, users=[cast[who]], by=administrator)

    assert not FocalPoint.objects.exists()


def test_who_left_may_stay_named_but_is_waited_for_no_more(element, recorder, colleague, administrator):
    set_focal_points(element=element, users=[recorder], by=administrator)
    recorder.is_active = False
    recorder.save()

    set_focal_points(element=element, users=[recorder, colleague], by=administrator)

    assert focal_points_in(element.framework) == {element.pk: [colleague]}


@pytest.mark.parametrize("role", [Role.RECORDER, Role.REVIEWER, Role.DELEGATE])
def test_only_administrators_name_them(element, recorder, role):
    with pytest.raises(NotPermitted):
        set_focal_points(element=element, users=[recorder], by=factories.UserFactory(role=role))
