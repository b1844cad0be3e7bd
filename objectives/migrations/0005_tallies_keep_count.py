"""Put up the triggers that keep the tallies, and count what stands. Targets set before now were decided when they were set.

A later migration that builds the tables of evidence anew takes the triggers down meanwhile: `objectives.tallying.around`.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F
from django.db.models.functions import TruncDate

from objectives.tallying import put_back, take_away


def date_targets(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    targets = apps.get_model("objectives", "Target").objects.annotate(day=TruncDate("set_at"))
    targets.filter(set_on__gt=F("day")).update(set_on=F("day"))


class Migration(migrations.Migration):
    dependencies = [("objectives", "0004_tallies")]

    operations = [
        migrations.RunPython(date_targets, migrations.RunPython.noop),
        migrations.RunPython(put_back, take_away),
    ]
