"""Letters about accounts, by the real worker and a mail server that takes its time."""

import re
import socketserver
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from iomtrack.accounts.development import ADMINISTRATOR, PASSWORD, STAFF
from tests.processes.conftest import SetUp
from tests.processes.stack import Stack

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]

SECONDS = 5.0  # that the server takes before it says its first word
LINK = re.compile(r"/accounts/password/reset/key/\S+")


class Conversation(socketserver.StreamRequestHandler):
    """One letter, as RFC 5321 has it."""

    server: "SlowServer"

    def handle(self) -> None:
        time.sleep(SECONDS)
        self.say("220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(self.letter())
            self.say("221 bye" if word == b"QUIT" else "250 ok")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def letter(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode().replace("=\r\n", "").replace("=3D", "=")


class SlowServer(socketserver.ThreadingTCPServer):
    """Takes every letter, slowly, and keeps it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[str] = []

    def to(self, email: str) -> list[str]:
        return [one for one in self.letters if f"To: {email}" in one]


@pytest.fixture
def mail_server() -> Iterator[SlowServer]:
    with SlowServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def mailing(mail_server: SlowServer, tmp_path: Path, on_sqlite: SetUp) -> Iterator[Stack]:
    """Everything up, but no worker yet."""
    stack = on_sqlite.stack(tmp_path / "state", EMAIL_URL=f"smtp://127.0.0.1:{mail_server.server_address[1]}")
    try:
        stack.start("web", "beat")
        stack.wait_for("the site answers", lambda: stack.visitor().get("/accounts/sign-in/").status == 200)
        yield stack
    finally:
        stack.stop()


def test_an_invitation_and_a_link_arrive_by_the_worker_and_keep_no_page_waiting(
    mailing: Stack, mail_server: SlowServer
) -> None:
    administrator, forgetful = mailing.visitor(ADMINISTRATOR.email, PASSWORD), mailing.visitor()
    form, reset = administrator.get("/people/invite/"), forgetful.get("/accounts/password/reset/")
    new = {"email": "new@example.org", "name": "New Person", "role": "auditor", "language": "en"}
    invited = administrator.submit(form, "email", **new)
    asked = forgetful.submit(reset, "email", email=STAFF.email)
    assert "An invitation is on its way to new@example.org." in invited.text
    assert "on its way" in asked.text
    assert mail_server.letters == []

    mailing.start("worker")
    started = time.monotonic()
    again = forgetful.submit(forgetful.get("/accounts/password/reset/"), "email", email=ADMINISTRATOR.email)
    took = time.monotonic() - started
    mailing.wait_for("all three letters", lambda: len(mail_server.letters) == 3)

    assert (again.status, took < SECONDS) == (200, True)
    for email in ("new@example.org", STAFF.email, ADMINISTRATOR.email):
        (letter,) = mail_server.to(email)
        assert LINK.search(letter)
    page = invited.url
    mailing.wait_for("the page says so", lambda: "sent on" in administrator.get(page).text)
