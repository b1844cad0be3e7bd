"""Offices know their kind, place and end; programmes with their donors and budgets."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0020_frameworks_keep_their_dimensions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                (
                    "iati_identifier",
                    models.CharField(
                        blank=True, max_length=120, null=True, unique=True, verbose_name="IATI identifier"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                        default="en",
                        max_length=5,
                        verbose_name="language of the title",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="For each other language, {title, description}.",
                        verbose_name="translations",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "status",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("active", "Active"), ("retired", "Retired")],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("proposed_at", models.DateTimeField(blank=True, null=True, verbose_name="proposed at")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                ("retired_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was retired")),
                ("is_sample", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("original", "Original"), ("revised", "Revised")],
                        default="original",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="amount")),
                ("currency", models.CharField(help_text="ISO 4217.", max_length=3, verbose_name="currency")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
            ],
            options={
                "verbose_name": "budget",
                "verbose_name_plural": "budgets",
                "ordering": ["programme", "starts_on", "kind"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeDonor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("name", models.CharField(max_length=200, verbose_name="donor")),
                ("iati_ref", models.CharField(blank=True, max_length=120, verbose_name="IATI organization identifier")),
            ],
            options={
                "verbose_name": "donor",
                "verbose_name_plural": "donors",
                "ordering": ["programme", "position"],
            },
        ),
        migrations.AddField(
            model_name="office",
            name="focal_points",
            field=models.ManyToManyField(
                blank=True,
                related_name="offices_answered_for",
                to=settings.AUTH_USER_MODEL,
                verbose_name="focal points",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="kind",
            field=models.CharField(
                choices=[
                    ("headquarters", "Headquarters"),
                    ("regional", "Regional office"),
                    ("country", "Country office"),
                    ("sub_office", "Sub-office"),
                ],
                default="country",
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                default="en",
                max_length=5,
                verbose_name="language of the name",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="objectives.office",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="objectives.office",
                verbose_name="reports to",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="retired_on",
            field=models.DateField(blank=True, null=True, verbose_name="retired on"),
        ),
        migrations.AddField(
            model_name="office",
            name="retired_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it was retired"),
        ),
        migrations.AddField(
            model_name="office",
            name="state",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offices",
                to="objectives.state",
                verbose_name="country or area",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="translations",
            field=models.JSONField(
                blank=True, default=dict, help_text="For each other language, {name}.", verbose_name="translations"
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["headquarters", "regional", "country", "sub_office"])),
                name="office_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="office_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "fr", "es"])), name="office_language_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="office_is_not_its_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="office_is_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("retired_on__isnull", False), _connector="OR"),
                name="merged_office_is_retired",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("retired_on__isnull", True), ("retired_reason", "")),
                    models.Q(("retired_on__isnull", False), models.Q(("retired_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="retired_office_says_when_and_why",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="countries",
            field=models.ManyToManyField(
                blank=True, related_name="programmes", to="objectives.state", verbose_name="countries and areas"
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="focal_points",
            field=models.ManyToManyField(
                blank=True,
                related_name="programmes_answered_for",
                to=settings.AUTH_USER_MODEL,
                verbose_name="focal points",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="lead_office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programmes_led",
                to="objectives.office",
                verbose_name="lead office",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="objectives.programme",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="offices",
            field=models.ManyToManyField(
                blank=True, related_name="programmes", to="objectives.office", verbose_name="offices that take part"
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="objectives.programme",
                verbose_name="part of",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposed_programmes",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposed by",
            ),
        ),
        migrations.AddField(
            model_name="programmebudget",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="budgets", to="objectives.programme"
            ),
        ),
        migrations.AddField(
            model_name="programmedonor",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="donors", to="objectives.programme"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["proposed", "active", "retired"])), name="programme_status_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="programme_has_a_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="programme_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("iati_identifier__isnull", True), models.Q(("iati_identifier", ""), _negated=True), _connector="OR"
                ),
                name="programme_has_an_iati_identifier_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "fr", "es"])), name="programme_language_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="programme_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="programme_is_not_its_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="programme_is_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("status", "retired"), _connector="OR"),
                name="merged_programme_is_retired",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "retired"),
                        ("retired_on__isnull", False),
                        models.Q(("retired_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "retired"), _negated=True),
                        ("retired_on__isnull", True),
                        ("retired_reason", ""),
                    ),
                    _connector="OR",
                ),
                name="retired_programme_says_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "proposed"), _negated=True),
                    models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposed_programme_says_when_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmebudget",
            constraint=models.UniqueConstraint(
                fields=("programme", "kind", "starts_on", "ends_on"), name="one_budget_of_each_kind_for_the_same_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmebudget",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["original", "revised"])), name="budget_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmebudget",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="budget_is_not_below_zero"),
        ),
        migrations.AddConstraint(
            model_name="programmebudget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("currency", django.db.models.functions.text.Upper("currency")),
                    django.db.models.lookups.Exact(django.db.models.functions.text.Length("currency"), 3),
                ),
                name="budget_currency_is_three_capitals",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmebudget",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="budget_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmedonor",
            constraint=models.UniqueConstraint(fields=("programme", "name"), name="a_programme_names_a_donor_once"),
        ),
        migrations.AddConstraint(
            model_name="programmedonor",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="donor_has_a_name"),
        ),
    ]
