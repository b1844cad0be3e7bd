"""What data migrations make of rows that stood before them."""

from importlib import import_module

import pytest
from django.apps import apps

from iomtrack.accounts.models import User
from objectives.models import Assessment
from tests import factories

pytestmark = pytest.mark.django_db

approval = import_module("objectives.migrations.0010_what_was_assessed_is_approved")


def test_what_was_assessed_before_there_was_approval_is_approved_with_a_first_version(reviewer):
    text = factories.AssessmentTextFactory(
        assessment=factories.AssessmentFactory(draft=True, assessed_by=reviewer, finding="met"), narrative="Done."
    )
    factories.AssessmentTextFactory(assessment=text.assessment, language="fr", narrative="Fait.")

    approval.approve(apps, None)

    kept = Assessment.objects.get()
    assert (kept.status, kept.submitted_by, kept.approved_by.email, kept.approved_at) == (
        "approved",
        reviewer,
        "system@iomtrack.invalid",
        text.assessment.assessed_at,
    )
    assert [(one.number, one.language, one.by, one.content["narrative"]) for one in kept.versions.all()] == [
        (1, "en", reviewer, "Done."),
        (2, "fr", reviewer, "Fait."),
    ]


def test_where_nothing_was_assessed_no_account_is_made():
    approval.approve(apps, None)

    assert not User.objects.exists()


def test_going_back_leaves_what_was_whole():
    whole = factories.AssessmentTextFactory()
    factories.AssessmentFactory(draft=True, finding="")
    factories.AssessmentTextFactory(assessment=whole.assessment, language="fr", narrative="", challenges="Routes.")

    approval.forget_what_is_not_whole(apps, None)

    assert [one.texts.get() for one in Assessment.objects.all()] == [whole]
