"""What people type is words: shown as typed on screen, in mail and in print, and never taken for markup or headers."""

from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.core import mail
from django.db import models, transaction
from django.db.utils import DatabaseError
from django.http import HttpResponseBase
from django.test import Client
from lxml import html

from iomtrack.accounts.models import User
from iomtrack.work.mail import MailError, send
from objectives.models import AuditEvent, Evidence
from reports.content.frozen import content_of
from reports.delivery.letters import delivery_letter, notice_letter
from reports.document import compose
from reports.document.pdf import render as render_pdf
from reports.models import Definition, Delivery
from tests import factories, pages
from tests.reports.world import make_edition
from tests.safety.attacks import Target
from tests.site import Site

pytestmark = pytest.mark.django_db

MARKUP = "<b id=taken onclick=alert(1)>'\"&{{81239*7}}{% now 'Y' %}</p></textarea></title><script>alert(1)</script>"
PRODUCT = "568673"  # what a template would make of it: a number that no page shows by chance
SHORT = "<b id=taken>&\"'"
APPS = ("accounts", "objectives", "reports")
# What the site itself writes, in a form of its own
OF_THE_SITE = {"password", "code", "iso", "slug", "symbol", "sha256", "language", "reference", "form_token", "charset"}
OTHERS = {AuditEvent: "the database refuses to change it"}


