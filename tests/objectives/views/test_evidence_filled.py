"""A form that begins filled, suggestions while one types, and drafts that are thrown away."""

from datetime import date
from decimal import Decimal

import pytest

from objectives.models import Attachment, AuditEvent, Evidence
from tests import factories, pages
from tests.objectives import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NEW = "/evidence/new/"


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def value(response, name):
    return pages.read(response).xpath(f"//form[@id='evidence-form']//*[@name='{name}']/@value")


def test_a_link_opens_the_form_filled(client, period, elements, indicator, bogota, kenya):
    factories.ProgrammeFactory(code="RET-1", title="Safe return")

    response = client.get(f"{NEW}?programme=ret-1&element=O1&element=R1&office=BOG&country=KE", follow=True)

    assert value(response, "programme") == ["Safe return (RET-1)"]
    assert value(response, "office") == ["Bogotá (BOG)"]
    checked = pages.read(response).xpath("//input[@type='checkbox'][@checked]/@value")
    assert checked == [str(kenya.pk), "O1", "R1"]
    assert value(response, "figure-O1:O1.1") == []  # asked for, and empty
    assert pages.read(response).xpath("//input[@name='figure-O1:O1.1']")
    assert pages.faults(response.content.decode()) == []


def test_what_a_link_names_that_is_not_there_is_said_and_the_form_comes_all_the_same(client, period, elements):
    response = client.get(f"{NEW}?programme=X&element=O99&office=Y&country=Q&like=EV-1&element=O1", follow=True)

    said = pages.messages(response)
    assert [next(code for code in ("EV-1", "“X”", "“Y”", "“Q”", "O99") if code in one) for one in said] == [
        "EV-1",
        "“X”",
        "“Y”",
        "“Q”",
        "O99",
    ]
    assert [one.get("class") for one in pages.read(response).find_class("message")] == ["message message-warning"] * 5
    assert pages.read(response).xpath("//input[@name='contributions'][@checked]/@value") == ["O1"]


def test_another_like_it_has_all_but_its_days_figures_and_files_and_is_not_kept_yet(
    client, content, indicator, recorder, kenya
):
    figures = (entries.FigureInput(indicator, Decimal(40)),)
    former = entries.draft(
        entries.replace(
            content, figures=figures, countries=(kenya,), beneficiaries="Officials", sensitivity="internal"
        ),
        by=recorder,
    )
    factories.AttachmentFactory(evidence=former)

    response = client.get(f"{NEW}?like={former.reference}", follow=True)

    assert value(response, "title") == ["Training in Nairobi"]
    assert value(response, "how-O1") == ["Officials know the law."]
    assert value(response, "citation") == ["Training report"]
    assert value(response, "beneficiaries") == ["Officials"]
    assert pages.read(response).xpath("//input[@name='sensitivity'][@checked]/@value") == ["internal"]
    assert (value(response, "starts_on"), value(response, "figure-O1:O1.1")) == ([], [])
    assert pages.read(response).find_class("attachment") == []
    assert Evidence.objects.count() == 1


def test_another_like_what_one_may_not_see_begins_empty(client, content, outsider):
    hidden = entries.draft(content, by=outsider)
    Evidence.objects.update(office=factories.OfficeFactory())

    response = client.get(f"{NEW}?like={hidden.reference}", follow=True)

    assert value(response, "title") == []
    assert "which you cannot see" in pages.messages(response)[0]


def test_the_pages_of_an_element_a_programme_and_an_entry_lead_to_it(client, period, elements, entry):
    programme = factories.ProgrammeFactory(code="RET-1")
    evidence = entry()

    links = [
        pages.read(client.get(address)).xpath("//a[contains(@href, '/evidence/new/')]/@href")
        for address in (elements["O1"].get_absolute_url(), programme.get_absolute_url(), evidence.get_absolute_url())
    ]

    assert links == [
        [f"{NEW}?framework=mc-inf-274&element=O1"],
        [f"{NEW}?programme=RET-1"],
        [f"{NEW}?framework=mc-inf-274&like={evidence.reference}"],
    ]


# --- suggestions ------------------------------------------------------------------------------------


def suggested(client, kind, words):
    answer = client.get(f"/evidence/choose/{kind}/", {"q": words, "framework": "mc-inf-274"})
    return [one["label"] for one in answer.json()["matches"]]


def test_programmes_are_suggested_by_words_in_any_language_without_accents(client, period):
    factories.ProgrammeFactory(code="RET-1", title="Safe return", translations={"fr": {"title": "Retour sûr et aidé"}})
    factories.ProgrammeFactory(code="RET-2", title="Safe return, closed", retired=True)

    assert suggested(client, "programmes", "sur retour") == ["Safe return (RET-1)"]
    assert suggested(client, "programmes", "RET") == ["Safe return (RET-1)"]
    assert suggested(client, "programmes", "nothing") == []


def test_no_more_than_twenty_are_suggested_the_best_first(client, period):
    for number in range(30):
        factories.ProgrammeFactory(code=f"P{number}", title=f"Help {number:02}")
    factories.ProgrammeFactory(code="HELP", title="Zeal")

    found = suggested(client, "programmes", "help")

    assert (len(found), found[0]) == (20, "Zeal (HELP)")


def test_without_words_ones_own_last_ones_are_suggested(client, recorder, outsider, framework, nairobi, bogota):
    for author, office in ((recorder, nairobi), (recorder, bogota), (outsider, factories.OfficeFactory())):
        factories.EvidenceFactory(framework=framework, author=author, office=office)

    assert suggested(client, "offices", "") == ["Bogotá (BOG)", "Nairobi (NBO)"]


