"""Files that programs send and that are no good are refused at their place, and in what way."""

import pytest

from iomtrack.api import api
from objectives.actions import attachments as actions
from objectives.models import Attachment
from tests.objectives.api.files import sent, told
from tests.objectives.sent_files import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 cut short"),
        ("a.exe", b"MZ\x90\x00"),
        ("a.pdf", pdf(password="x")),
        ("a.txt", b""),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    ],
)
def test_what_is_no_good_file_is_told_at_its_place(name, data, mine, address):
    answer = mine.upload(address, sent(name, data))

    assert answer.status_code == 422, answer.content
    assert [pointer for pointer, _detail in told(answer)] == ["/file"]
    assert not Attachment.objects.exists()


def test_one_that_is_too_large_is_413(mine, address, settings):
    settings.ATTACHMENT_MOST_BYTES = 10

    answer = mine.upload(address, sent())

    assert (answer.status_code, answer.json()["title"]) == (413, "Request Entity Too Large")
    assert told(answer) == [("/file", actions.too_large())]


def test_what_is_more_than_a_request_may_hold_is_413(mine, address, settings):
    settings.FILE_UPLOAD_MOST_BYTES = 10

    assert mine.upload(address, sent()).status_code == 413


def test_one_too_many_is_told(mine, address, settings):
    settings.ATTACHMENTS_MOST = 1
    mine.upload(address, sent())

    answer = mine.upload(address, sent(data=b"More."))

    assert answer.status_code == 422
    assert told(answer) == [("/file", "An entry holds 1 file at most. Remove one first.")]


@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded", "text/plain", ""])
def test_what_is_no_form_with_a_file_is_415(content_type, mine, address):
    answer = mine.client.post(f"/api/v1{address}", b"{}", content_type=content_type, headers=mine.headers())

    assert (answer.status_code, answer["Content-Type"]) == (415, "application/problem+json")


@pytest.mark.parametrize(
    ("files", "more", "places"),
    [
        ([], {}, ["/file"]),
        ([], {"file": "only text"}, ["/file"]),
        ([sent("a.txt"), sent("b.txt")], {}, ["/file"]),
        ([sent()], {"caption": "A day in Nairobi"}, ["/caption"]),
        ([sent()], {"other": sent("b.txt")}, ["/other"]),
    ],
)
def test_a_form_has_one_file_and_nothing_else(files, more, places, mine, address):
    answer = mine.upload(address, *files, more=more)

    assert answer.status_code == 422
    assert [pointer for pointer, _detail in told(answer)] == places


def test_a_form_that_cannot_be_read_is_a_problem(mine, address):
    kind = "multipart/form-data; boundary=x"

    for data, content_type in ((b"--x\r\nnonsense", kind), (b"x", "multipart/form-data")):
        answer = mine.client.post(f"/api/v1{address}", data, content_type=content_type, headers=mine.headers())

        assert answer.status_code in (400, 422)
        assert answer["Content-Type"] == "application/problem+json"


def test_where_the_store_takes_nothing_the_same_may_be_sent_again(mine, address, monkeypatch):
    def full(*_args, **_options):
        raise OSError("No space left on device")

    monkeypatch.setattr(actions.store(), "save", full)

    answer = mine.upload(address, sent(), **{"Idempotency-Key": "k1"})

    assert (answer.status_code, told(answer)) == (503, [("/file", actions.not_kept())])
    monkeypatch.undo()
    assert mine.upload(address, sent(), **{"Idempotency-Key": "k1"}).status_code == 201


def test_uploads_count_as_requests(mine, address, monkeypatch):
    monkeypatch.setattr(api.throttle[0], "num_requests", 2)  # one made the entry

    answers = [mine.upload(address, sent()).status_code for _time in range(2)]

    assert answers == [201, 429]


@pytest.mark.parametrize("pk", ["0", "-1", "99999999999999999999", "x"])
def test_a_file_that_is_none_is_not_there(pk, mine, address):
    assert mine.get(f"{address}/{pk}").status_code in (404, 422)
    assert mine.delete(f"{address}/{pk}").status_code in (404, 422)
