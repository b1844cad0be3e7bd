"""What an import wrote is found by its words at once, whatever is saved beside it."""

import pytest

from iomtrack.accounts.models import User
from objectives.actions import evidence as actions
from objectives.models import Evidence, Framework
from objectives.queries.wordsearch import HoldsWords
from objectives.searching.sought import sought
from tests import factories
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


def found(typed: str) -> list[str | None]:
    """The references by which others call what is found."""
    entries = Evidence.objects.filter(HoldsWords(sought(typed))).order_by("pk")
    return list(entries.values_list("external_reference", flat=True))


@pytest.mark.parametrize("landing", ["draft", "submitted"])
def test_new_entries_are_found(framework: Framework, recorder: User, landing: str) -> None:
    factories.ProgrammeFactory(code="RET-1", title="Voluntary return")
    rows = [sheets.sound(number, title="Canoes", programme="RET-1") for number in range(1, 5)]
    sheets.imported(framework, sheets.xlsx(*rows), by=recorder, landing=landing)
    actions.create(framework=framework, content=actions.EvidenceInput(title="Another"), by=recorder)

    everything = ["NBO-1", "NBO-2", "NBO-3", "NBO-4"]
    assert found("canoe") == everything
    assert found("voluntary returns") == everything
    assert found("training report") == everything
    assert found("NBO-3") == ["NBO-3"]
    assert found(Evidence.objects.get(external_reference="NBO-2").reference) == ["NBO-2"]


def test_changed_entries_are_found_by_their_new_words_alone(framework: Framework, recorder: User) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound(1, title="Canoes"), sheets.sound(2)), by=recorder)
    sheets.imported(framework, sheets.xlsx(sheets.sound(1, title="Kayaks"), sheets.sound(2)), by=recorder)

    assert (found("canoe"), found("kayak")) == ([], ["NBO-1"])
