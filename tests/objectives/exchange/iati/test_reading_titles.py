"""A title in another language, which stands in for a programme that has no other."""

import pytest

from iomtrack.accounts.models import User
from objectives.exchange.iati.reading import Outcome
from objectives.models import AuditEvent, Programme
from tests.objectives.exchange.iati.files import document, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]


def loaded(by: User, **titles: str) -> Outcome:
    """Load a file of one activity with titles in these languages."""
    said = "".join(f'<narrative xml:lang="{language}">{text}</narrative>' for language, text in titles.items())
    activity = f"<iati-activity><iati-identifier>XM-1-A</iati-identifier><title>{said}</title></iati-activity>"
    outcome = load(document(activity), by)
    assert outcome.is_sound
    return outcome


def titles() -> dict[str, str]:
    programme = Programme.objects.get()
    return {programme.language: programme.title} | {
        language: words["title"] for language, words in programme.translations.items()
    }


def test_it_is_renewed_with_its_file(administrator: User) -> None:
    loaded(administrator, nl="Water")

    outcome = loaded(administrator, nl="Schoon water")

    assert titles() == {"en": "Schoon water"}
    assert outcome.changed == [Programme.objects.get().code]


def test_it_goes_once_there_is_a_title(administrator: User) -> None:
    loaded(administrator, nl="Water")

    loaded(administrator, nl="Water", fr="Eau potable")

    assert titles() == {"fr": "Eau potable"}
    assert Programme.objects.get().stand_in_title is None


def test_what_a_person_typed_in_its_place_stays(administrator: User) -> None:
    loaded(administrator, nl="Water")
    Programme.objects.update(title="Clean water")

    loaded(administrator, nl="Schoon water")
    assert titles() == {"en": "Clean water"}
    loaded(administrator, nl="Schoon water", fr="Eau potable")
    assert titles() == {"en": "Clean water", "fr": "Eau potable"}


def test_beside_a_title_that_a_person_added_it_is_renewed_too(administrator: User) -> None:
    loaded(administrator, nl="Water")
    Programme.objects.update(translations={"fr": {"title": "Eau"}})

    loaded(administrator, nl="Schoon water")

    assert titles() == {"en": "Schoon water", "fr": "Eau"}


def test_one_that_stood_in_before_this_was_remembered_is_known_by_its_next_file(administrator: User) -> None:
    loaded(administrator, nl="Water")
    Programme.objects.update(stand_in_title=None)

    loaded(administrator, nl="Water")
    loaded(administrator, nl="Schoon water")

    assert titles() == {"en": "Schoon water"}


def test_the_same_file_twice_changes_nothing(administrator: User) -> None:
    loaded(administrator, nl="Water")
    events = AuditEvent.objects.count()

    assert loaded(administrator, nl="Water").changed == []
    assert AuditEvent.objects.count() == events
