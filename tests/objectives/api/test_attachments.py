"""Programs attach files, list them, fetch them, and take them away, as the form of an entry does."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from iomtrack.accounts.enums import Role
from objectives.models import Attachment, AuditEvent, Evidence
from tests import factories
from tests.conftest import make_person
from tests.objectives.api.files import sent, told
from tests.objectives.sent_files import pdf, photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]


@pytest.fixture
def friend(address, bogota):
    """A co-author in another office."""
    person = make_person("friend", Role.RECORDER, bogota)
    factories.CoAuthorFactory(evidence=Evidence.objects.get(), user=person)
    return person


def body(answer):
    return b"".join(answer.streaming_content)


# --- what goes well ------------------------------------------------------------------------------------


def test_a_file_is_attached_listed_fetched_and_taken_away(mine, address):
    made = mine.upload(address, sent())
    one = made.json()

    assert made.status_code == 201, made.content
    assert one == {
        "id": Attachment.objects.get().pk,
        "name": "notes.txt",
        "size": 12,
        "sha256": hashlib.sha256(b"It was done.").hexdigest(),
        "content_type": "text/plain",
        "scan": "unscanned",
        "is_open": True,
    }
    assert made["Location"] == f"/api/v1{address}/{one['id']}"
    assert mine.get(address).json() == [one]
    assert mine.get(address.removesuffix("/attachments")).json()["attachments"] == [one]
    fetched = mine.get(f"{address}/{one['id']}")
    assert (fetched.status_code, body(fetched)) == (200, b"It was done.")
    assert [mine.delete(f"{address}/{one['id']}").status_code for _time in range(2)] == [204, 404]
    assert mine.get(address).json() == []
    assert list(AuditEvent.objects.filter(action__contains="tach").values_list("action", flat=True).order_by("id")) == [
        "evidence.attach",
        "evidence.detach",
    ]


def test_a_file_comes_to_be_saved_and_never_to_be_shown(mine, address, client_for, recorder):
    pk = mine.upload(address, sent()).json()["id"]

    fetched = mine.get(f"{address}/{pk}")
    page = client_for(recorder).get(f"{address}/{pk}/")

    assert fetched["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in fetched["Content-Security-Policy"]
    for name in ("Content-Type", "Content-Length", "Content-Disposition", "Content-Security-Policy", "Cache-Control"):
        assert fetched[name] == page[name]


def test_a_photo_is_kept_without_what_tells_where_it_was_taken(mine, address):
    one = mine.upload(address, sent("a.jpg", photo())).json()

    kept = body(mine.get(f"{address}/{one['id']}"))

    assert not Image.open(BytesIO(kept)).getexif()
    assert hashlib.sha256(kept).hexdigest() == one["sha256"]


def test_the_same_file_twice_is_one(mine, address):
    assert [mine.upload(address, sent()).status_code for _time in range(2)] == [201, 201]
    assert Attachment.objects.count() == 1


def test_the_same_key_attaches_once_and_is_of_one_file(mine, address):
    key = {"Idempotency-Key": "k1"}

    first, again = (mine.upload(address, sent(), **key) for _time in range(2))
    other = mine.upload(address, sent(data=b"Another."), **key)

    assert (first.json(), again["Idempotent-Replayed"]) == (again.json(), "true")
    assert (other.status_code, other.json()["errors"][0]["parameter"]) == (422, "Idempotency-Key")
    assert Attachment.objects.count() == 1


def test_what_was_refused_can_be_put_right_with_the_same_key(mine, address):
    key = {"Idempotency-Key": "k1"}

    assert mine.upload(address, sent("a.pdf", b"%PDF-1.7 cut short"), **key).status_code == 422
    assert mine.upload(address, sent("a.pdf", pdf()), **key).status_code == 201


# --- who may -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("recorder", True, True),
        ("friend", True, True),
        ("colleague", True, False),
        ("reviewer", True, False),
        ("administrator", True, False),
        ("outsider", False, False),
    ],
)
def test_who_reads_and_who_writes(who, reads, writes, request, program_of, mine, address, friend):
    pk = mine.upload(address, sent()).json()["id"]
    program = program_of(request.getfixturevalue(who))

    assert program.get(address).status_code == (200 if reads else 404)
    assert program.get(f"{address}/{pk}").status_code == (200 if reads else 404)
    assert program.upload(address, sent(data=b"More.")).status_code == (201 if writes else 404)
    assert program.delete(f"{address}/{pk}").status_code == (204 if writes else 404)


def test_for_a_delegate_there_are_no_files(program_of, delegate, mine, address):
    pk = mine.upload(address, sent()).json()["id"]
    program = program_of(delegate, "read")

    assert [program.get(path).status_code for path in (address, f"{address}/{pk}")] == [404, 404]


def test_a_token_that_reads_attaches_and_removes_nothing(program_of, recorder, mine, address):
    pk = mine.upload(address, sent()).json()["id"]
    reader = program_of(recorder, "read")

    assert reader.get(f"{address}/{pk}").status_code == 200
    assert reader.upload(address, sent(data=b"More.")).status_code == 403
    assert reader.delete(f"{address}/{pk}").status_code == 403
    assert Attachment.objects.present().count() == 1


def test_after_it_was_submitted_nothing_is_attached_and_nothing_removed(mine, address):
    pk = mine.upload(address, sent()).json()["id"]
    mine.send(address.replace("/attachments", "/submit"), {})

    for answer in (mine.upload(address, sent(data=b"More.")), mine.delete(f"{address}/{pk}")):
        assert answer.status_code == 422
        assert told(answer) == [("", "This entry can no longer be changed: it is awaiting review.")]


@pytest.mark.parametrize("state", ["waiting", "scanning", "failed"])
def test_nobody_gets_a_file_before_its_scan_is_over(state, mine, address, settings):
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"
    one = mine.upload(address, sent()).json()
    assert (one["scan"], one["is_open"]) == ("waiting", False)
    Attachment.objects.update(state=state)

    assert mine.get(f"{address}/{one['id']}").status_code == 404


def test_what_was_infected_is_told_and_handed_to_nobody(mine, address):
    pk = mine.upload(address, sent()).json()["id"]
    Attachment.objects.update(state="infected", signature="Eicar", file="", scanned_at="2026-09-21T00:00:00Z")

    assert mine.get(f"{address}/{pk}").status_code == 404
    assert told(mine.upload(address, sent())) == [("/file", "The scanner found Eicar in this very file.")]
