"""A record that a program read can be sent back: changed in one place, as it is, or as a new one."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from iomtrack.accounts.enums import Role
from objectives.models import AuditEvent, Category, Evidence, Indicator, Office, Term
from tests import factories
from tests.conftest import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]
CHANGES_WITH_A_SAVE = {"edit_number", "updated_at"}
OF_THE_SITE = {"reference", "period", "status", "attachments", "author", "created_at", "updated_at", "submitted_at",
               "reviewed_at", "returned_because", "is_sample", "edit_number"}  # fmt: skip
OF_A_NEW_ONE = {"reference", "external_reference", "created_at", "attachments", *CHANGES_WITH_A_SAVE}


@pytest.fixture
def theme(framework):
    vocabulary = factories.VocabularyFactory(framework=framework, code="areas")
    return factories.TermFactory(vocabulary=vocabulary, code="health")


@pytest.fixture
def category(indicator):
    category = factories.CategoryFactory(dimension__code="sex", code="women")
    indicator.dimensions.add(category.dimension)
    return category


@pytest.fixture
def read(mine, typed, kenya, theme, category):
    """A draft that says something in every place, as it was read."""
    typed |= {
        "beneficiaries": "Forty officials",
        "programme": factories.ProgrammeFactory(code="KEN-1").code,
        "countries": ["KE"],
        "themes": ["areas/health"],
        "figures": [{"element": "O1", "indicator": "O1.1", "value": 40, "parts": {"sex/women": 40}}],
        "external_reference": "field/17",
    }
    made = mine.send("/evidence", typed)
    assert made.status_code == 201, made.content
    address = f"/evidence/{made.json()['reference']}"
    assert mine.upload(f"{address}/attachments", SimpleUploadedFile("notes.txt", b"Done.")).status_code == 201
    return mine.get(address).json()


def at(record):
    return f"/evidence/{record['reference']}"


def but(record, *names):
    left_out = {name for one in names for name in (one if isinstance(one, set) else {one})}
    return {name: value for name, value in record.items() if name not in left_out}


def told(answer):
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), answer.content
    return [one["pointer"] for one in answer.json()["errors"]]


@pytest.mark.parametrize("method", ["put", "patch"])
def test_what_was_read_is_taken_back_as_it_is(method, mine, read):
    answer = mine.send(at(read), read, method=method)

    assert answer.status_code == 200, answer.content
    again = mine.get(at(read)).json()
    assert but(again, CHANGES_WITH_A_SAVE) == but(read, CHANGES_WITH_A_SAVE)
    assert again["edit_number"] == read["edit_number"] + 1
    assert not AuditEvent.objects.filter(action="evidence.save").exists()


@pytest.mark.parametrize("method", ["put", "patch"])
def test_what_was_read_is_taken_back_with_a_change(method, mine, read):
    answer = mine.send(at(read), read | {"title": "In two parts"}, method=method)

    assert answer.status_code == 200, answer.content
    assert but(answer.json(), CHANGES_WITH_A_SAVE) == but(read, CHANGES_WITH_A_SAVE) | {"title": "In two parts"}


def test_what_a_change_does_not_name_stays(mine, read):
    answer = mine.send(at(read), {"title": "In two parts", "sources": [{"citation": "Another"}]}, method="patch")

    assert answer.status_code == 200, answer.content
    assert but(answer.json(), CHANGES_WITH_A_SAVE) == but(read, CHANGES_WITH_A_SAVE) | {
        "title": "In two parts",
        "sources": [{"citation": "Another", "paragraph": "", "url": ""}],
    }


def test_a_change_that_does_not_fit_is_told_at_its_place_and_changes_nothing(mine, read):
    answer = mine.send(at(read), {"title": "Other", "office": "nowhere"}, method="patch")

    assert told(answer) == ["/office"]
    assert mine.get(at(read)).json() == read


def test_an_author_alone_and_a_co_author_change_a_record(mine, read, program_of, colleague, bogota):
    friend = make_person("friend", Role.RECORDER, bogota)
    factories.CoAuthorFactory(evidence=Evidence.objects.get(), user=friend)

    assert program_of(colleague).send(at(read), {"title": "Other"}, method="patch").status_code == 404
    assert program_of(friend).send(at(read), {"title": "Other"}, method="patch").status_code == 200
    assert program_of(mine.user, "read").send(at(read), {"title": "Mine"}, method="patch").status_code == 403


@pytest.mark.parametrize("method", ["put", "patch"])
@pytest.mark.parametrize(
    "change",
    [
        {"reference": "EV-2026-9999"},
        {"framework": "another"},
        {"external_reference": "field/18"},
        {"external_reference": None},
        {"status": "accepted"},
        {"period": None},
        {"author": "Somebody"},
        {"attachments": []},
        {"created_at": "2026-01-01T00:00:00Z"},
        {"created_at": "0001-01-01T00:00:00+14:00"},
        {"reviewed_at": "2026-09-21T00:00:00Z"},
        {"returned_because": "The days are wrong."},
        {"is_sample": True},
        {"edit_number": None},
    ],
)
def test_what_is_not_changed_here_is_told_at_its_place(change, method, mine, read):
    answer = mine.send(at(read), read | change | {"title": "Other"}, method=method)

    assert told(answer) == [f"/{name}" for name in change]
    assert mine.get(at(read)).json() == read


def test_a_scan_that_went_on_is_no_change(mine, read):
    read["attachments"][0] |= {"scan": "waiting", "is_open": False}

    assert mine.send(at(read), read, method="put").status_code == 200


@pytest.mark.parametrize("method", ["put", "patch"])
def test_what_was_saved_since_it_was_read_is_not_written_over(method, mine, read):
    assert mine.send(at(read), {"description": "More."}, method="patch").status_code == 200

    answer = mine.send(at(read), read | {"title": "Other"}, method=method)

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert mine.get(at(read)).json()["title"] == read["title"]


def test_what_was_submitted_since_is_told_in_one_sentence(mine, read):
    assert mine.send(f"{at(read)}/submit", {}).status_code == 200

    answer = mine.send(at(read), read, method="put")

    assert (told(answer), answer.json()["detail"]) == (
        [""],
        "This entry can no longer be changed: it is awaiting review.",
    )


def test_a_record_keeps_what_was_retired_since(mine, read):
    Category.objects.update(retired_on=date(2026, 9, 20))
    for model in (Office, Indicator, Term):
        model.objects.update(retired_on=date(2026, 9, 20), retired_reason="No longer in use")

    assert mine.send(at(read), {"title": "Other"}, method="patch").status_code == 200
    assert mine.send(at(read), but(read, CHANGES_WITH_A_SAVE), method="put").status_code == 200
    assert told(mine.send("/evidence", but(read, OF_THE_SITE, "external_reference"))) == [
        "/office",
        "/themes/0",
        "/figures/0",
    ]


def test_a_figure_that_stands_is_not_asked_for_again(mine, read, indicator):
    factories.TargetFactory(indicator=indicator, due_on="2026-12-31", value=Decimal("0.1"))

    assert mine.send(at(read), read | {"title": "Other"}, method="put").status_code == 200
    assert mine.send(at(read), {"title": "Another"}, method="patch").status_code == 200
    figures = [read["figures"][0] | {"value": "41"}]
    assert told(mine.send(at(read), {"figures": figures}, method="patch")) == ["/figures/0/value"]


def test_what_was_read_is_logged_as_a_new_record(mine, read):
    answer = mine.send("/evidence", read | {"external_reference": "field/18", "title": "The next one"})

    assert answer.status_code == 201, answer.content
    made = mine.get(at(answer.json())).json()
    assert but(made, OF_A_NEW_ONE) == but(read, OF_A_NEW_ONE) | {"title": "The next one"}
    assert (made["external_reference"], made["attachments"]) == ("field/18", [])
    assert made["reference"] != read["reference"]


def test_a_record_of_another_is_logged_anew_in_ones_own_name(mine, read, program_of, colleague, reviewer):
    assert mine.send(f"{at(read)}/submit", {}).status_code == 200
    program = program_of(colleague)
    seen = program.get(at(read)).json()

    made = program.send("/evidence", seen | {"external_reference": None})

    assert made.status_code == 201, made.content
    assert (seen["status"], seen["author"]) == ("submitted", mine.user.name)
    assert (made.json()["status"], made.json()["author"]) == ("draft", colleague.name)


def test_a_new_record_is_not_given_what_only_the_site_says(mine, read):
    new = read | {"external_reference": "field/18"}

    assert told(mine.send("/evidence", new | {"status": "accepted"})) == ["/status"]
    assert told(mine.send("/evidence", but(new, "reference") | {"status": "accepted"}))[:2] == ["/period", "/status"]
    assert told(mine.send("/evidence", new | {"reference": "EV-2026-9999"})) == ["/reference"]
    assert Evidence.objects.count() == 1


def test_whose_record_one_may_not_see_is_not_there_to_be_read_from(mine, read, program_of, outsider):
    answer = program_of(outsider).send("/evidence", read | {"external_reference": None})

    assert told(answer) == ["/reference"]
    assert answer.json()["detail"] == f"There is no “{read['reference']}” here."


def test_a_new_record_says_where_it_is(mine, read):
    answer = mine.send("/evidence", read | {"external_reference": "field/18"})

    assert answer["Location"] == f"/api/v1{at(answer.json())}"
