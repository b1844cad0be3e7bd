"""Keeping offices, and making one of two."""

from datetime import date

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import offices as actions
from objectives.actions.merging import merge_offices
from objectives.actions.offices import OfficeInput
from objectives.models import AuditEvent, Evidence, Office, Posting
from tests import factories
from tests.objectives.entries import audited

pytestmark = pytest.mark.django_db
KAMPALA = OfficeInput(names={"en": "Kampala", "fr": "Kampala, Ouganda", "es": ""})


@pytest.fixture
def merged(nairobi, bogota, recorder, administrator):
    """Bogotá merged into Nairobi, with an entry in every status."""
    for status in ("draft", "submitted", "returned", "accepted"):
        traits = {} if status == "draft" else {status: True}
        factories.EvidenceFactory(reference=f"EV-{status}", office=bogota, **traits)
    return lambda: merge_offices(office=bogota, into=nairobi, by=administrator)


def test_an_office_is_made_with_names_in_languages(administrator, kenya):
    office = actions.add(code=" KLA ", content=KAMPALA, by=administrator)

    assert (office.code, office.name, office.language) == ("KLA", "Kampala", "en")
    assert [office.name_in(language) for language in ("en", "fr", "es")] == ["Kampala", "Kampala, Ouganda", "Kampala"]
    assert audited() == ["office.add"]


def test_a_name_in_another_language_alone_is_shown_to_all(administrator):
    office = actions.add(code="KLA", content=OfficeInput(names={"en": " ", "es": "Kampala"}), by=administrator)

    assert (office.language, office.name_in("en"), office.translations) == ("es", "Kampala", {})


@pytest.mark.parametrize("code", ["", "new", "Propose", "a b", "-x", "../x"])
def test_a_code_that_no_address_can_hold_is_refused(code, administrator):
    with pytest.raises(ActionError) as refused:
        actions.add(code=code, content=KAMPALA, by=administrator)

    assert set(refused.value.problems) == {"code"}


def test_a_code_is_taken_whatever_its_capitals(nairobi, administrator):
    with pytest.raises(ActionError, match="There is an office of this code"):
        actions.add(code="nbo", content=KAMPALA, by=administrator)


def test_an_office_needs_a_name(nairobi, administrator):
    with pytest.raises(ActionError) as refused:
        actions.change(office=nairobi, content=OfficeInput(names={"en": "  "}), by=administrator)

    assert refused.value.problems == {"name_en": ["Give it a name in at least one language."]}


def test_a_change_is_audited_with_before_and_after_and_none_is_not(nairobi, bogota, administrator):
    content = OfficeInput(names={"en": "Nairobi"}, kind="regional", parent=bogota)

    actions.change(office=nairobi, content=content, by=administrator)
    actions.change(office=nairobi, content=content, by=administrator)

    event = AuditEvent.objects.get()
    assert (event.before["kind"], event.after["kind"], event.after["parent"]) == ("country", "regional", "BOG")


def test_an_office_never_stands_below_itself(nairobi, bogota, administrator):
    Office.objects.filter(pk=bogota.pk).update(parent=nairobi)

    with pytest.raises(ActionError, match="below itself"):
        actions.change(office=nairobi, content=OfficeInput(names={"en": "N"}, parent=bogota), by=administrator)


def test_one_with_people_is_not_retired_and_one_without_is(recorder, nairobi, bogota, administrator):
    with pytest.raises(ActionError, match="People are posted to it"):
        actions.retire(office=nairobi, reason="Closed.", by=administrator)
    retired = actions.retire(office=bogota, reason="Closed.", by=administrator)

    assert (retired.retired_reason, retired.is_retired) == ("Closed.", True)
    assert not actions.restore(office=bogota, by=administrator).is_retired
    assert audited() == ["office.retire", "office.restore"]


def test_retiring_wants_a_reason(nairobi, administrator):
    with pytest.raises(ActionError, match="Say why"):
        actions.retire(office=nairobi, reason=" ", by=administrator)


def test_merging_moves_what_is_being_written_and_leaves_what_was_submitted(merged, nairobi, bogota):
    merged()

    assert dict(Evidence.objects.order_by("reference").values_list("reference", "office__code")) == {
        "EV-accepted": "BOG",
        "EV-draft": "NBO",
        "EV-returned": "NBO",
        "EV-submitted": "BOG",
    }
    event = AuditEvent.objects.get(action="office.merge")
    assert (event.after["entries_moved"], event.after["entries_that_stay"]) == (["EV-draft", "EV-returned"], 2)


def test_merging_moves_people_focal_points_and_what_stands_below(merged, nairobi, bogota, outsider):
    bogota.focal_points.add(outsider)
    below, before = factories.OfficeFactory(parent=bogota), factories.OfficeFactory(retired=True, merged_into=bogota)

    merged()

    bogota.refresh_from_db()
    assert Posting.objects.get(user=outsider).office == nairobi
    assert list(nairobi.focal_points.all()) == [outsider]
    assert Office.objects.get(pk=below.pk).parent == nairobi
    assert Office.objects.get(pk=before.pk).merged_into == nairobi
    assert (bogota.merged_into, bogota.is_retired) == (nairobi, True)


def test_who_moved_still_sees_what_the_old_office_submitted(merged, outsider):
    merged()

    seen = Evidence.objects.visible_to(outsider).values_list("reference", flat=True)
    assert sorted(seen) == ["EV-accepted", "EV-draft", "EV-returned", "EV-submitted"]


def test_an_unlock_of_the_old_office_holds_for_the_new_one(merged, bogota, nairobi):
    unlock = factories.PeriodUnlockFactory(office=bogota)

    into = merged()

    assert list(type(unlock).objects.covering(into)) == [unlock]


def test_an_office_is_merged_into_another_in_use_alone(nairobi, bogota, administrator):
    with pytest.raises(ActionError, match="another one than itself"):
        merge_offices(office=nairobi, into=nairobi, by=administrator)
    Office.objects.filter(pk=bogota.pk).update(retired_on=date(2020, 1, 1), retired_reason="Closed.")
    with pytest.raises(ActionError, match="BOG is not in use"):
        merge_offices(office=nairobi, into=bogota, by=administrator)
    with pytest.raises(ActionError, match="BOG is retired already"):
        merge_offices(office=bogota, into=nairobi, by=administrator)


def test_an_office_merged_into_what_stands_below_it_leaves_no_circle(nairobi, bogota, administrator):
    Office.objects.filter(pk=nairobi.pk).update(parent=bogota)

    merge_offices(office=bogota, into=nairobi, by=administrator)

    assert Office.objects.get(pk=nairobi.pk).parent is None


@pytest.mark.parametrize("who", ["recorder", "reviewer", "auditor", "delegate"])
def test_administrators_alone_keep_offices(who, request, nairobi, bogota):
    by = request.getfixturevalue(who)

    for act in (
        lambda: actions.add(code="KLA", content=KAMPALA, by=by),
        lambda: actions.change(office=nairobi, content=KAMPALA, by=by),
        lambda: actions.retire(office=bogota, reason="Closed.", by=by),
        lambda: actions.restore(office=bogota, by=by),
        lambda: merge_offices(office=bogota, into=nairobi, by=by),
    ):
        with pytest.raises(NotPermitted):
            act()
