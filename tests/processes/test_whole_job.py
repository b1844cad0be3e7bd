"""The main job through HTTP, on real processes: log, review, assess, close, sign off, deliver, download."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pypdfium2
import pytest
from django.utils import timezone

from iomtrack.accounts.development import ADMINISTRATOR, DELEGATE, PASSWORD, REVIEWER, STAFF
from tests.processes.stack import Stack
from tests.processes.visitor import Page, Visitor

pytestmark = [pytest.mark.process, pytest.mark.timeout(1200)]

FRAMEWORK = "/frameworks/mc-inf-274/"
TITLE = "Training of 40 border officials in examining travel documents"
REASON = "The training report says 42 officials. Which is right?"


def person(stack: Stack, email: str) -> Visitor:
    return stack.visitor(email, PASSWORD)


def open_a_period(stack: Stack) -> None:
    today = timezone.localdate()
    administrator = person(stack, ADMINISTRATOR.email)
    page = administrator.submit(
        administrator.get(f"{FRAMEWORK}periods/new/"),
        "starts_on",
        label="Test quarter",
        code="test-quarter",
        starts_on=today - timedelta(days=60),
        ends_on=today,
    )
    assert page.url.endswith("/periods/test-quarter/"), page.text


def log_evidence(stack: Stack) -> str:
    """Staff log an entry, forgetting the source at first; the entry's reference."""
    staff, today = person(stack, STAFF.email), timezone.localdate()
    answers = {
        "title": TITLE,
        "description": "Officials of two border posts were trained for three days.",
        "starts_on": today - timedelta(days=3),
        "ends_on": today - timedelta(days=1),
        "contributions": ["O3", "R3"],
        "how-O3": "Technical cooperation with the border service",
        "how-R3": "Training asked for by the government",
    }
    checked = staff.submit(staff.get("/evidence/new/"), "title", ("check", "yes"), **answers)
    refused = submit_checked(staff, checked)
    assert refused.status == 422
    assert "Give a source" in refused.text
    assert TITLE in refused.text
    form = staff.get(checked.url.replace("/check/", "/edit/?missing=yes"))
    done = submit_checked(
        staff, staff.submit(form, "title", ("check", "yes"), citation="Training report 12", paragraph="page 2")
    )
    found = re.search(r"/evidence/(EV-\d{4}-\d{4})/$", done.url)
    assert found, done.text
    return found.group(1)


def submit_checked(staff: Visitor, checked: Page) -> Page:
    """Submit from the page on which one's answers are checked."""
    return press(staff, checked, urlsplit(checked.url).path)


def review(stack: Stack, reference: str) -> None:
    """Returned with a reason, put right by its author, accepted."""
    reviewer, staff = person(stack, REVIEWER.email), person(stack, STAFF.email)
    entry = reviewer.get(f"/evidence/{reference}/")
    without_reason = reviewer.submit(entry, "reason")
    assert "Say why" in without_reason.text
    reviewer.submit(without_reason, "reason", reason=REASON)

    assert REASON in staff.get(f"/evidence/{reference}/").text
    again = staff.get(f"/evidence/{reference}/edit/")
    submit_checked(staff, staff.submit(again, "title", ("check", "yes"), title=TITLE.replace("40", "42")))

    entry = reviewer.get(f"/evidence/{reference}/")
    accept = next(form for form in entry.forms if form.action.endswith("/accept/"))
    accepted = reviewer.submit(
        Page(entry.status, entry.url, entry.headers, only(entry, accept.action)), "csrfmiddlewaretoken"
    )
    assert f"{reference} is accepted" in accepted.text


def only(page: Page, action: str) -> bytes:
    """The page cut down to the one form that goes to an address."""
    found = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page.text, re.DOTALL)
    if found is None and f'formaction="{action}"' in page.text:
        found = re.search(r'<form[^>]*id="introduction-en".*?</form>', page.text, re.DOTALL)
        assert found, page.text
        return re.sub(r' action="[^"]*"', f' action="{action}"', found.group(0), count=1).encode()
    assert found, page.text
    return found.group(0).encode()


def press(visitor: Visitor, page: Page, action: str) -> Page:
    """Send the one form of a page that goes to an address."""
    return visitor.submit(Page(page.status, page.url, page.headers, only(page, action)), "csrfmiddlewaretoken")


