"""The triggers that keep the tallies are made anew, as `objectives.tallying` says them now: who moves records takes turns."""

from django.db import migrations

from objectives.tallying import around


class Migration(migrations.Migration):
    dependencies = [("objectives", "0017_versions_are_append_only")]

    operations = around([])
