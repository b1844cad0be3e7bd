"""By role: who writes a draft by the interface is who writes it on its form."""

import pytest

from iomtrack.accounts.enums import Role
from objectives.models import AuditEvent, Evidence
from tests import factories
from tests.conftest import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]


@pytest.fixture
def made(program_of, recorder, typed):
    """A draft of the recorder's in Nairobi, complete."""
    return program_of(recorder).send("/evidence", typed).json()


@pytest.fixture
def friend(made, bogota):
    """A co-author in another office."""
    person = make_person("friend", Role.RECORDER, bogota)
    factories.CoAuthorFactory(evidence=Evidence.objects.get(), user=person)
    return person


@pytest.fixture
def changed(typed):
    return {name: value for name, value in typed.items() if name != "framework"} | {"title": "Written together"}


@pytest.mark.parametrize(
    ("who", "put", "submitted"),
    [
        ("recorder", 200, 200),
        ("friend", 200, 422),
        ("colleague", 404, 404),
        ("outsider", 404, 404),
        ("reviewer", 404, 404),
        ("administrator", 404, 404),
        ("delegate", 404, 404),
        ("auditor", 404, 404),
    ],
)
def test_who_may_change_and_who_may_submit(who, put, submitted, request, program_of, made, friend, changed):
    program = program_of(request.getfixturevalue(who), "read" if who in ("delegate", "auditor") else "write")
    if who in ("delegate", "auditor"):  # nobody makes them a token that writes; had they one, it would open nothing
        program.token.scope = "write"
        program.token.save()
    address = f"/evidence/{made['reference']}"

    assert program.send(address, changed, method="put").status_code == put
    assert program.send(f"{address}/submit", {}).status_code == submitted
    evidence = Evidence.objects.get()
    assert evidence.title == (changed["title"] if put == 200 else made["title"])
    assert evidence.status == ("submitted" if submitted == 200 else "draft")


def test_a_co_author_is_told_that_the_author_submits_it(program_of, made, friend):
    answer = program_of(friend).send(f"/evidence/{made['reference']}/submit", {})

    assert answer.json()["detail"] == "Only the author of an entry can submit it."


def test_what_a_co_author_wrote_is_the_co_authors_in_the_audit(program_of, made, friend, recorder, changed):
    program_of(friend).send(f"/evidence/{made['reference']}", changed, method="put")

    assert AuditEvent.objects.get(action="evidence.save").by == friend
    assert Evidence.objects.get().author == recorder


def test_a_co_author_does_not_write_over_what_was_saved_meanwhile(program_of, made, friend, recorder, changed):
    address = f"/evidence/{made['reference']}?edit_number={made['edit_number']}"

    assert program_of(recorder).send(address, changed, method="put").status_code == 200
    assert program_of(friend).send(address, {**changed, "title": "Mine"}, method="put").status_code == 409


def test_whoever_is_let_go_writes_it_no_longer(program_of, made, friend, changed):
    program = program_of(friend)
    Evidence.objects.get().co_authors.all().delete()

    assert program.send(f"/evidence/{made['reference']}", changed, method="put").status_code == 404