@pytest.mark.parametrize("words", ["x" * 100_000, "'; DROP", "\u202e", "%", "(", "9" * 500])
def test_whatever_is_typed_is_only_words(client, period, words):
    assert suggested(client, "programmes", words[:5000]) == []


def test_an_office_with_several_matches_is_chosen_from_a_list(client, period, nairobi):
    factories.OfficeFactory(code="NB2", name="Nairobi, second office")
    typed = {"title": "A visit", "office": "nairo", "save": "yes"}

    asked = client.post(f"{NEW}?form=6f1c2d3e-0000-4000-8000-000000000001", typed)
    offered = value(asked, "office-choice")
    client.post(
        f"{NEW}?form=6f1c2d3e-0000-4000-8000-000000000001",
        {**typed, "office-asked": value(asked, "office-asked")[0], "office-choice": offered[1]},
    )

    assert (asked.status_code, offered) == (422, ["Nairobi (NBO)", "Nairobi, second office (NB2)"])
    assert value(asked, "office") == ["nairo"]
    assert pages.faults(asked.content.decode()) == []
    assert Evidence.objects.get().office.code == "NB2"


def test_finding_in_the_middle_keeps_all_that_was_typed_and_saves_nothing(client, period, elements):
    typed = {"title": "x" * 300, "find": "objective o2", "contributions": ["R1"], "how-R1": "So.", "step": "find"}

    response = client.post(f"{NEW}?form=6f1c2d3e-0000-4000-8000-000000000001", typed)

    shown = pages.read(response).xpath("//input[@name='contributions']/@value")
    assert (response.status_code, shown, value(response, "how-R1")) == (200, ["O2", "R1"], ["So."])
    assert (value(response, "title"), Evidence.objects.count()) == (["x" * 300], 0)
    assert pages.error_links(response) == []


def test_what_was_served_is_found_by_a_theme_of_former_entries_too(client, period, elements, framework):
    former = factories.EvidenceFactory(framework=framework)
    factories.ContributionFactory(evidence=former, element=elements["R1"])
    former.terms.add(factories.TermFactory(vocabulary__framework=framework, label="Counter-trafficking"))

    answer = client.get("/evidence/choose/served/?framework=mc-inf-274&find=traffick")

    assert 'value="R1"' in answer.json()["html"]
    assert 'value="O1"' not in answer.json()["html"]


def test_more_countries_than_are_read_at_once_stay_in_the_box(client, period):
    names = [f"Land {number:02}x" for number in range(22)]
    for number, name in enumerate(names):
        factories.StateFactory(iso=f"{chr(65 + number)}{chr(65 + number)}", name=name)
    typed = {"title": "A visit", "countries-add": "; ".join(names), "save": "yes"}

    response = client.post(f"{NEW}?form=6f1c2d3e-0000-4000-8000-000000000001", typed)

    assert value(response, "countries-add") == ["Land 20x; Land 21x"]
    assert len(value(response, "countries")) == 20
    assert pages.error_links(response) == [
        ("id_countries-add", "20 were read at once; the others stand in the box still. Send it again.")
    ]


def test_countries_that_are_pasted_from_lines_of_a_document_are_read_one_by_one(client, period):
    for iso, name in (("KE", "Kenya"), ("CO", "Colombia"), ("NP", "Nepal")):
        factories.StateFactory(iso=iso, name=name)
    typed = {"title": "A visit", "countries-add": "Kenya\x0bColombia\u2028Nepal", "save": "yes"}

    client.post(f"{NEW}?form=6f1c2d3e-0000-4000-8000-000000000001", typed)

    assert sorted(Evidence.objects.get().countries.values_list("iso", flat=True)) == ["CO", "KE", "NP"]


# --- throwing a draft away -----------------------------------------------------------------------------


def test_a_draft_is_discarded_with_its_files_and_the_audit_keeps_what_it_said(
    client, entry, django_capture_on_commit_callbacks
):
    evidence = entry()
    kept = factories.AttachmentFactory(evidence=evidence).file
    page = client.get(evidence.get_absolute_url())
    address = f"/evidence/{evidence.reference}/discard/"

    asked = client.get(address)
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(address, follow=True)

    assert address in pages.read(page).xpath("//a/@href")
    assert "1 file" in pages.main(asked)
    assert pages.messages(done) == [f"{evidence.reference} is discarded."]
    assert (Evidence.objects.count(), Attachment.objects.count(), kept.storage.exists(kept.name)) == (0, 0, False)
    assert AuditEvent.objects.get(action="evidence.discard").before["title"] == "Training in Nairobi"


@pytest.mark.parametrize("status", ["submitted", "returned", "accepted"])
def test_what_others_have_seen_is_not_discarded(client, entry, status):
    evidence = entry(status)

    response = client.post(f"/evidence/{evidence.reference}/discard/", follow=True)

    assert pages.messages(response) == ["Only a draft that was never submitted can be discarded."]
    assert Evidence.objects.count() == 1


def test_the_days_of_a_draft_keep_how_exact_they_are_until_they_are_typed_anew(client, content, recorder):
    evidence = entries.draft(entries.replace(content, date_precision="month"), by=recorder)
    typed = {"starts_on": "2026-09-15", "ends_on": "2026-09-15", "save": "yes"}
    address = f"/evidence/{evidence.reference}/edit/"

    kept = []
    for day in ("2026-09-15", "2026-09-16"):
        client.post(address, {**typed, "ends_on": day})
        evidence.refresh_from_db()
        kept.append((evidence.date_precision, evidence.ends_on))

    assert kept == [("month", date(2026, 9, 15)), ("day", date(2026, 9, 16))]
