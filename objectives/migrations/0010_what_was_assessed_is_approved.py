"""Assessments made before there was approval stand as approved, by the system's own account, with their first version."""

from django.db import migrations

SYSTEM_EMAIL = "system@iomtrack.invalid"
JUDGED = (
    "finding",
    "finding_basis",
    "measurability",
    "measurability_basis",
    "continuation",
    "continuation_basis",
    "source",
)


def approve(apps, schema_editor):
    Assessment = apps.get_model("objectives", "Assessment")
    if not Assessment.objects.exists():
        return
    User = apps.get_model("accounts", "User")
    system, _made = User.objects.get_or_create(
        email=SYSTEM_EMAIL, defaults={"name": "iomtrack", "role": "service", "password": "!"}
    )
    for assessment in Assessment.objects.select_related("element__framework").prefetch_related("texts").iterator(500):
        _keep_versions(apps, assessment)
        assessment.submitted_by_id, assessment.submitted_at = assessment.assessed_by_id, assessment.assessed_at
        assessment.approved_by, assessment.approved_at = system, assessment.assessed_at
        assessment.status = "approved"
        assessment.save()


def _keep_versions(apps, assessment):
    Version = apps.get_model("objectives", "AssessmentVersion")
    judged = {name: getattr(assessment, name) for name in JUDGED}
    words = [(text.language, text.narrative, text.challenges) for text in assessment.texts.all()]
    for number, (language, narrative, challenges) in enumerate(
        words or [(assessment.element.framework.language, "", "")], start=1
    ):
        Version.objects.create(
            assessment=assessment,
            number=number,
            language=language,
            content={**judged, "language": language, "narrative": narrative, "challenges": challenges},
            by_id=assessment.assessed_by_id,
            at=assessment.assessed_at,
        )


def forget_what_is_not_whole(apps, schema_editor):
    """Before there were drafts, each assessment had a finding, and each text a narrative.

    What hangs on an assessment goes first, by queries of its own: backwards, Django's collector mixes states of models.
    """
    apps.get_model("objectives", "AssessmentText").objects.filter(narrative="").delete()
    for name in ("AssessmentText", "AssessmentVersion", "AssessmentDecision"):
        apps.get_model("objectives", name).objects.filter(assessment__finding="").delete()
    unfinished = apps.get_model("objectives", "Assessment").objects.filter(finding="")
    unfinished._raw_delete(unfinished.db)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("objectives", "0009_assessments_approved_and_periods_unlocked"),
    ]

    operations = [migrations.RunPython(approve, forget_what_is_not_whole)]
