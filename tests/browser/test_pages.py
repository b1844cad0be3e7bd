"""Every page of the site, on a phone and at a desk, with long words on it: all of it holds, all of it is in reach."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import get_resolver, reverse
from playwright.sync_api import Page

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.work.letters import LetterState
from objectives.actions import accounts
from objectives.models import (
    AssessmentText,
    Category,
    Contribution,
    Element,
    Evidence,
    EvidenceDecision,
    Indicator,
    Office,
    Period,
    PeriodUnlock,
    Programme,
    State,
    StateStanding,
    Target,
)
from reports.models import Definition, Recipient
from tests import factories, imports
from tests.browser.soundness import Watch, faults
from tests.browsing import DESK, PHONE
from tests.conftest import triggers_off
from tests.permissions.addresses import every_address
from tests.site import Site, make_site

pytestmark = pytest.mark.browser

UNBROKEN = "Rückübernahmeabkommensdurchführungsprotokoll" * 2
TITLE = f"Two hundred characters, most of them without a space between: {UNBROKEN} {'x' * 48}"[:200]
LABEL = "Support to States in the orderly and humane management of migration, and the effective respect of rights"
ANSWERS_NO_PAGE = {
    "healthz",
    "choose_language",
    "evidence_accept",
    "evidence_return",
    "evidence_withdraw",
    "evidence_correct",
    "evidence_remark",
    "correction_discard",
    "review_several",
    "form_draft_discard",
    "export_file",
    "export_remove",
    "iati_results",
    "saved_filter_delete",
    "token_end",
    "attachment",
    "attachment_list",
    "attachment_remove",
    "attachment_retry",
    "office_retire",
    "office_restore",
    "programme_confirm",
    "programme_retire",
    "programme_restore",
    "period_close",
    "editor_move",
    "import_template",
    "import_progress",
    "import_fix",
    "import_confirm",
    "import_undo",
    "import_check",
    "import_drop",
    "framework_export",
    "assess_approve",
    "assess_return",
    "assess_reopen",
    "period_end_unlock",
    "period_remind",
    "indicator_move",
    "indicator_retire",
    "indicator_restore",
    "indicator_remove",
    "rendition",
    "edition_preview",
    "edition_introduction",
    "edition_sign_off",
    "edition_compose_again",
    "edition_retry",
    "person_invite_again",
    "person_deactivate",
    "person_reactivate",
    "person_second_factor",
    "openid_connect_login",
    "openid_connect_callback",
    "audit_export",
    "evidence_open",
    "choose",
    "choose_served",
    "term_retire",
    "term_restore",
    "term_remove",
    "contact_active",
    "contact_delegate",
}
LOOKED_AT_IN_USE = {  # in test_second_factor.py, which has a key and a phone
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}
ASSESSED = {"approved": "O1", "submitted": "R2"}
PAGES = {
    "visitor": [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key[stale]",
        "account_reset_password_from_key_done",
    ],
    "recorder": [
        "home",
        "evidence_list",
        "evidence_list[filtered]",
        "evidence_list[none]",
        "evidence_new",
        "evidence[draft]",
        "evidence[returned]",
        "evidence[withdrawn]",
        "evidence_edit[draft]",
        "evidence_edit[returned]",
        "evidence_new[filled]",
        "evidence_check[draft]",
        "evidence_check[returned]",
        "evidence_discard[draft]",
        "evidence_share",
        "evidence_quick",
        "evidence_quick[grid]",
        "evidence_compare",
        "evidence_versions[accepted]",
        "evidence_columns",
        "form_draft",
        "saved_filter_list",
        "saved_filter_new",
        "saved_filter",
        "own_entries",
        "notice_settings",
        "export_list",
        "export_new",
        "token_list",
        "office_list",
        "office",
        "office[other]",
        "programme_list",
        "programme",
        "programme_propose",
        "programme_propose[while logging]",
        "import_list",
        "import_new",
        "import[waiting]",
        "import[faulty]",
        "import[ready]",
        "import[written]",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_list_webauthn",
        "account_logout",
        "missing",
    ],
    "administrator": [
        "home",
        "evidence[submitted]",
        "evidence[accepted]",
        "review",
        "iati_upload",
        "iati_checked",
        "office_list",
        "office_list[none]",
        "office_new",
        "office",
        "office[retired]",
        "office_change",
        "office_merge",
        "office_merge[planned]",
        "programme_list",
        "programme_new",
        "programme",
        "programme[proposed]",
        "programme[merged]",
        "programme_change",
        "programme_merge",
        "programme_merge[planned]",
        "framework_list",
        "framework",
        "framework[earlier]",
        "framework_load",
        "framework_load_checked",
        "element",
        "element[earlier]",
        "element_history",
        "lineage",
        "vocabulary_list",
        "vocabulary_new",
        "term_new",
        "term",
        "definition_list",
        "definition_new",
        "framework_new",
        "framework_next",
        "framework_adopt",
        "editor",
        "editor_head",
        "editor_passages",
        "editor_add",
        "editor_earlier",
        "editor_element",
        "editor_place",
        "editor_split",
        "editor_merge",
        "editor_remove",
        "editor_lineage",
        "amend",
        "amend[translate]",
        "assess",
        "assess[submitted]",
        "assess[approved]",
        "focal_points",
        "period",
        "period_edit",
        "period_unlock",
        "period_close",
        "period[closed]",
        "period_new",
        "indicator",
        "indicator[retired]",
        "indicator_new",
        "indicator_change",
        "indicator_targets",
        "dimension_list",
        "dimension_new",
        "dimension",
        "edition_list",
        "edition[awaiting]",
        "edition[issued]",
        "portal",
        "people",
        "people[none]",
        "person",
        "person[invited]",
        "person[deactivated]",
        "person_invite",
        "person_change",
        "roles",
        "state_list",
        "state_list[none]",
        "states_file",
        "state",
        "standing_new",
        "standing",
        "state_language",
        "contact_list",
        "contact",
        "file_watch",
        "audit_list",
        "audit_list[wrong]",
        "audit",
        "missing",
    ],
    "auditor": ["home", "evidence_list", "edition_list", "edition[awaiting]", "people", "person", "roles"],
    "delegate": ["portal", "missing"],
}
STATUSES = {"missing": 404, "audit_list[wrong]": 422}


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    """Something of everything, and all that people may type is long."""
    site = make_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya, title=TITLE)
    Element.objects.update(label=LABEL, wording=f"to {LABEL}, {UNBROKEN};")
    Indicator.objects.update(title=f"Persons assisted {UNBROKEN}"[:120], unit="persons, cumulatively")
    Period.objects.filter(pk=site.period.pk).update(label="Third quarter of 2026, with the month that followed it")
    Office.objects.update(name="Nairobi, regional office for East Africa and the Horn")
    with triggers_off():  # as if it had been typed so
        EvidenceDecision.objects.update(reason=f"The days are wrong. {UNBROKEN}")
    Evidence.objects.update(description=f"Officials were trained. {UNBROKEN}")
    factories.SourceFactory(
        evidence=site.entries["draft"], citation=UNBROKEN, url=f"https://example.org/{UNBROKEN.encode().hex()}"
    )
    AssessmentText.objects.update(narrative=f"The work went on. {UNBROKEN}", challenges=UNBROKEN)
    PeriodUnlock.objects.update(reason=f"The road was cut. {UNBROKEN}")
    before = factories.PeriodFactory(
        framework=site.framework, code="2026-Q2", starts_on="2026-04-01", ends_on="2026-06-30", closed=True
    )
    for element in site.framework.elements.all():
        assessment = factories.AssessmentFactory(element=element, period=before)
        factories.AssessmentTextFactory(assessment=assessment, narrative=UNBROKEN)
        factories.AssessmentTextFactory(assessment=assessment, language="fr", narrative=UNBROKEN)
    Contribution.objects.update(how=UNBROKEN)
    Target.objects.update(reason=f"Less money. {UNBROKEN}")
    retired = factories.IndicatorFactory(
        element=site.element,
        code="O1.9",
        title=UNBROKEN,
        owner=UNBROKEN,
        retired_on="2026-08-01",
        retired_reason=UNBROKEN,
    )
    factories.TargetFactory(indicator=retired, due_on="2027-12-31", set_on="2026-01-01")
    theme = factories.TermFactory(vocabulary__framework=site.framework, label=UNBROKEN)
    for figure in site.indicator.figures.all():
        figure.evidence.terms.add(theme)
        for category in Category.objects.all():
            factories.FigurePartFactory(figure=figure, category=category, value=6)
    Category.objects.update(label=UNBROKEN)
    Definition.objects.update(title=f"Assessment of the plan in the light of {UNBROKEN}")
    factories.AmendmentFactory(
        element=site.element, before=f"to {LABEL}, {UNBROKEN};", after=f"to {UNBROKEN};", reason=UNBROKEN
    )
    translation = {"label": LABEL, "wording": f"to {UNBROKEN}", "official": False}
    Element.objects.filter(pk=site.element.pk).update(translations={"es": translation})
    User.objects.filter(pk=recorder.pk).update(name="Maria-Fernanda Wilhelmina van den Heuvel-Papadopoulou")
    recipient = factories.RecipientFactory(name=UNBROKEN[:80], email=f"{UNBROKEN[:50]}@example.org".replace("ü", "u"))
    factories.DeliveryFactory(rendition=site.issued, recipient=recipient, state=LetterState.PENDING)
    make_programmes(site.programme)
    make_people(factories.UserFactory(role=Role.ADMINISTRATOR), recorder)
    Recipient.objects.filter(pk=site.contact.pk).update(name=UNBROKEN[:120])
    factories.DeliveryFactory(rendition=site.issued, recipient=site.contact, state=LetterState.PENDING)
    return site


def make_programmes(programme: Programme) -> None:
    """One with long words in it, and one that was merged into it."""
    Programme.objects.update(title=TITLE, description=f"It helps. {UNBROKEN}")
    into = factories.ProgrammeFactory(code="RET-2", title=TITLE)
    programme.donors.update(name=UNBROKEN, iati_ref=UNBROKEN)
    Programme.objects.filter(status="retired").update(merged_into=into, retired_reason=UNBROKEN)
    Office.objects.filter(retired_on__isnull=False).update(retired_reason=UNBROKEN)


def make_people(by: User, recorder: User) -> None:
    """Someone invited and someone deactivated, with long names, and a history on the recorder's page."""
    office = recorder.posting.office
    content = accounts.AccountInput(
        f"{UNBROKEN[:50]}@example.org".replace("ü", "u"), TITLE[:150], "recorder", office=office
    )
    accounts.invite(content=content, by=by)
    content = accounts.AccountInput("closed@example.org", UNBROKEN, "recorder", office=office)
    closed = accounts.invite(content=content, by=by)
    accounts.deactivate(user=closed, reason=UNBROKEN, by=by)
    factories.UserFactory.create_batch(26)


