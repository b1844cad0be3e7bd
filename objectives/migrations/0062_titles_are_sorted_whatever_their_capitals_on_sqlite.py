"""SQLite would put "advice" after "Zugdidi", as its capitals come before all small letters. The index of titles is made
anew, of what they are sorted by now; PostgreSQL goes by the language of the database, and nothing changes there.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEX = "evidence_by_title"


def make_anew(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        evidence = apps.get_model("objectives", "Evidence")
        (index,) = [one for one in evidence._meta.indexes if one.name == INDEX]
        schema_editor.remove_index(evidence, index)
        schema_editor.add_index(evidence, index)


class Migration(migrations.Migration):
    dependencies = [("objectives", "0061_links_know_the_day_on_sqlite")]

    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
