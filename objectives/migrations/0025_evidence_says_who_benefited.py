"""Who benefited, what may be shared, the form that a record was made by, and how often it was saved."""

from django.db import migrations, models

from objectives.tallying import around


class Migration(migrations.Migration):
    dependencies = [("objectives", "0024_attachments")]

    operations = around(
        [
            migrations.AddField(
                model_name="evidence",
                name="beneficiaries",
                field=models.CharField(blank=True, max_length=500, verbose_name="who benefited"),
            ),
            migrations.AddField(
                model_name="evidence",
                name="sensitivity",
                field=models.CharField(
                    choices=[("shareable", "Can be shared with Member States"), ("internal", "Internal")],
                    default="shareable",
                    max_length=10,
                    verbose_name="sensitivity",
                ),
            ),
            migrations.AddField(
                model_name="evidence",
                name="form_token",
                field=models.CharField(blank=True, max_length=120, null=True, unique=True),
            ),
            migrations.AddField(
                model_name="evidence", name="edit_number", field=models.PositiveIntegerField(default=0)
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.CheckConstraint(
                    condition=models.Q(("sensitivity__in", ["shareable", "internal"])), name="sensitivity_is_known"
                ),
            ),
        ]
    )
