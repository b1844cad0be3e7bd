"""What the database itself refuses twice, whoever writes: twins for each uniqueness, named by it."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint
from django.utils import timezone

from iomtrack.accounts.models import User
from tests import factories
from tests.objectives.constraints.kept import constraints

pytestmark = pytest.mark.django_db


def twice(factory, *names, **fields):
    first = factory(**fields)
    factory(**{name: getattr(first, name) for name in names})


TWINS = {
    "one_part_of_a_seal_at_each_position": lambda: twice(factories.AuditSealPartFactory, "seal"),
    "one_user_for_each_email": lambda: [
        User.objects.create(email=email) for email in ("a@example.org", "A@example.org")
    ],
    "element_code_is_unique_in_its_framework": lambda: twice(factories.ElementFactory, "framework", "code"),
    "element_position_is_unique_in_its_framework": lambda: twice(
        factories.ElementFactory, "framework", "position", code="A"
    ),
    "one_thread_between_two_elements": lambda: twice(factories.LineageFactory, "ancestor", "descendant"),
    "an_element_is_discontinued_once_in_a_framework": lambda: twice(
        factories.LineageFactory,
        "ancestor",
        "discontinued_in",
        kind="discontinued",
        descendant=None,
        discontinued_in=factories.FrameworkFactory(),
    ),
    "indicator_code_is_unique_in_its_element": lambda: twice(factories.IndicatorFactory, "element", "code"),
    "amendment_number_is_unique_in_its_element": lambda: twice(factories.AmendmentFactory, "element"),
    "vocabulary_code_is_unique_in_its_framework": lambda: twice(factories.VocabularyFactory, "framework", "code"),
    "term_code_is_unique_in_its_vocabulary": lambda: twice(factories.TermFactory, "vocabulary", "code"),
    "category_code_is_unique_in_its_dimension": lambda: twice(factories.CategoryFactory, "dimension", "code"),
    "one_part_for_each_category": lambda: twice(factories.FigurePartFactory, "figure", "category"),
    "target_revision_is_unique": lambda: twice(factories.TargetFactory, "indicator"),
    "a_programme_names_a_donor_once": lambda: twice(factories.ProgrammeDonorFactory, "programme", "name"),
    "a_programme_names_a_country_once": lambda: twice(factories.ProgrammeCountryFactory, "programme", "state"),
    "a_programme_names_a_document_once": lambda: twice(factories.ProgrammeDocumentFactory, "programme", "url"),
    "one_budget_of_each_kind_for_the_same_days": lambda: twice(factories.ProgrammeBudgetFactory, "programme"),
    "a_correction_leaves_a_file_out_once": lambda: twice(factories.FileLeftOutFactory, "correction", "attachment"),
    "a_co_author_is_named_once": lambda: twice(factories.CoAuthorFactory, "evidence", "user"),
    "a_form_is_open_once_for_each_person": lambda: twice(factories.OpenFormFactory, "evidence", "person"),
    "period_code_is_unique_in_its_framework": lambda: twice(factories.PeriodFactory, "framework"),
    "assessment_version_has_its_own_number": lambda: twice(factories.AssessmentVersionFactory, "assessment", "number"),
    "one_is_focal_point_of_an_element_once": lambda: twice(factories.FocalPointFactory, "element", "user"),
    "one_reminder_of_a_period_to_a_person_in_a_day": lambda: twice(factories.ReminderFactory, "period", "user"),
    "one_letter_of_an_invitation": lambda: twice(
        factories.AccountLetterFactory,
        "user",
        "invited_at",
        "kind",
        kind="invitation",
        user=factories.UserFactory(),
        invited_at=timezone.now(),
    ),
    "a_file_is_attached_to_an_entry_once": lambda: twice(factories.AttachmentFactory, "evidence", "given_sha256"),
    "one_contribution_for_each_element": lambda: twice(factories.ContributionFactory, "evidence", "element"),
    "one_figure_for_each_indicator": lambda: twice(factories.FigureFactory, "evidence", "indicator"),
    "one_tally_for_each_element_of_a_period": lambda: twice(factories.ElementTallyFactory, "period", "element"),
    "one_tally_for_each_indicator_of_a_period": lambda: twice(factories.IndicatorTallyFactory, "period", "indicator"),
    "one_assessment_of_an_element_in_a_period": lambda: twice(factories.AssessmentFactory, "element", "period"),
    "one_answer_for_each_key": lambda: twice(factories.ApiAnswerFactory, "user", "key"),
    "one_correction_of_an_entry_at_a_time": lambda: twice(
        factories.EvidenceFactory, "corrects", corrects=factories.EvidenceFactory(accepted=True)
    ),
    "a_position_stands_once_in_an_import": lambda: twice(factories.ImportRowFactory, "batch", "position"),
    "one_notice_setting_of_a_kind_for_each_person": lambda: twice(factories.NoticeSettingFactory, "user", "kind"),
    "one_digest_to_a_person_in_a_day": lambda: twice(factories.NoticeDigestFactory, "user", "day"),
    "evidence_version_has_its_own_number": lambda: twice(factories.EvidenceVersionFactory, "evidence", "number"),
    "a_person_names_a_filter_once": lambda: twice(factories.SavedFilterFactory, "owner", "name"),
    "one_assessment_text_in_each_language": lambda: twice(factories.AssessmentTextFactory, "assessment"),
}


def test_every_uniqueness_has_its_twins():
    assert set(TWINS) == constraints(UniqueConstraint)


@pytest.mark.parametrize("name", TWINS)
def test_the_database_refuses_twins(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        TWINS[name]()
