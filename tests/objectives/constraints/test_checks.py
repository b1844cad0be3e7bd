"""What the database itself refuses, whoever writes: one bad row for each check, named by it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F
from django.utils import timezone

from objectives.models import Element, Indicator, Office, Programme
from tests import factories
from tests.objectives.constraints.kept import constraints

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def own_element():
    element = factories.ElementFactory()
    Element.objects.filter(pk=element.pk).update(parent=F("id"))


def own_indicator():
    indicator = factories.IndicatorFactory()
    Indicator.objects.filter(pk=indicator.pk).update(rolls_up_to=F("id"))


def own_approval():
    writer = factories.UserFactory()
    factories.AssessmentFactory(assessed_by=writer, approved_by=writer)


def pointing_at_itself(model, factory, name, **fields):
    row = factory(**fields)
    model.objects.filter(pk=row.pk).update(**{name: F("id")})


def own_doing():
    user = factories.UserFactory()
    factories.ReviewNoticeFactory(user=user, by=user)


def own_review():
    author = factories.UserFactory()
    factories.EvidenceFactory(author=author, accepted=True, reviewer=author)


BAD_ROWS = {
    "user_role_is_known": lambda: factories.UserFactory(role="king"),
    "office_kind_is_known": lambda: factories.OfficeFactory(kind="castle"),
    "office_has_a_name": lambda: factories.OfficeFactory(name=""),
    "office_language_is_known": lambda: factories.OfficeFactory(language="de"),
    "office_is_not_its_own_parent": lambda: pointing_at_itself(Office, factories.OfficeFactory, "parent"),
    "office_is_not_merged_into_itself": lambda: pointing_at_itself(
        Office, factories.OfficeFactory, "merged_into", retired=True
    ),
    "merged_office_is_retired": lambda: factories.OfficeFactory(merged_into=factories.OfficeFactory()),
    "retired_office_says_when_and_why": lambda: factories.OfficeFactory(retired_on=date(2026, 1, 1)),
    "programme_status_is_known": lambda: factories.ProgrammeFactory(status="lost"),
    "programme_has_a_code": lambda: factories.ProgrammeFactory(code=""),
    "programme_has_a_title": lambda: factories.ProgrammeFactory(title=""),
    "programme_has_an_iati_identifier_or_none": lambda: factories.ProgrammeFactory(iati_identifier=""),
    "programme_language_is_known": lambda: factories.ProgrammeFactory(language="de"),
    "programme_ends_after_it_starts": lambda: factories.ProgrammeFactory(
        starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1)
    ),
    "programme_is_not_its_own_parent": lambda: pointing_at_itself(Programme, factories.ProgrammeFactory, "parent"),
    "programme_is_not_merged_into_itself": lambda: pointing_at_itself(
        Programme, factories.ProgrammeFactory, "merged_into", retired=True
    ),
    "merged_programme_is_retired": lambda: factories.ProgrammeFactory(merged_into=factories.ProgrammeFactory()),
    "retired_programme_says_when_and_why": lambda: factories.ProgrammeFactory(status="retired"),
    "proposed_programme_says_when_and_by_whom": lambda: factories.ProgrammeFactory(status="proposed"),
    "share_of_regions_is_a_percentage": lambda: factories.ProgrammeFactory(regions_percentage=-1),
    "share_of_a_country_is_a_percentage": lambda: factories.ProgrammeCountryFactory(percentage=101),
    "document_has_a_title": lambda: factories.ProgrammeDocumentFactory(title=""),
    "document_is_of_some_kind": lambda: factories.ProgrammeDocumentFactory(categories=""),
    "document_is_on_the_web": lambda: factories.ProgrammeDocumentFactory(url="javascript:alert(1)"),
    "donor_has_a_name": lambda: factories.ProgrammeDonorFactory(name=""),
    "budget_kind_is_known": lambda: factories.ProgrammeBudgetFactory(kind="wild"),
    "budget_is_not_below_zero": lambda: factories.ProgrammeBudgetFactory(amount=-1),
    "budget_currency_is_three_capitals": lambda: factories.ProgrammeBudgetFactory(currency="usd"),
    "budget_ends_after_it_starts": lambda: factories.ProgrammeBudgetFactory(ends_on=date(2025, 1, 1)),
    "framework_status_is_known": lambda: factories.FrameworkFactory(status="lost"),
    "element_kind_is_known": lambda: factories.ElementFactory(kind="wish"),
    "element_has_a_wording": lambda: factories.ElementFactory(wording=""),
    "element_is_not_its_own_parent": own_element,
    "framework_upload_has_a_name": lambda: factories.FrameworkUploadFactory(name=""),
    "lineage_kind_is_known": lambda: factories.LineageFactory(kind="stolen"),
    "only_what_is_discontinued_is_left_out": lambda: factories.LineageFactory(
        discontinued_in=factories.FrameworkFactory()
    ),
    "lineage_ends_fit_its_kind": lambda: factories.LineageFactory(kind="new"),
    "indicator_aggregation_is_known": lambda: factories.IndicatorFactory(aggregation="median"),
    "indicator_direction_is_known": lambda: factories.IndicatorFactory(direction="sideways"),
    "indicator_baseline_has_a_date": lambda: factories.IndicatorFactory(baseline=5),
    "indicator_does_not_roll_up_to_itself": own_indicator,
    "amendment_has_a_reason": lambda: factories.AmendmentFactory(reason=""),
    "amendment_keeps_the_wording_before": lambda: factories.AmendmentFactory(before=""),
    "amendment_has_a_wording_after": lambda: factories.AmendmentFactory(after=""),
    "amendment_changes_the_wording": lambda: factories.AmendmentFactory(before="to help", after="to help"),
    "invitation_is_sent_after_it_is_made": lambda: factories.UserFactory(invitation_sent_at=timezone.now()),
    "retired_indicator_has_a_reason": lambda: factories.IndicatorFactory(retired_on=date(2026, 1, 1)),
    "term_has_a_name": lambda: factories.TermFactory(label=""),
    "retired_term_has_a_reason": lambda: factories.TermFactory(retired_on=date(2026, 1, 1)),
    "dimension_has_a_name": lambda: factories.DimensionFactory(name=""),
    "category_has_a_name": lambda: factories.CategoryFactory(label=""),
    "figure_answer_is_known": lambda: factories.FigureFactory(answer="perhaps", value=None),
    "figure_has_a_value_or_says_why_not": lambda: factories.FigureFactory(answer="not_applicable", value=0),
    "target_revision_has_a_reason": lambda: factories.TargetFactory(revision=1),
    "audit_seal_range_is_not_reversed": lambda: factories.AuditSealFactory(last_id=-1),
    "state_language_is_known": lambda: factories.StateFactory(language="de"),
    "state_standing_is_one_held": lambda: factories.StateStandingFactory(standing="neither"),
    "state_standing_is_not_reversed": lambda: factories.StateStandingFactory(until=date(1951, 12, 4)),
    "period_ends_after_it_starts": lambda: factories.PeriodFactory(ends_on=date(2026, 6, 30)),
    "period_status_is_known": lambda: factories.PeriodFactory(status="ajar"),
    "closed_period_says_when_and_by_whom": lambda: factories.PeriodFactory(status="closed"),
    "evidence_status_is_known": lambda: factories.EvidenceFactory(status="lost"),
    "evidence_ends_after_it_starts": lambda: factories.EvidenceFactory(starts_on=date(2026, 10, 1)),
    "submitted_evidence_is_complete": lambda: factories.EvidenceFactory(submitted=True, title=""),
    "reviewed_evidence_says_when_and_by_whom": lambda: factories.EvidenceFactory(accepted=True, reviewer=None),
    "nobody_reviews_their_own_evidence": own_review,
    "source_is_a_document_or_an_address": lambda: factories.SourceFactory(citation=""),
    "return_and_withdrawal_have_a_reason": lambda: factories.EvidenceDecisionFactory(after="returned"),
    "assessment_finding_is_known": lambda: factories.AssessmentFactory(finding="superb"),
    "assessment_measurability_is_known": lambda: factories.AssessmentFactory(measurability="perhaps"),
    "assessment_continuation_is_known": lambda: factories.AssessmentFactory(continuation="perhaps"),
    "assessment_status_is_known": lambda: factories.AssessmentFactory(status="perhaps"),
    "submitted_assessment_has_a_finding": lambda: factories.AssessmentFactory(submitted=True, finding=""),
    "submitted_assessment_says_when_and_by_whom": lambda: factories.AssessmentFactory(
        submitted=True, submitted_at=None
    ),
    "approved_assessment_says_when_and_by_whom": lambda: factories.AssessmentFactory(approved_by=None),
    "nobody_approves_their_own_assessment": own_approval,
    "assessment_text_says_something": lambda: factories.AssessmentTextFactory(narrative=""),
    "return_and_reopening_have_a_reason": lambda: factories.AssessmentDecisionFactory(after="draft"),
    "unlock_has_a_reason": lambda: factories.PeriodUnlockFactory(reason=""),
    "unlock_expires_after_it_begins": lambda: factories.PeriodUnlockFactory(expires_at=timezone.now() - DAY),
    "ended_unlock_says_when_and_by_whom": lambda: factories.PeriodUnlockFactory(ended_at=timezone.now()),
    "reminder_state_is_known": lambda: factories.ReminderFactory(state="lost"),
    "sent_reminder_says_when": lambda: factories.ReminderFactory(state="sent"),
    "accountletter_state_is_known": lambda: factories.AccountLetterFactory(state="lost"),
    "sent_accountletter_says_when": lambda: factories.AccountLetterFactory(state="sent"),
    "accountletter_kind_is_known": lambda: factories.AccountLetterFactory(kind="chain"),
    "accountletter_of_invitation_says_whose": lambda: factories.AccountLetterFactory(kind="invitation"),
    "attachment_state_is_known": lambda: factories.AttachmentFactory(state="lost"),
    "attachment_kind_is_known": lambda: factories.AttachmentFactory(content_type="text/html"),
    "attachment_has_a_name_a_checksum_and_a_size": lambda: factories.AttachmentFactory(size=0),
    "only_a_removed_or_infected_attachment_has_no_file": lambda: factories.AttachmentFactory(file=""),
    "infected_attachment_names_what_was_found_and_has_no_file": lambda: factories.AttachmentFactory(
        state="infected", file=""
    ),
    "scanned_attachment_says_when": lambda: factories.AttachmentFactory(scanned_at=None),
    "removed_attachment_says_when_and_by_whom": lambda: factories.AttachmentFactory(removed_at=timezone.now()),
    "picture_has_width_and_height": lambda: factories.AttachmentFactory(width=10),
    "token_scope_is_known": lambda: factories.ApiTokenFactory(scope="all"),
    "token_has_a_name": lambda: factories.ApiTokenFactory(name=""),
    "sensitivity_is_known": lambda: factories.EvidenceFactory(sensitivity="secret"),
    "a_correction_counts_nowhere_itself": lambda: factories.EvidenceFactory(
        accepted=True, corrects=factories.EvidenceFactory(accepted=True)
    ),
    "export_state_is_known": lambda: factories.ExportJobFactory(state="lost"),
    "export_format_is_known": lambda: factories.ExportJobFactory(form="doc"),
    "export_shape_is_known": lambda: factories.ExportJobFactory(shape="round"),
    "a_ready_export_and_no_other_has_a_file": lambda: factories.ExportJobFactory(state="ready"),
    "form_draft_is_of_a_form": lambda: factories.FormDraftFactory(token=""),
    "form_draft_names_its_page": lambda: factories.FormDraftFactory(page=""),
    "monthly_figures_are_of_no_one_entry": lambda: factories.FormDraftFactory(
        programme=factories.ProgrammeFactory(), evidence=factories.EvidenceFactory()
    ),
    "programme_words_state_is_known": lambda: factories.ProgrammeWordsFactory(state="lost"),
    "iati_upload_state_is_known": lambda: factories.IatiUploadFactory(state="lost"),
    "iati_upload_step_is_known": lambda: factories.IatiUploadFactory(step="dance"),
    "iati_upload_has_a_name": lambda: factories.IatiUploadFactory(name=""),
    "import_state_is_known": lambda: factories.ImportBatchFactory(state="lost"),
    "import_step_is_known": lambda: factories.ImportBatchFactory(step="dance"),
    "import_kind_is_known": lambda: factories.ImportBatchFactory(kind="doc"),
    "import_landing_is_known": lambda: factories.ImportBatchFactory(landing="moon"),
    "import_has_a_name_and_a_checksum": lambda: factories.ImportBatchFactory(name=""),
    "only_a_dropped_import_has_no_file": lambda: factories.ImportBatchFactory(file=""),
    "written_import_says_when": lambda: factories.ImportBatchFactory(state="written"),
    "undone_import_says_when": lambda: factories.ImportBatchFactory(state="undone"),
    "row_outcome_is_known": lambda: factories.ImportRowFactory(outcome="lost"),
    "notice_setting_kind_is_known": lambda: factories.NoticeSettingFactory(kind="lost"),
    "notice_setting_time_is_known": lambda: factories.NoticeSettingFactory(when="now"),
    "noticedigest_state_is_known": lambda: factories.NoticeDigestFactory(state="lost"),
    "sent_noticedigest_says_when": lambda: factories.NoticeDigestFactory(state="sent"),
    "review_notice_kind_is_known": lambda: factories.ReviewNoticeFactory(kind="lost"),
    "nobody_is_told_of_their_own_doing": own_doing,
    "remark_says_something": lambda: factories.EvidenceRemarkFactory(text=""),
    "kept_filter_has_a_name": lambda: factories.SavedFilterFactory(name=""),
    "kept_filter_asks_for_something": lambda: factories.SavedFilterFactory(query=""),
    "accountletter_keeps_no_words_for_long": lambda: factories.AccountLetterFactory(
        kind="notice", state="stopped", body="words"
    ),
}
ALSO_BROKEN = {
    "period_status_is_known": "period_status_is_known|closed_period_says_when_and_by_whom",
    "assessment_status_is_known": "assessment_status_is_known|approved_assessment_says_when_and_by_whom",
}
LACKS = ["title", "description", "starts_on", "ends_on", "office", "period", "submitted_at"]


def test_every_check_has_its_bad_row():
    assert set(BAD_ROWS) == constraints(CheckConstraint)


@pytest.mark.parametrize("name", BAD_ROWS)
def test_the_database_refuses_the_bad_row(name):
    with pytest.raises(IntegrityError, match=ALSO_BROKEN.get(name, name)), transaction.atomic():
        BAD_ROWS[name]()


@pytest.mark.parametrize("status", ["submitted", "accepted", "returned", "withdrawn"])
@pytest.mark.parametrize("lacking", LACKS)
def test_nothing_goes_to_review_that_lacks_a_part(status, lacking):
    parts = {"status": status, "submitted_at": timezone.now(), "period": factories.PeriodFactory()}
    if status != "submitted":
        parts |= {"reviewer": factories.UserFactory(), "reviewed_at": timezone.now()}
    parts["framework"] = parts["period"].framework
    parts |= {"ends_on": date(2026, 9, 1), "starts_on": date(2026, 9, 1)}
    parts[lacking] = "" if lacking in ("title", "description") else None

    with pytest.raises(IntegrityError, match="submitted_evidence_is_complete"), transaction.atomic():
        factories.EvidenceFactory(**parts)


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("new", "both"),
        ("discontinued", "both"),
        ("retained", "ancestor"),
        ("merged", "descendant"),
        ("new", "ancestor"),
        ("discontinued", "descendant"),
        ("split", "none"),
    ],
)
def test_a_thread_has_the_ends_of_its_kind(kind, ends):
    missing = {name: None for name in ("ancestor", "descendant") if ends not in (name, "both")}

    with pytest.raises(IntegrityError, match="lineage_ends_fit_its_kind"), transaction.atomic():
        factories.LineageFactory(kind=kind, **missing)
