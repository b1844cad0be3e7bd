"""A form's token was kept as an external reference, which is for what other systems call a record: it moves out."""

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

FORM = "form:"


def tokens_on_their_own(apps, schema_editor):
    entries = apps.get_model("objectives", "Evidence").objects.using(schema_editor.connection.alias)
    entries.filter(external_reference__startswith=FORM).update(
        form_token=Substr("external_reference", len(FORM) + 1), external_reference=None
    )


def tokens_as_references(apps, schema_editor):
    entries = apps.get_model("objectives", "Evidence").objects.using(schema_editor.connection.alias)
    entries.filter(form_token__isnull=False, external_reference__isnull=True).update(
        external_reference=Concat(Value(FORM), F("form_token"))
    )


class Migration(migrations.Migration):
    dependencies = [("objectives", "0025_evidence_says_who_benefited")]

    operations = [migrations.RunPython(tokens_on_their_own, tokens_as_references)]
