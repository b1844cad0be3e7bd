"""What stands before the first letter of a title is passed over where lists sort by it. No row changes: the index of titles
is made anew, of what they are sorted by. At a million records that takes some seconds, while nobody can write.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import objectives.models.sorting


def look(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL knows nothing of an expression until it has looked at the rows once more."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ANALYZE objectives_evidence")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0059_figures_stand_in_the_order_of_the_framework")]

    operations = [
        migrations.RemoveIndex(model_name="evidence", name="evidence_by_title"),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(objectives.models.sorting.AsSorted("title"), "id", name="evidence_by_title"),
        ),
        migrations.RunPython(look, migrations.RunPython.noop),
    ]
