"""What a State's own row said of its standing becomes the first row of its history.

A standing without a first day begins on the day of the migration: nothing says that it began earlier, and what it
lets delegates read today it goes on letting them read. Going back keeps the standing of today, and no history.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone


def carry_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    today = timezone.localdate()
    history = apps.get_model("objectives", "StateStanding")
    held = apps.get_model("objectives", "State").objects.exclude(standing="neither")
    history.objects.bulk_create(
        history(
            state=state,
            standing=state.standing,
            since=state.since or min(today, state.until or today),
            until=state.until,
        )
        for state in held
    )


def carry_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    today = timezone.localdate()
    history = apps.get_model("objectives", "StateStanding").objects
    for row in history.select_related("state").filter(since__lte=today).exclude(until__lt=today):
        row.state.standing, row.state.since, row.state.until = row.standing, row.since, row.until
        row.state.save(update_fields=["standing", "since", "until"])
    history.all().delete()


class Migration(migrations.Migration):
    dependencies = [("objectives", "0011_states_have_standings_with_dates")]

    operations = [migrations.RunPython(carry_over, carry_back)]
