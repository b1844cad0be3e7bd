"""On PostgreSQL what lists sort by and are narrowed by is told by an index of the key, so that thousands of entries that
another table names are sorted without reading them. SQLite has no such indexes, and reads its rows by their key anyway.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "evidence_told"
TOLD = "status, ends_on, period_id, office_id, author_id, programme_id, sensitivity, submitted_at, created_at"


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {NAME} ON objectives_evidence (id) INCLUDE ({TOLD})")


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0054_documents_of_programmes_are_described")]

    operations = [migrations.RunPython(make, drop)]