def address_of_ones_own(name: str, site: Site) -> str:
    """Where something stands that is made for the page, with long words in it."""
    author = site.entries["draft"].author
    if name == "saved_filter":
        return reverse(name, args=[factories.SavedFilterFactory(owner=author, name=UNBROKEN[:60]).pk])
    if name == "iati_checked":
        return factories.IatiUploadFactory(by=User.objects.get(email="administrator@example.org")).get_absolute_url()
    if name == "evidence_share":
        shared = factories.CoAuthorFactory(evidence=site.entries["draft"], user__name=UNBROKEN)
        return reverse(name, args=[shared.evidence.reference])
    typed = factories.FormDraftFactory(person=author, evidence=site.entries["draft"], fields={"title": [UNBROKEN]})
    return reverse(name, args=[typed.evidence.reference] if name == "evidence_compare" else [])


def address(page: str, site: Site) -> str:
    """Where a page of the lists above stands."""
    name, _, which = page.partition("[")
    which = which.rstrip("]")
    if name == "assess":
        return reverse(name, args=[site.framework.slug, ASSESSED.get(which, "R1"), site.period.code])
    if which in site.entries:
        return reverse(name, args=[site.entries[which].reference])
    if page.startswith("import["):
        author = site.entries["draft"].author
        long = {"name": f"{UNBROKEN}.csv", "landing": "submitted"}
        batch = imports.make(which, by=author, framework=site.framework, rows=30)
        batch.rows.update(title=TITLE, reference=UNBROKEN)
        batch.rows.filter(outcome="refused").update(problems=[["AB", UNBROKEN, f"“{UNBROKEN}” is not known."]])
        type(batch).objects.filter(pk=batch.pk).update(**long)
        return batch.get_absolute_url()
    if page == "framework_load_checked":
        administrator = User.objects.get(email="administrator@example.org")
        return factories.FrameworkUploadFactory(by=administrator).get_absolute_url()
    if name in ("saved_filter", "iati_checked", "evidence_compare", "form_draft", "evidence_share"):
        return address_of_ones_own(name, site)
    slug, code = site.framework.slug, site.period.code
    earlier = site.world.framework.slug
    key = default_token_generator.make_token(site.entries["draft"].author)
    special = {
        "missing": "/no/such/page/",
        "saved_filter_new": "/evidence/filters/new/?status=draft",
        "evidence_new[filled]": "/evidence/new/?programme=RET-1&element=O1&element=R1&country=KE",
        "evidence_quick[grid]": "/evidence/quick/?programme=RET-1",
        "office[other]": "/offices/KRT/",
        "office[retired]": "/offices/OLD/",
        "office_list[none]": "/offices/?text=nothing+has+this+name",
        "office_merge[planned]": "/offices/NBO/merge/?into=KRT",
        "programme[proposed]": "/programmes/PROPOSED-1/",
        "programme[merged]": "/programmes/RET-0/",
        "programme_merge[planned]": "/programmes/RET-1/merge/?into=RET-2",
        "programme_propose[while logging]": f"/programmes/propose/?entry={site.entries['draft'].reference}",
        "amend[translate]": reverse("amend", args=[slug, "O1"]) + "?language=fr",
        "indicator[retired]": reverse("indicator", args=[slug, "O1", "O1.9"]) + "?on=2026-08-01",
        "framework[earlier]": reverse("framework", args=[earlier]),
        "element[earlier]": reverse("element", args=[earlier, "O1"]),
        "period[closed]": reverse("period", args=[earlier, site.world.period.code]),
        "edition[awaiting]": reverse("edition", args=[site.awaiting.pk]),
        "edition[issued]": reverse("edition", args=[site.issued.edition_id]),
        "evidence_list[filtered]": f"/evidence/?text=officials&status=draft&office={site.entries['draft'].office_id}",
        "people[none]": "/people/?text=nobody+has+this+name",
        "person": reverse("person", args=[site.entries["draft"].author_id]),
        "person[invited]": reverse("person", args=[User.objects.get(name=TITLE[:150]).pk]),
        "person[deactivated]": reverse("person", args=[User.objects.get(email="closed@example.org").pk]),
        "person_change": reverse("person_change", args=[User.objects.get(email="closed@example.org").pk]),
        "evidence_list[none]": "/evidence/?text=nothing+says+this",
        "audit_list[wrong]": "/audit/?who=nobody",
        "state_list[none]": "/states/?on=1900-01-01",
        "account_reset_password_from_key[stale]": reverse("account_reset_password_from_key", args=["1", "no-such"]),
        "account_reset_password_from_key": reverse(
            "account_reset_password_from_key", args=[user_pk_to_url_str(site.entries["draft"].author), key]
        ),
    }
    whole = ("editor", "editor_head", "editor_passages", "editor_add")
    drafted = [site.draft.slug] if name in whole else [site.draft.slug, "N1"]
    arguments = {
        **{name: ["NBO"] for name in ("office", "office_change", "office_merge")},
        **{name: ["RET-1"] for name in ("programme", "programme_change", "programme_merge")},
        "framework_next": [slug],
        "framework_adopt": [site.draft.slug],
        "editor_earlier": [site.draft.slug, "R1"],
        "amend": [slug, "O1"],
        "framework": [slug],
        "element": [slug, "O1"],
        "focal_points": [slug],
        "element_history": [slug, "O1"],
        "lineage": [slug],
        "vocabulary_list": [slug],
        "vocabulary_new": [slug],
        "term_new": [slug, site.term.vocabulary.code],
        "term": [slug, site.term.vocabulary.code, site.term.code],
        "period_new": [slug],
        **{name: [slug, code] for name in ("period", "period_edit", "period_unlock", "period_close")},
        "indicator": [slug, "O1", "O1.1"],
        "indicator_new": [slug, "O1"],
        "indicator_change": [slug, "O1", "O1.1"],
        "indicator_targets": [slug, "O1", "O1.1"],
        "dimension": ["sex"],
        "state": ["KE"],
        "standing_new": ["KE"],
        "standing": ["KE", StateStanding.objects.get(state__iso="KE").pk],
        "state_language": ["KE"],
        "contact_list": ["KE"],
        "contact": ["KE", site.contact.pk],
        "audit": [site.event.pk],
    }
    if name.startswith("editor"):
        arguments.setdefault(name, drafted)
    return special.get(page) or reverse(name, args=arguments.get(name, []))


@pytest.mark.timeout(1800)  # an administrator has more than sixty pages, and each is looked at whole
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_sound(
    who: str, width: int, page_for: Callable[..., Page], site: Site, request: pytest.FixtureRequest, live_server: Any
) -> None:
    reader = None if who == "visitor" else request.getfixturevalue(who)
    page = page_for(reader, width=width)
    watch = Watch(page, live_server.url)

    found = []
    for name in PAGES[who]:
        answer = page.goto(address(name, site))
        shown = [] if answer.status == STATUSES.get(name, 200) else [f"answers {answer.status}"]
        found += [f"{name}: {fault}" for fault in [*shown, *faults(page), *watch.take()]]

    assert "\n".join(found) == ""


def test_every_address_that_answers_with_a_page_is_looked_at() -> None:
    looked_at = {name.partition("[")[0] for names in PAGES.values() for name in names}

    assert looked_at - {"missing"} | ANSWERS_NO_PAGE | LOOKED_AT_IN_USE == set(
        every_address(get_resolver().url_patterns)
    )
