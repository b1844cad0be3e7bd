"""The office that record files and the development accounts call HQ is the headquarters."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def name_headquarters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("objectives", "Office").objects.filter(code="HQ", kind="country").update(kind="headquarters")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0022_evidence_names_its_programme")]

    operations = [migrations.RunPython(name_headquarters, migrations.RunPython.noop)]
