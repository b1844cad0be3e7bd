"""Any framework is loaded whole, by who may, or not at all."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from iomtrack.accounts.errors import NotPermitted
from iomtrack.accounts.models import User
from objectives.actions.framework import save_framework
from objectives.actions.framework_changes import FrameworkInput
from objectives.models import AuditEvent, Element, Framework
from tests.objectives.exchange.conftest import example

pytestmark = pytest.mark.django_db

PLAN = example("framework-file.md")


def test_the_example_of_the_page_loads_as_a_tree(load):
    assert load(PLAN) == (
        "WRC/2030: 4 elements, 3 indicators, 1 thread, 2 targets, 2 dimensions, 5 categories, 1 vocabulary, 2 terms, "
        "1 amendment added"
    )
    elements = {element.code: element for element in Element.objects.all()}
    assert [elements[code].parent for code in ("1", "1a", "1a1", "2")] == [None, elements["1"], elements["1a"], None]
    assert elements["1a"].wording == "less waste reaches the rivers, in particular from towns"
    assert Framework.objects.get().slug == "wrc-2030"


def test_hundreds_of_elements_load(load):
    rows = "".join(
        f"  - {{code: e{n}, kind: output, parent: '1', label: Output {n}, wording: output {n}, paragraph: '{n}'}}\n"
        for n in range(600)
    )
    text = PLAN.replace("\nindicators:", f"{rows}\nindicators:")
    assert load(text).startswith("WRC/2030: 604 elements, 3 indicators, 1 thread")
    assert load(text) == "WRC/2030: nothing to change"


def test_a_load_is_one_audit_event_of_the_service_account(load):
    load(PLAN)
    event = AuditEvent.objects.get(action="framework.load")
    assert (event.object_label, event.by.email, event.by.has_usable_password()) == (
        "WRC/2030",
        "frameworks@iomtrack.invalid",
        False,
    )


def test_an_administrator_may_answer_for_a_load(load, administrator):
    load(PLAN, "--by", administrator.email)
    assert AuditEvent.objects.get(action="framework.load").by == administrator
    assert not User.objects.filter(role="service").exists()


@pytest.mark.parametrize("email", ["recorder@example.org", "nobody@example.org"])
def test_nobody_else_may_answer_for_a_load(load, recorder, email):
    with pytest.raises(CommandError, match="is not an administrator's address"):
        load(PLAN, "--by", email)
    assert not Framework.objects.exists()


def test_only_who_keeps_frameworks_may_save_one(recorder):
    content = FrameworkInput(symbol="A", slug="a", title="A", issued_on=date(2026, 1, 1))
    with pytest.raises(NotPermitted):
        save_framework(content=content, by=recorder)


def test_two_frameworks_cannot_have_one_address(load, refused):
    load(PLAN)
    other = PLAN.replace("symbol: WRC/2030", "symbol: WRC/2040\nslug: wrc-2030")
    assert refused(other) == ["plan.yaml:3: slug: another framework has the address “wrc-2030”"]


def test_a_refusal_in_mid_load_undoes_what_was_written(tmp_path):
    """Two new frameworks whose symbols make the same address: only saving the second one shows it."""
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text(PLAN, encoding="utf-8")
    second.write_text(PLAN.replace("symbol: WRC/2030", "symbol: WRC-2030"), encoding="utf-8")

    with pytest.raises(CommandError) as error:
        call_command("load_framework", str(first), str(second))

    assert str(error.value) == f"{second}:1: slug: another framework has the address “wrc-2030”"
    assert not Framework.objects.exists()
