"""A file is attached over HTTP, scanned by the worker with a real ClamAV, and handed out; an infected one is not."""

import json
from collections.abc import Iterator
from urllib.request import Request

import pytest

from iomtrack.accounts.development import ADMINISTRATOR, PASSWORD, STAFF
from tests.objectives.sent_files import pdf
from tests.processes.conftest import SetUp, ending
from tests.processes.stack import Stack
from tests.processes.visitor import Page, Visitor
from tests.servers import EICAR, clamd

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]
MARK = "a-line-that-is-in-no-file"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, on_sqlite: SetUp) -> Iterator[Stack]:
    """With a scanner beside it, on SQLite and the file system: how records are kept changes nothing of this."""
    folder = tmp_path_factory.mktemp("scanning")
    with clamd(folder / "clamd") as url:
        yield from ending(on_sqlite.stack(folder / "state", CLAMAV_URL=url))


def send(staff: Visitor, entry: Page, name: str, data: bytes) -> Page:
    """Send a file as the page's script does."""
    token = entry.form_with("csrfmiddlewaretoken").values["csrfmiddlewaretoken"][0]
    lines = [
        f'--{MARK}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n',
        f'--{MARK}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n',
    ]
    body = "".join(lines).encode() + data + f"\r\n--{MARK}--\r\n".encode()
    headers = {
        "Accept": "application/json",
        "Content-Type": f"multipart/form-data; boundary={MARK}",
        "Referer": entry.url,
    }
    return staff._open(Request(f"{entry.url}attachments/", data=body, headers=headers))


def listed(staff: Visitor, entry: Page) -> dict[str, object]:
    answer = staff._open(Request(f"{entry.url}attachments/", headers={"Accept": "application/json"}))
    return json.loads(answer.body)


def test_the_worker_scans_what_is_attached(stack: Stack) -> None:
    stack.start("web")
    stack.wait_for("the site answers", lambda: stack.visitor().get("/accounts/sign-in/").status == 200)
    staff = stack.visitor(STAFF.email, PASSWORD)
    entry = staff.submit(staff.get("/evidence/new/"), "title", ("save", "yes"), title="A visit")

    answers = [send(staff, entry, "report.pdf", pdf()), send(staff, entry, "bad.txt", EICAR)]
    assert [one.status for one in answers] == [201, 201], answers[0].text
    assert listed(staff, entry)["unsettled"] is True
    assert staff.get(f"{entry.url}attachments/1/").status == 404

    stack.start("worker", "beat")
    stack.wait_for("both are scanned", lambda: listed(staff, entry)["unsettled"] is False)

    assert staff.get(f"{entry.url}attachments/1/").body == the_one_kept(stack)
    assert staff.get(f"{entry.url}attachments/2/").status == 404
    assert "Infected, and removed: Eicar-Signature.UNOFFICIAL" in staff.get(entry.url).text
    administrator = stack.visitor(ADMINISTRATOR.email, PASSWORD)
    assert "1 attached file was infected in the last 30 days." in administrator.get("/").text
    assert len([path for path in (stack.folder / "media").rglob("*") if path.is_file()]) == 1


def the_one_kept(stack: Stack) -> bytes:
    """The one file in the store."""
    (kept,) = [path for path in (stack.folder / "media").rglob("*") if path.is_file()]
    return kept.read_bytes()