def text_fields(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields of a model that hold words which somebody types."""
    for field in model._meta.concrete_fields:
        is_words = type(field) in (models.CharField, models.TextField)
        if (
            is_words
            and not field.choices
            and not field.unique
            and not OF_THE_SITE & {*field.name.split("_"), field.name}
        ):
            yield field


def write_markup_everywhere() -> list[str]:
    """Put markup into every text of every row; the names of the fields that took it."""
    written = []
    for model in [model for app in APPS for model in apps.get_app_config(app).get_models() if model not in OTHERS]:
        for field in text_fields(model):
            text = MARKUP if (field.max_length or 1_000) >= len(MARKUP) else SHORT[: field.max_length]
            try:
                with transaction.atomic():
                    model._base_manager.update(**{field.name: text})
            except DatabaseError:  # a constraint of the database: it may hold no such words
                continue
            written.append(f"{model.__name__}.{field.name}")
    return written


def text(answer: HttpResponseBase) -> str:
    return answer.content.decode()


def is_page(answer: HttpResponseBase) -> bool:
    return not answer.streaming and bool(answer.content) and answer["Content-Type"].startswith("text/html")


def taken(markup: str) -> list[str]:
    """What of the typed words became part of the page."""
    tree = html.document_fromstring(markup)
    elements = [html.tostring(node).decode()[:200] for node in tree.xpath("//*[@id='taken']|//*[@onclick]")]
    return [*elements, *(["a template"] if PRODUCT in pages.words(tree) else [])]


# --- on screen ------------------------------------------------------------------------------------


def test_every_page_shows_markup_as_it_was_typed(
    every_target: list[Target], client_for: Callable[[User | None], Client]
) -> None:
    written = write_markup_everywhere()
    reading = [target for target in every_target if target.row.method == "GET"]
    answers = {str(target): client_for(target.person).get(target.url) for target in reading}
    screens = {name: answer for name, answer in answers.items() if is_page(answer)}

    faults = {name: [*taken(text(answer)), *pages.faults(text(answer))] for name, answer in screens.items()}
    shown = {name for name, answer in screens.items() if "<b id=taken" in pages.words(answer)}

    assert {"Evidence.title", "Evidence.description", "Element.wording", "User.name", "Period.label"} <= set(written)
    assert {name: found for name, found in faults.items() if found} == {}
    assert {"GET evidence[accepted]", "GET element", "GET framework", "GET period", "GET home"} <= shown


@pytest.mark.parametrize("status", ["valid", "invalid"])
def test_every_form_shows_markup_again_as_it_was_typed(
    status: str, every_target: list[Target], client_for: Callable[[User | None], Client]
) -> None:
    faults = {}
    for target in [target for target in every_target if target.row.method == "POST" and target.form]:
        typed = dict.fromkeys(target.form, MARKUP if status == "valid" else MARKUP * 200)
        with transaction.atomic():
            answer = client_for(target.person).post(target.url, typed, follow=True)
            transaction.set_rollback(True)
        page = text(answer) if is_page(answer) else ""
        faults[str(target)] = [*taken(page), *pages.faults(page)] if page else []

    assert faults == {name: [] for name in faults}


def test_what_was_looked_for_is_shown_as_it_was_typed(
    site: Site, administrator: User, client_for: Callable[[User | None], Client]
) -> None:
    answer = client_for(administrator).get("/evidence/", {"text": MARKUP, "status": MARKUP, "sort": MARKUP})

    assert (taken(answer.content.decode()), pages.faults(answer.content.decode())) == ([], [])
    assert pages.read(answer).xpath("//input[@name='text']/@value") == [MARKUP]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<b>", "vbscript:x", " javascript:alert(1)"],
)
def test_an_address_that_runs_is_no_source(
    url: str, site: Site, recorder: User, client_for: Callable[[User | None], Client]
) -> None:
    response = client_for(recorder).post("/evidence/new/", {"title": "A visit", "url": url, "save": "yes"})

    assert response.status_code == 422
    assert [target for target, _message in pages.error_links(response)] == ["id_url"]
    assert not Evidence.objects.filter(title="A visit").exists()


# --- in mail and in print -------------------------------------------------------------------------


@pytest.fixture
def delivery(site: Site) -> Delivery:
    """A letter on an edition all of whose words are markup."""
    world, recipient = site.world, site.contact
    write_markup_everywhere()
    for row in (world.definition, world.period, world.framework, recipient):
        row.refresh_from_db()
    rendition = factories.RenditionFactory(edition=make_edition(world, "awaiting", revision=9))
    return factories.DeliveryFactory(rendition=rendition, recipient=recipient, email="mission@ke.example.org")


def test_a_letter_shows_markup_as_it_was_typed(delivery: Delivery) -> None:
    letter = delivery_letter(delivery)

    markup = str(letter.alternatives[0][0])
    assert taken(markup) == []
    assert MARKUP in pages.words(html.document_fromstring(markup))
    assert MARKUP in letter.body


def test_a_notice_shows_markup_as_it_was_typed(delivery: Delivery, administrator: User) -> None:
    notice = delivery.rendition.edition.notices.create(
        user=administrator, kind="stopped", occasion="0" * 32, email=administrator.email, about=MARKUP, problem=MARKUP
    )

    letter = notice_letter(notice)

    assert taken(str(letter.alternatives[0][0])) == []
    assert f"Why:\n{MARKUP}" in letter.body


def test_a_report_prints_markup_as_it_was_typed(delivery: Delivery, pdf_text: Callable[[bytes], str]) -> None:
    document = compose(content_of(delivery.rendition.edition), "en", draft=True)

    assert taken(document) == []
    assert "<script>alert(1)</script>" in "".join(pdf_text(render_pdf(document)).split())


# --- in headers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_title_adds_no_header_to_a_letter(delivery: Delivery, line_break: str) -> None:
    Definition.objects.update(title=f"Report{line_break}Bcc: taken@elsewhere.example{line_break}{line_break}Body")
    delivery = Delivery.objects.get(pk=delivery.pk)

    send(delivery_letter(delivery))

    sent = mail.outbox[0].message()
    assert sent["Bcc"] is None
    assert mail.outbox[0].recipients() == ["mission@ke.example.org"]
    assert sent["Subject"].startswith("Report Bcc: taken@elsewhere.example Body")


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nBcc: taken@elsewhere.example", "a@b.example\nSubject: x", "a@b.example\r\n\r\nBody"]
)
def test_an_address_with_a_line_break_is_never_written_to(delivery: Delivery, address: str) -> None:
    delivery.email = address

    with pytest.raises(MailError) as refused:
        send(delivery_letter(delivery))

    assert (refused.value.permanent, len(mail.outbox)) == (True, 0)


@pytest.mark.parametrize("code", ['x"; filename="y', "x\r\nX-Taken: yes", "../../taken", "x\\..\\taken", "é–名"])
@pytest.mark.parametrize("of", ["period", "definition"])
def test_a_code_adds_nothing_to_the_name_of_a_file(
    of: str, code: str, site: Site, administrator: User, client_for: Callable[[User | None], Client]
) -> None:
    row = site.awaiting.period if of == "period" else site.awaiting.definition
    type(row).objects.filter(pk=row.pk).update(code=code)
    client = client_for(administrator)
    client.raise_request_exception = False

    answers = [client.get(f"/portal/{site.issued.pk}/"), client.get(f"/editions/{site.awaiting.pk}/preview/en/")]

    for answer in answers:
        assert answer.status_code == 200
        name = answer["Content-Disposition"]
        assert "X-Taken" not in answer.headers
        assert name.startswith("inline; filename")
        assert name.replace('\\"', "").count('"') in (0, 2)
