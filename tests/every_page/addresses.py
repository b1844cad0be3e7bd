"""Where the pages of the lists stand."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from iomtrack.accounts.models import User
from objectives.models import StateStanding
from tests import factories, imports
from tests.every_page.long_words import TITLE, UNBROKEN
from tests.site import Site

ASSESSED = {"approved": "O1", "submitted": "R2"}


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
    if name in ("import", "import_undo", "import_drop"):
        author = site.entries["draft"].author
        long = {"name": f"{UNBROKEN}.csv", "landing": "draft" if name == "import_undo" else "submitted"}
        batch = imports.make(which, by=author, framework=site.framework, rows=30)
        batch.rows.update(title=TITLE, reference=UNBROKEN)
        batch.rows.filter(outcome="refused").update(problems=[["AB", UNBROKEN, f"“{UNBROKEN}” is not known."]])
        type(batch).objects.filter(pk=batch.pk).update(**long)
        return reverse(name, args=[batch.pk])
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