def assess_and_close(stack: Stack) -> None:
    """Staff, named as the focal point, are reminded and assess; the reviewer approves; the administrator closes."""
    administrator, staff, reviewer = (person(stack, one.email) for one in (ADMINISTRATOR, STAFF, REVIEWER))
    path, period = f"{FRAMEWORK}elements/O3/assess/test-quarter/", f"{FRAMEWORK}periods/test-quarter/"
    named = administrator.get(f"{FRAMEWORK}focal-points/")
    option = re.search(rf'<option value="(\d+)">[^<]*{STAFF.email}', named.text)
    assert option, named.text
    named = administrator.submit(named, "add-O3", **{"add-O3": option.group(1)})
    assert "The focal points are saved" in named.text

    reminded = press(administrator, administrator.get(period), f"{period}remind/")
    assert re.search(r"Reminders go to [^<]*Sample staff member", reminded.text), reminded.text
    stack.wait_for("the reminder is sent", lambda: any(path in letter for letter in letters_to(stack, STAFF.email)))

    page = staff.submit(
        staff.get(path),
        "finding",
        ("submit", "yes"),
        finding="ongoing",
        measurability="quantifiable",
        continuation="remains_relevant",
        narrative="Advice was given wherever it was asked for.",
    )
    assert "The assessment of O3 is submitted for approval" in page.text
    approved = press(reviewer, reviewer.get(path), f"{path}approve/")
    assert "The assessment of O3 is approved" in approved.text
    closed = press(administrator, administrator.get(f"{period}close/"), f"{period}close/")
    assert "is closed" in closed.text


def sign_off(stack: Stack) -> str:
    """Wait for the edition, word its introduction, sign it off, wait until it is issued; its address."""
    administrator = person(stack, ADMINISTRATOR.email)

    def awaiting() -> str | None:
        row = re.search(
            r'<tr>(?:(?!</tr>).)*?href="(/editions/\d+/)"(?:(?!</tr>).)*?Test quarter.*?</tr>',
            administrator.get("/editions/").text,
            re.DOTALL,
        )
        return row.group(1) if row and "Awaiting sign-off" in row.group(0) else None

    edition = stack.wait_for("the edition awaits sign-off", awaiting)
    draft = administrator.get(f"{edition}preview/en/")
    assert "DRAFT" in pdf_text(draft.body)
    page = administrator.submit(
        administrator.get(edition), "introduction", introduction="Written by hand for the Council."
    )
    confirm_sign_off(administrator, page, edition)
    stack.wait_for("the edition is issued", lambda: "status-issued" in administrator.get(edition).text)
    stack.wait_for("it is delivered", lambda: "status-sent" in administrator.get(edition).text)
    return edition


def confirm_sign_off(administrator: Visitor, page: Page, edition: str) -> None:
    """From the page of an edition: go on to its sign-off, tick that it was read, and sign it off."""
    asked = press(administrator, page, f"{edition}sign-off/")
    assert "Sign this report off, and issue it?" in asked.text
    done = administrator.submit(asked, "agreed", ("confirm", "yes"), agreed="on")
    assert "Signed off." in done.text


def pdf_text(document: bytes) -> str:
    with pypdfium2.PdfDocument(document) as pdf:
        return " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def letters_to(stack: Stack, address: str) -> list[str]:
    texts = [path.read_text() for path in (stack.folder / "mail").glob("*.log")]
    return [text for text in texts if f"To: {address}" in text]


def test_the_main_job_from_a_logged_entry_to_a_downloaded_report(served: Stack) -> None:
    open_a_period(served)
    reference = log_evidence(served)
    review(served, reference)
    assess_and_close(served)
    edition = sign_off(served)

    delegate = person(served, DELEGATE.email)
    portal = delegate.get("/portal/")
    assert "Test quarter" in portal.text
    download = delegate.get(re.search(r'href="(/portal/\d+/)"', portal.text).group(1))
    text = pdf_text(download.body)

    assert "Written by hand for the Council." in text
    assert TITLE.replace("40", "42") in text
    assert reference in text
    assert "Training report 12" in text
    assert "Advice was given wherever it was asked for." in text
    assert "DRAFT" not in text
    assert len(letters_to(served, DELEGATE.email)) == 1
    assert "First downloaded" in person(served, ADMINISTRATOR.email).get(edition).text
    for hidden in (edition, "/evidence/", f"/evidence/{reference}/", FRAMEWORK, "/review/", f"{edition}preview/en/"):
        assert delegate.get(hidden).status == 404
