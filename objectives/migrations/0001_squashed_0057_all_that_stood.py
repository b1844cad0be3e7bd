"""All up to 0057 in one: the tables as they stand, and then what the database itself refuses, counts and finds.

A new database is made by this alone, in a tenth of the time. One that knows some of the migrations which it replaces goes
on with those. What Django knows nothing of is made by the functions of the migrations that brought it.
"""

from importlib import import_module

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import objectives.models.attachment
import objectives.models.audit
import objectives.models.export_job
import objectives.models.iati_upload
import objectives.models.import_batch

REPLACED = [
    "0001_initial",
    "0002_audit_is_append_only",
    "0003_wordings_vocabularies_and_measures",
    "0004_tallies",
    "0005_tallies_keep_count",
    "0006_lineage_says_where_an_element_was_left_out",
    "0007_framework_files",
    "0008_indicators_can_be_retired",
    "0009_assessments_approved_and_periods_unlocked",
    "0010_what_was_assessed_is_approved",
    "0011_states_have_standings_with_dates",
    "0012_carry_standings_over",
    "0013_standings_do_not_overlap",
    "0014_audit_has_daily_seals",
    "0015_seals_are_append_only",
    "0016_states_have_a_language",
    "0017_versions_are_append_only",
    "0018_tallies_take_turns",
    "0019_audit_events_have_words",
    "0020_frameworks_keep_their_dimensions",
    "0021_offices_and_programmes",
    "0022_evidence_names_its_programme",
    "0023_headquarters_is_of_its_kind",
    "0024_attachments",
    "0025_evidence_says_who_benefited",
    "0026_form_tokens_stand_alone",
    "0027_evidence_by_change",
    "0028_evidence_is_read_in_each_order",
    "0029_evidence_has_words",
    "0030_figures_may_be_confirmed",
    "0031_what_is_typed_is_kept",
    "0032_filters_are_kept",
    "0033_review",
    "0034_corrections",
    "0035_notices",
    "0036_imports_of_spreadsheets",
    "0037_exports_of_evidence",
    "0038_uploads_of_iati",
    "0039_indexes_of_what_is_found",
    "0040_notices_of_imports",
    "0041_entries_are_counted_by_indexes",
    "0042_evidence_is_written_together",
    "0043_notices_of_what_is_written_together",
    "0044_imports_know_their_periods",
    "0045_countries_have_shares",
    "0046_programmes_have_documents",
    "0047_programmes_stand_in_no_circle",
    "0048_monthly_figures_are_kept_while_typed",
    "0049_a_correction_can_take_files_away",
    "0050_corrections_are_found_by_time",
    "0051_programmes_are_found_by_new_titles",
    "0052_an_import_says_in_which_language_it_is_told",
    "0053_programmes_wait_for_what_they_are_part_of",
    "0054_documents_of_programmes_are_described",
    "0055_what_lists_ask_is_told_by_an_index",
    "0056_programmes_wait_for_their_parts",
    "0057_what_lists_sort_by_stands_beside",
]
# what Django knows nothing of: by which migration, how it is made and taken away
BELOW_DJANGO = [
    ("0002_audit_is_append_only", "protect", "unprotect"),
    ("0005_tallies_keep_count", "put_back", "take_away"),
    ("0013_standings_do_not_overlap", "guard", "unguard"),
    ("0015_seals_are_append_only", "protect", "unprotect"),
    ("0017_versions_are_append_only", "protect", "unprotect"),
    ("0019_audit_events_have_words", "make", "drop"),
    ("0029_evidence_has_words", "make", "drop"),
    ("0033_review", "protect", "unprotect"),
    ("0039_indexes_of_what_is_found", "drop", "make"),
    ("0047_programmes_stand_in_no_circle", "protect", "unprotect"),
    ("0055_what_lists_ask_is_told_by_an_index", "make", "drop"),
    ("0057_what_lists_sort_by_stands_beside", "make", "drop"),
]


class CreateModels(Operation):
    """Make the tables of models one after the other. One by one, Django builds anew with each the classes of all models
    that it refers to, and of those that they refer to, which takes longer than all else."""

    def __init__(self, *each):
        self.each = each

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # the classes, which are built again when they are asked for
        for one in self.each:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for one in self.each:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for one in reversed(self.each):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create the models up to 0057"


def finish_tables(apps, schema_editor):
    """Make the indexes and foreign keys now that Django leaves to the end: some are dropped in what follows."""
    for statement in schema_editor.deferred_sql:
        schema_editor.execute(statement)
    schema_editor.deferred_sql.clear()


def below_django():
    yield migrations.RunPython(finish_tables, migrations.RunPython.noop)
    for name, there, back in BELOW_DJANGO:
        brought_by = import_module(f"objectives.migrations.{name}")
        yield migrations.RunPython(getattr(brought_by, there), getattr(brought_by, back))
        if name.startswith("0039"):
            yield from (
                migrations.RunSQL(f"CREATE INDEX {one} ON {of}", f"DROP INDEX {one}") for one, of in brought_by.LINKS
            )


class Migration(migrations.Migration):
    initial = True
    replaces = [("objectives", name) for name in REPLACED]

    dependencies = [("accounts", "0005_personal_tokens")]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="ReferenceCounter",
                fields=[
                    ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                    ("last", models.PositiveIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name="Dimension",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each language but English, {name}.",
                            verbose_name="translations",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "dimension",
                    "verbose_name_plural": "dimensions",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="dimension_has_a_name"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Framework",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("symbol", models.CharField(max_length=60, unique=True, verbose_name="document symbol")),
                    ("slug", models.SlugField(max_length=80, unique=True)),
                    ("title", models.CharField(max_length=300, verbose_name="title")),
                    ("language", models.CharField(default="en", max_length=35, verbose_name="original language")),
                    (
                        "status",
                        models.CharField(
                            choices=[("draft", "Draft"), ("in_force", "In force"), ("superseded", "Superseded")],
                            default="draft",
                            max_length=12,
                            verbose_name="status",
                        ),
                    ),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each language but the original, {title, official}: official says whose translation it is.",
                            verbose_name="translations of the title",
                        ),
                    ),
                    ("issued_on", models.DateField(verbose_name="date of the document")),
                    ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted on")),
                    ("adopted_by", models.CharField(blank=True, max_length=200, verbose_name="adopted by")),
                    ("session", models.CharField(blank=True, max_length=120, verbose_name="session")),
                    (
                        "supersedes",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="superseded_by",
                            to="objectives.framework",
                            verbose_name="supersedes",
                        ),
                    ),
                    (
                        "passages",
                        models.JSONField(
                            blank=True,
                            default=list,
                            help_text="A list of {heading, symbol, paragraph, text}, quoted word for word.",
                            verbose_name="passages of its mandate",
                        ),
                    ),
                    (
                        "chapeaux",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each kind of element, {text, paragraph}: the words that introduce the list.",
                            verbose_name="lead-in of each kind",
                        ),
                    ),
                    (
                        "dimensions",
                        models.ManyToManyField(
                            blank=True,
                            help_text="Those that a file of it has described, so that they come out with it though no indicator uses them.",
                            related_name="frameworks",
                            to="objectives.dimension",
                            verbose_name="dimensions",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "framework",
                    "verbose_name_plural": "frameworks",
                    "ordering": ["-issued_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("status__in", ["draft", "in_force", "superseded"])),
                            name="framework_status_is_known",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Vocabulary",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "framework",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="vocabularies",
                            to="objectives.framework",
                        ),
                    ),
                    ("code", models.SlugField(max_length=40, verbose_name="code")),
                    ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each language but the original, {name}.",
                            verbose_name="translations",
                        ),
                    ),
                    ("source_symbol", models.CharField(blank=True, max_length=60, verbose_name="source document")),
                    ("source_paragraph", models.CharField(blank=True, max_length=40, verbose_name="source paragraph")),
                ],
                options={
                    "verbose_name": "vocabulary",
                    "verbose_name_plural": "vocabularies",
                    "ordering": ["framework", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("framework", "code"), name="vocabulary_code_is_unique_in_its_framework"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Term",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "vocabulary",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="terms",
                            to="objectives.vocabulary",
                        ),
                    ),
                    ("code", models.SlugField(max_length=60, verbose_name="code")),
                    ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                    ("label", models.CharField(max_length=200, verbose_name="name")),
                    ("wording", models.TextField(blank=True, verbose_name="official wording")),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each language but the original, {label, wording}.",
                            verbose_name="translations",
                        ),
                    ),
                    ("source_symbol", models.CharField(blank=True, max_length=60, verbose_name="source document")),
                    ("source_paragraph", models.CharField(blank=True, max_length=40, verbose_name="source paragraph")),
                    ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                    ("retired_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was retired")),
                ],
                options={
                    "verbose_name": "term",
                    "verbose_name_plural": "terms",
                    "ordering": ["vocabulary", "position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("vocabulary", "code"), name="term_code_is_unique_in_its_vocabulary"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("label", ""), _negated=True), name="term_has_a_name"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("retired_on__isnull", True),
                                models.Q(("retired_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="retired_term_has_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AuditSeal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "day",
                        models.DateField(
                            help_text="The UTC day up to whose end the events are sealed.",
                            unique=True,
                            verbose_name="day",
                        ),
                    ),
                    ("first_id", models.BigIntegerField(verbose_name="first number")),
                    ("last_id", models.BigIntegerField(db_index=True, verbose_name="last number")),
                    ("number", models.PositiveIntegerField(verbose_name="number of events")),
                    (
                        "previous_digest",
                        models.CharField(
                            blank=True, max_length=64, unique=True, verbose_name="digest of the seal before"
                        ),
                    ),
                    ("digest", models.CharField(max_length=64, unique=True, verbose_name="digest")),
                    ("made_at", models.DateTimeField(verbose_name="made at")),
                ],
                options={
                    "verbose_name": "seal of the audit",
                    "verbose_name_plural": "seals of the audit",
                    "ordering": ["-day"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "last_id__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("first_id"), "-", models.Value(1)
                                    ),
                                )
                            ),
                            name="audit_seal_range_is_not_reversed",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ChosenColumns",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "user",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="chosen_columns",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("columns", models.JSONField(blank=True, default=list, verbose_name="columns")),
                ],
                options={"verbose_name": "chosen columns", "verbose_name_plural": "chosen columns"},
            ),
            migrations.CreateModel(
                name="Category",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "dimension",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="categories",
                            to="objectives.dimension",
                        ),
                    ),
                    ("code", models.SlugField(max_length=40, verbose_name="code")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("label", models.CharField(max_length=120, verbose_name="name")),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each language but English, {label}.",
                            verbose_name="translations",
                        ),
                    ),
                    ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                ],
                options={
                    "verbose_name": "category",
                    "verbose_name_plural": "categories",
                    "ordering": ["dimension", "position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("dimension", "code"), name="category_code_is_unique_in_its_dimension"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("label", ""), _negated=True), name="category_has_a_name"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Element",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "framework",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="elements",
                            to="objectives.framework",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="children",
                            to="objectives.element",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("objective", "Objective"),
                                ("role", "Role"),
                                ("expected_result", "Expected result"),
                                ("capacity", "Capacity"),
                                ("outcome", "Outcome"),
                                ("output", "Output"),
                            ],
                            max_length=20,
                            verbose_name="kind",
                        ),
                    ),
                    ("code", models.CharField(max_length=20, verbose_name="code")),
                    ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                    ("label", models.CharField(max_length=160, verbose_name="short name")),
                    ("wording", models.TextField(verbose_name="official wording")),
                    ("source_symbol", models.CharField(max_length=60, verbose_name="source document")),
                    ("source_paragraph", models.CharField(max_length=40, verbose_name="source paragraph")),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each language but the original, {label, wording, official}.",
                            verbose_name="translations",
                        ),
                    ),
                    (
                        "footnotes",
                        models.JSONField(
                            blank=True,
                            default=list,
                            help_text="A list of {mark, text}, word for word.",
                            verbose_name="footnotes",
                        ),
                    ),
                    (
                        "restatements",
                        models.JSONField(
                            blank=True,
                            default=list,
                            help_text="A list of {symbol, paragraph, wording}: where a later document words it anew.",
                            verbose_name="restated elsewhere",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "element",
                    "verbose_name_plural": "elements",
                    "ordering": ["framework", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("framework", "code"), name="element_code_is_unique_in_its_framework"
                        ),
                        models.UniqueConstraint(
                            fields=("framework", "position"), name="element_position_is_unique_in_its_framework"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind__in", ["objective", "role", "expected_result", "capacity", "outcome", "output"])
                            ),
                            name="element_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("wording", ""), _negated=True), name="element_has_a_wording"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("parent", models.F("id")), _negated=True),
                            name="element_is_not_its_own_parent",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Amendment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "element",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="amendments",
                            to="objectives.element",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                    ("language", models.CharField(max_length=35, verbose_name="language")),
                    ("effective_on", models.DateField(verbose_name="takes effect on")),
                    ("before", models.TextField(verbose_name="wording before")),
                    ("after", models.TextField(verbose_name="wording after")),
                    ("reason", models.TextField(verbose_name="reason")),
                    (
                        "source_symbol",
                        models.CharField(blank=True, max_length=60, verbose_name="document of the decision"),
                    ),
                    (
                        "source_paragraph",
                        models.CharField(blank=True, max_length=40, verbose_name="paragraph of the decision"),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "amendment",
                    "verbose_name_plural": "amendments",
                    "ordering": ["element", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("element", "number"), name="amendment_number_is_unique_in_its_element"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="amendment_has_a_reason"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("before", ""), _negated=True), name="amendment_keeps_the_wording_before"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("after", ""), _negated=True), name="amendment_has_a_wording_after"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("before", models.F("after")), _negated=True),
                            name="amendment_changes_the_wording",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="State",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("iso", models.CharField(max_length=2, unique=True, verbose_name="ISO 3166-1 code")),
                    ("name", models.CharField(max_length=120, verbose_name="name in English")),
                    (
                        "language",
                        models.CharField(
                            choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                            default="en",
                            help_text="In which it gets mail and reports, unless one of its contacts has another.",
                            max_length=5,
                            verbose_name="language",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "State",
                    "verbose_name_plural": "States",
                    "ordering": ["name"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("language__in", ["en", "fr", "es"])), name="state_language_is_known"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Office",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    (
                        "language",
                        models.CharField(
                            choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                            default="en",
                            max_length=5,
                            verbose_name="language of the name",
                        ),
                    ),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each other language, {name}.",
                            verbose_name="translations",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
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
                    (
                        "state",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="offices",
                            to="objectives.state",
                            verbose_name="country or area",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="children",
                            to="objectives.office",
                            verbose_name="reports to",
                        ),
                    ),
                    ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                    ("retired_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was retired")),
                    (
                        "merged_into",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="merged",
                            to="objectives.office",
                            verbose_name="merged into",
                        ),
                    ),
                    ("is_sample", models.BooleanField(default=False)),
                    (
                        "focal_points",
                        models.ManyToManyField(
                            blank=True,
                            related_name="offices_answered_for",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="focal points",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "office",
                    "verbose_name_plural": "offices",
                    "ordering": ["name"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["headquarters", "regional", "country", "sub_office"])),
                            name="office_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="office_has_a_name"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("language__in", ["en", "fr", "es"])), name="office_language_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("parent", models.F("id")), _negated=True),
                            name="office_is_not_its_own_parent",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("merged_into", models.F("id")), _negated=True),
                            name="office_is_not_merged_into_itself",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("merged_into__isnull", True), ("retired_on__isnull", False), _connector="OR"
                            ),
                            name="merged_office_is_retired",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("retired_on__isnull", True), ("retired_reason", "")),
                                models.Q(
                                    ("retired_on__isnull", False), models.Q(("retired_reason", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="retired_office_says_when_and_why",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Period",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "framework",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="periods",
                            to="objectives.framework",
                        ),
                    ),
                    ("code", models.CharField(max_length=20, verbose_name="code")),
                    ("label", models.CharField(max_length=80, verbose_name="name")),
                    ("starts_on", models.DateField(verbose_name="first day")),
                    ("ends_on", models.DateField(verbose_name="last day")),
                    ("deadline", models.DateField(blank=True, null=True, verbose_name="evidence due")),
                    (
                        "status",
                        models.CharField(
                            choices=[("open", "Open"), ("closed", "Closed")],
                            default="open",
                            max_length=8,
                            verbose_name="status",
                        ),
                    ),
                    ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed at")),
                    (
                        "closed_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("is_sample", models.BooleanField(default=False)),
                ],
                options={
                    "verbose_name": "period",
                    "verbose_name_plural": "periods",
                    "ordering": ["-ends_on", "framework"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("framework", "code"), name="period_code_is_unique_in_its_framework"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                            name="period_ends_after_it_starts",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("status__in", ["open", "closed"])), name="period_status_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("status", "open")),
                                models.Q(
                                    ("closed_at__isnull", False), ("closed_by__isnull", False), ("status", "closed")
                                ),
                                _connector="OR",
                            ),
                            name="closed_period_says_when_and_by_whom",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PeriodUnlock",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="unlocks", to="objectives.period"
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="unlocks",
                            to="objectives.office",
                            verbose_name="office",
                        ),
                    ),
                    ("reason", models.TextField(verbose_name="reason")),
                    ("expires_at", models.DateTimeField(verbose_name="expires at")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended early at")),
                    (
                        "ended_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "unlock of a period",
                    "verbose_name_plural": "unlocks of periods",
                    "ordering": ["-at", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="unlock_has_a_reason"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("expires_at__gt", models.F("at"))),
                            name="unlock_expires_after_it_begins",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                _connector="OR",
                            ),
                            name="ended_unlock_says_when_and_by_whom",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Programme",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
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
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="children",
                            to="objectives.programme",
                            verbose_name="part of",
                        ),
                    ),
                    (
                        "awaited_parent",
                        models.CharField(
                            blank=True,
                            help_text="The IATI identifier of what its file says it is part of.",
                            max_length=120,
                            null=True,
                            verbose_name="part of, not on record yet",
                        ),
                    ),
                    (
                        "awaited_parts",
                        models.JSONField(
                            blank=True,
                            help_text="The IATI identifiers of what its file says is part of it.",
                            null=True,
                            verbose_name="parts, not on record yet",
                        ),
                    ),
                    (
                        "lead_office",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="programmes_led",
                            to="objectives.office",
                            verbose_name="lead office",
                        ),
                    ),
                    (
                        "regions_percentage",
                        models.DecimalField(
                            blank=True,
                            decimal_places=4,
                            help_text="Per cent of what is of no single country.",
                            max_digits=7,
                            null=True,
                            verbose_name="share of regions",
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
                    (
                        "proposed_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposed_programmes",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="proposed by",
                        ),
                    ),
                    ("proposed_at", models.DateTimeField(blank=True, null=True, verbose_name="proposed at")),
                    ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                    ("retired_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was retired")),
                    (
                        "merged_into",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="merged",
                            to="objectives.programme",
                            verbose_name="merged into",
                        ),
                    ),
                    ("is_sample", models.BooleanField(default=False)),
                    (
                        "offices",
                        models.ManyToManyField(
                            blank=True,
                            related_name="programmes",
                            to="objectives.office",
                            verbose_name="offices that take part",
                        ),
                    ),
                    (
                        "focal_points",
                        models.ManyToManyField(
                            blank=True,
                            related_name="programmes_answered_for",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="focal points",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "programme",
                    "verbose_name_plural": "programmes",
                    "ordering": ["title", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("status__in", ["proposed", "active", "retired"])),
                            name="programme_status_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("code", ""), _negated=True), name="programme_has_a_code"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("title", ""), _negated=True), name="programme_has_a_title"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("iati_identifier__isnull", True),
                                models.Q(("iati_identifier", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="programme_has_an_iati_identifier_or_none",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("language__in", ["en", "fr", "es"])), name="programme_language_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("starts_on__isnull", True),
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="programme_ends_after_it_starts",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("regions_percentage__isnull", True),
                                models.Q(("regions_percentage__gte", 0), ("regions_percentage__lte", 100)),
                                _connector="OR",
                            ),
                            name="share_of_regions_is_a_percentage",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("parent", models.F("id")), _negated=True),
                            name="programme_is_not_its_own_parent",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("merged_into", models.F("id")), _negated=True),
                            name="programme_is_not_merged_into_itself",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("merged_into__isnull", True), ("status", "retired"), _connector="OR"),
                            name="merged_programme_is_retired",
                        ),
                        models.CheckConstraint(
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
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("status", "proposed"), _negated=True),
                                models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                                _connector="OR",
                            ),
                            name="proposed_programme_says_when_and_by_whom",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Evidence",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("reference", models.CharField(max_length=20, unique=True, verbose_name="reference")),
                    (
                        "external_reference",
                        models.CharField(
                            blank=True, max_length=120, null=True, unique=True, verbose_name="external reference"
                        ),
                    ),
                    ("form_token", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                    (
                        "framework",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="objectives.framework",
                        ),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="objectives.period",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Draft"),
                                ("submitted", "Awaiting review"),
                                ("returned", "Returned"),
                                ("accepted", "Accepted"),
                                ("withdrawn", "Withdrawn"),
                                ("taken_over", "Taken over"),
                                ("discarded", "Discarded"),
                            ],
                            default="draft",
                            max_length=10,
                            verbose_name="status",
                        ),
                    ),
                    ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                    ("description", models.TextField(blank=True, verbose_name="what was done")),
                    ("beneficiaries", models.CharField(blank=True, max_length=500, verbose_name="who benefited")),
                    (
                        "sensitivity",
                        models.CharField(
                            choices=[("shareable", "Can be shared with Member States"), ("internal", "Internal")],
                            default="shareable",
                            max_length=10,
                            verbose_name="sensitivity",
                        ),
                    ),
                    ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                    (
                        "date_precision",
                        models.CharField(
                            choices=[
                                ("day", "Day"),
                                ("month", "Month"),
                                ("year", "Year"),
                                ("period", "During the period"),
                            ],
                            default="day",
                            max_length=6,
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="objectives.office",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="objectives.programme",
                            verbose_name="programme",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("updated_at", models.DateTimeField(auto_now=True)),
                    ("submitted_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "unlock",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="objectives.periodunlock",
                            verbose_name="came late by",
                        ),
                    ),
                    (
                        "reviewer",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviewed_evidence",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "corrects",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="objectives.evidence",
                            verbose_name="corrects",
                        ),
                    ),
                    ("is_sample", models.BooleanField(default=False)),
                    ("edit_number", models.PositiveIntegerField(default=0)),
                    (
                        "countries",
                        models.ManyToManyField(
                            blank=True,
                            related_name="evidence",
                            to="objectives.state",
                            verbose_name="countries and areas",
                        ),
                    ),
                    (
                        "terms",
                        models.ManyToManyField(
                            blank=True, related_name="evidence", to="objectives.term", verbose_name="themes"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "evidence",
                    "verbose_name_plural": "evidence",
                    "ordering": ["-ends_on", "-id"],
                    "indexes": [
                        models.Index(fields=["status", "submitted_at"], name="evidence_queue"),
                        models.Index(fields=["period", "status", "author"], name="evidence_of_period"),
                        models.Index(fields=["office", "status"], name="evidence_of_office"),
                        models.Index(fields=["office", "period", "status", "id"], name="evidence_of_office_in_period"),
                        models.Index(fields=["programme", "period", "status", "id"], name="evidence_of_programme"),
                        models.Index(fields=["author", "status"], name="evidence_of_author"),
                        models.Index(fields=["-ends_on", "-id"], name="evidence_by_date"),
                        models.Index(fields=["updated_at", "id"], name="evidence_by_change"),
                        models.Index(fields=["title", "id"], name="evidence_by_title"),
                        models.Index(fields=["status", "id"], name="evidence_by_status"),
                        models.Index(fields=["created_at", "id"], name="evidence_by_entry"),
                        models.Index(fields=["submitted_at", "id"], name="evidence_by_submission"),
                        models.Index(fields=["office", "id"], name="evidence_by_office"),
                        models.Index(fields=["programme", "id"], name="evidence_by_programme"),
                        models.Index(fields=["period", "id"], name="evidence_by_period"),
                        models.Index(fields=["author", "id"], name="evidence_by_author"),
                        models.Index(fields=["period", "-ends_on", "-id"], name="evidence_of_period_by_date"),
                        models.Index(fields=["status", "-ends_on", "-id"], name="evidence_of_status_by_date"),
                        models.Index(fields=["sensitivity", "-ends_on", "-id"], name="sensitive_evidence_by_date"),
                        models.Index(fields=["office", "-ends_on", "-id"], name="evidence_of_office_by_date"),
                        models.Index(fields=["programme", "-ends_on", "-id"], name="evidence_of_programme_by_date"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "status__in",
                                    [
                                        "draft",
                                        "submitted",
                                        "returned",
                                        "accepted",
                                        "withdrawn",
                                        "taken_over",
                                        "discarded",
                                    ],
                                )
                            ),
                            name="evidence_status_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("sensitivity__in", ["shareable", "internal"])),
                            name="sensitivity_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("starts_on__isnull", True),
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="evidence_ends_after_it_starts",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status__in", ["draft", "discarded"]),
                                models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("description", ""), _negated=True),
                                    ("ends_on__isnull", False),
                                    ("office__isnull", False),
                                    ("period__isnull", False),
                                    ("starts_on__isnull", False),
                                    ("submitted_at__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="submitted_evidence_is_complete",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("status__in", ["accepted", "returned", "withdrawn", "taken_over"]), _negated=True
                                ),
                                models.Q(("reviewed_at__isnull", False), ("reviewer__isnull", False)),
                                _connector="OR",
                            ),
                            name="reviewed_evidence_says_when_and_by_whom",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("reviewer__isnull", True),
                                models.Q(("reviewer", models.F("author")), _negated=True),
                                _connector="OR",
                            ),
                            name="nobody_reviews_their_own_evidence",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("corrects__isnull", True),
                                models.Q(("status__in", ["accepted", "withdrawn"]), _negated=True),
                                _connector="OR",
                            ),
                            name="a_correction_counts_nowhere_itself",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                            fields=("corrects",),
                            name="one_correction_of_an_entry_at_a_time",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Contribution",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="contributions",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "element",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="contributions",
                            to="objectives.element",
                        ),
                    ),
                    ("how", models.CharField(blank=True, max_length=300, verbose_name="how it served it")),
                ],
                options={
                    "verbose_name": "contribution",
                    "verbose_name_plural": "contributions",
                    "ordering": ["element__position"],
                    "indexes": [models.Index(fields=["element", "evidence"], name="contribution_of_element")],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("evidence", "element"), name="one_contribution_for_each_element"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CoAuthor",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="co_authors",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="co_written",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("named_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "co-author",
                    "verbose_name_plural": "co-authors",
                    "ordering": ["named_at", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("evidence", "user"), name="a_co_author_is_named_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Attachment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                    ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                    ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                    ("error", models.TextField(blank=True, verbose_name="error")),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="attachments",
                            to="objectives.evidence",
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="name")),
                    (
                        "file",
                        models.FileField(
                            blank=True,
                            storage=objectives.models.attachment.store,
                            upload_to=objectives.models.attachment.stored_name,
                            verbose_name="file",
                        ),
                    ),
                    (
                        "content_type",
                        models.CharField(
                            choices=[
                                ("application/pdf", "PDF"),
                                ("image/jpeg", "Photo (JPEG)"),
                                ("image/png", "Picture (PNG)"),
                                ("image/webp", "Picture (WebP)"),
                                (
                                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                    "Document (Word)",
                                ),
                                (
                                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                    "Spreadsheet (Excel)",
                                ),
                                (
                                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                                    "Slides (PowerPoint)",
                                ),
                                ("application/vnd.oasis.opendocument.text", "Document (OpenDocument)"),
                                ("application/vnd.oasis.opendocument.spreadsheet", "Spreadsheet (OpenDocument)"),
                                ("application/vnd.oasis.opendocument.presentation", "Slides (OpenDocument)"),
                                ("text/csv", "Table (CSV)"),
                                ("text/plain", "Text"),
                            ],
                            max_length=80,
                            verbose_name="kind",
                        ),
                    ),
                    ("charset", models.CharField(blank=True, max_length=20, verbose_name="writing")),
                    ("size", models.PositiveIntegerField(help_text="In bytes, as stored.", verbose_name="size")),
                    (
                        "sha256",
                        models.CharField(help_text="Of the file as stored.", max_length=64, verbose_name="SHA-256"),
                    ),
                    (
                        "given_sha256",
                        models.CharField(
                            help_text="Of the file as it came, before a photo was rewritten.", max_length=64
                        ),
                    ),
                    ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                    ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="height")),
                    (
                        "uploaded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded at")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting to be scanned"),
                                ("scanning", "Being scanned"),
                                ("clean", "Nothing found"),
                                ("infected", "Infected, and removed"),
                                ("failed", "Could not be scanned"),
                                ("unscanned", "Not scanned"),
                            ],
                            default="waiting",
                            max_length=10,
                            verbose_name="scan",
                        ),
                    ),
                    ("signature", models.CharField(blank=True, max_length=200, verbose_name="found")),
                    ("scanned_at", models.DateTimeField(blank=True, null=True, verbose_name="scanned at")),
                    ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed at")),
                    (
                        "removed_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="removed by",
                        ),
                    ),
                    ("is_sample", models.BooleanField(default=False)),
                ],
                options={
                    "verbose_name": "attachment",
                    "verbose_name_plural": "attachments",
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(
                                ("state__in", ["waiting", "scanning", "failed", "infected", "unscanned"])
                            ),
                            fields=["state"],
                            name="attachments_to_look_after",
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["waiting", "scanning", "clean", "infected", "failed", "unscanned"])
                            ),
                            name="attachment_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "content_type__in",
                                    [
                                        "application/pdf",
                                        "image/jpeg",
                                        "image/png",
                                        "image/webp",
                                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                                        "application/vnd.oasis.opendocument.text",
                                        "application/vnd.oasis.opendocument.spreadsheet",
                                        "application/vnd.oasis.opendocument.presentation",
                                        "text/csv",
                                        "text/plain",
                                    ],
                                )
                            ),
                            name="attachment_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("name", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("given_sha256", ""), _negated=True),
                                ("size__gt", 0),
                            ),
                            name="attachment_has_a_name_a_checksum_and_a_size",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("file", ""), _negated=True),
                                ("state", "infected"),
                                ("removed_at__isnull", False),
                                _connector="OR",
                            ),
                            name="only_a_removed_or_infected_attachment_has_no_file",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("file", ""), ("state", "infected"), models.Q(("signature", ""), _negated=True)
                                ),
                                models.Q(models.Q(("state", "infected"), _negated=True), ("signature", "")),
                                _connector="OR",
                            ),
                            name="infected_attachment_names_what_was_found_and_has_no_file",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("scanned_at__isnull", False), ("state__in", ["clean", "infected"])),
                                models.Q(
                                    models.Q(("state__in", ["clean", "infected"]), _negated=True),
                                    ("scanned_at__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="scanned_attachment_says_when",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                _connector="OR",
                            ),
                            name="removed_attachment_says_when_and_by_whom",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("height__isnull", True), ("width__isnull", True)),
                                models.Q(
                                    ("height__gt", 0),
                                    ("height__isnull", False),
                                    ("width__gt", 0),
                                    ("width__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="picture_has_width_and_height",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("removed_at__isnull", True)),
                            fields=("evidence", "given_sha256"),
                            name="a_file_is_attached_to_an_entry_once",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="EvidenceDecision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="decisions",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "before",
                        models.CharField(
                            choices=[
                                ("draft", "Draft"),
                                ("submitted", "Awaiting review"),
                                ("returned", "Returned"),
                                ("accepted", "Accepted"),
                                ("withdrawn", "Withdrawn"),
                                ("taken_over", "Taken over"),
                                ("discarded", "Discarded"),
                            ],
                            max_length=10,
                        ),
                    ),
                    (
                        "after",
                        models.CharField(
                            choices=[
                                ("draft", "Draft"),
                                ("submitted", "Awaiting review"),
                                ("returned", "Returned"),
                                ("accepted", "Accepted"),
                                ("withdrawn", "Withdrawn"),
                                ("taken_over", "Taken over"),
                                ("discarded", "Discarded"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="reason")),
                    ("fields", models.JSONField(blank=True, default=dict, verbose_name="what to put right")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "decision",
                    "verbose_name_plural": "decisions",
                    "ordering": ["at", "id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("after", "accepted"), ("before", "accepted")),
                            fields=["at"],
                            name="corrections_by_time",
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("after__in", ["returned", "withdrawn"]), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="return_and_withdrawal_have_a_reason",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="EvidenceRemark",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="remarks",
                            to="objectives.evidence",
                        ),
                    ),
                    ("field", models.CharField(blank=True, max_length=80, verbose_name="concerns")),
                    ("text", models.TextField(max_length=2000, verbose_name="remark")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    "verbose_name": "remark",
                    "verbose_name_plural": "remarks",
                    "ordering": ["at", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("text", ""), _negated=True), name="remark_says_something"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="EvidenceVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="objectives.evidence",
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="version")),
                    (
                        "content",
                        models.JSONField(
                            encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="what it said"
                        ),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    "verbose_name": "version of an entry",
                    "verbose_name_plural": "versions of entries",
                    "ordering": ["evidence", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("evidence", "number"), name="evidence_version_has_its_own_number"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ExportJob",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                    ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                    ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                    ("error", models.TextField(blank=True, verbose_name="error")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="exports",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("filters", models.TextField(blank=True, verbose_name="filters")),
                    (
                        "form",
                        models.CharField(
                            choices=[
                                ("xlsx", "Excel workbook (XLSX)"),
                                ("csv", "CSV"),
                                ("jsonl", "JSON Lines, for programs"),
                            ],
                            max_length=5,
                            verbose_name="kind of file",
                        ),
                    ),
                    (
                        "shape",
                        models.CharField(
                            choices=[
                                ("record", "One line for each entry, with its figures in columns"),
                                ("figure", "One line for each figure"),
                            ],
                            max_length=6,
                            verbose_name="lines",
                        ),
                    ),
                    ("with_mark", models.BooleanField(default=True, verbose_name="with a byte order mark")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting"),
                                ("making", "Being made"),
                                ("ready", "Ready"),
                                ("stopped", "Could not be made"),
                                ("expired", "Deleted"),
                            ],
                            default="waiting",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked for")),
                    ("expires_at", models.DateTimeField(verbose_name="kept until")),
                    ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="made")),
                    ("records", models.PositiveIntegerField(default=0, verbose_name="entries so far")),
                    (
                        "file",
                        models.FileField(
                            blank=True,
                            storage=objectives.models.attachment.store,
                            upload_to=objectives.models.export_job.stored_name,
                            verbose_name="file",
                        ),
                    ),
                    ("size", models.PositiveBigIntegerField(default=0, help_text="In bytes.", verbose_name="size")),
                    ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                    ("scope", models.JSONField(blank=True, default=dict, verbose_name="what could be seen")),
                ],
                options={
                    "verbose_name": "export",
                    "verbose_name_plural": "exports",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state__in", ["expired"]), _negated=True),
                            fields=["state"],
                            name="exports_to_look_after",
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["waiting", "making", "ready", "stopped", "expired"])),
                            name="export_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("form__in", ["xlsx", "csv", "jsonl"])), name="export_format_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("shape__in", ["record", "figure"])), name="export_shape_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("state", "ready"),
                                    models.Q(("file", ""), _negated=True),
                                    models.Q(("sha256", ""), _negated=True),
                                    ("made_at__isnull", False),
                                ),
                                models.Q(models.Q(("state", "ready"), _negated=True), ("file", "")),
                                _connector="OR",
                            ),
                            name="a_ready_export_and_no_other_has_a_file",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Indicator",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "element",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="indicators",
                            to="objectives.element",
                        ),
                    ),
                    ("code", models.CharField(max_length=30, verbose_name="code")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("title", models.CharField(max_length=200, verbose_name="title")),
                    (
                        "translations",
                        models.JSONField(
                            blank=True,
                            default=dict,
                            help_text="For each language but the original, {title, unit}.",
                            verbose_name="translations",
                        ),
                    ),
                    ("unit", models.CharField(max_length=60, verbose_name="unit")),
                    ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="decimal places")),
                    (
                        "aggregation",
                        models.CharField(
                            choices=[
                                ("sum", "Sum over the period"),
                                ("latest", "Latest value"),
                                ("average", "Average"),
                                ("maximum", "Maximum"),
                            ],
                            max_length=10,
                            verbose_name="aggregation",
                        ),
                    ),
                    (
                        "direction",
                        models.CharField(
                            choices=[("increase", "Increase"), ("decrease", "Decrease"), ("none", "No direction set")],
                            default="increase",
                            max_length=10,
                            verbose_name="direction",
                        ),
                    ),
                    (
                        "baseline",
                        models.DecimalField(
                            blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="baseline"
                        ),
                    ),
                    (
                        "baseline_qualifier",
                        models.CharField(
                            choices=[("exact", "exactly"), ("over", "over"), ("about", "about")],
                            default="exact",
                            max_length=6,
                        ),
                    ),
                    ("baseline_date", models.CharField(blank=True, max_length=40, verbose_name="date of the baseline")),
                    (
                        "baseline_source",
                        models.CharField(blank=True, max_length=200, verbose_name="source of the baseline"),
                    ),
                    (
                        "owner",
                        models.CharField(
                            blank=True,
                            help_text="The unit or person that answers for it.",
                            max_length=200,
                            verbose_name="owner",
                        ),
                    ),
                    (
                        "rolls_up_to",
                        models.ForeignKey(
                            blank=True,
                            help_text="The indicator of an element above that takes in the value of this one.",
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="fed_by",
                            to="objectives.indicator",
                            verbose_name="rolls up to",
                        ),
                    ),
                    ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                    ("retired_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was retired")),
                    ("is_sample", models.BooleanField(default=False)),
                    (
                        "dimensions",
                        models.ManyToManyField(
                            blank=True,
                            related_name="indicators",
                            to="objectives.dimension",
                            verbose_name="broken down by",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "indicator",
                    "verbose_name_plural": "indicators",
                    "ordering": ["element__position", "position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("element", "code"), name="indicator_code_is_unique_in_its_element"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("aggregation__in", ["sum", "latest", "average", "maximum"])),
                            name="indicator_aggregation_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("direction__in", ["increase", "decrease", "none"])),
                            name="indicator_direction_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("baseline__isnull", True),
                                models.Q(("baseline_date", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="indicator_baseline_has_a_date",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("rolls_up_to", models.F("id")), _negated=True),
                            name="indicator_does_not_roll_up_to_itself",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("retired_on__isnull", True),
                                models.Q(("retired_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="retired_indicator_has_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Figure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="figures",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="figures",
                            to="objectives.indicator",
                        ),
                    ),
                    (
                        "answer",
                        models.CharField(
                            choices=[
                                ("value", "A number"),
                                ("not_reported", "Not reported"),
                                ("not_applicable", "Not applicable"),
                            ],
                            default="value",
                            max_length=14,
                            verbose_name="answer",
                        ),
                    ),
                    (
                        "value",
                        models.DecimalField(
                            blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="value"
                        ),
                    ),
                    (
                        "qualifier",
                        models.CharField(
                            choices=[("exact", "exactly"), ("over", "over"), ("about", "about")],
                            default="exact",
                            max_length=6,
                        ),
                    ),
                    (
                        "is_confirmed",
                        models.BooleanField(
                            default=False,
                            help_text="Its author said that it is right, though it dwarfs all that is known.",
                            verbose_name="confirmed",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "figure",
                    "verbose_name_plural": "figures",
                    "ordering": ["indicator__position", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("evidence", "indicator"), name="one_figure_for_each_indicator"),
                        models.CheckConstraint(
                            condition=models.Q(("answer__in", ["value", "not_reported", "not_applicable"])),
                            name="figure_answer_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("answer", "value"), ("value__isnull", False)),
                                models.Q(models.Q(("answer", "value"), _negated=True), ("value__isnull", True)),
                                _connector="OR",
                            ),
                            name="figure_has_a_value_or_says_why_not",
                        ),
                    ],
                    "indexes": [models.Index(fields=["indicator", "evidence"], name="figure_of_indicator")],
                },
            ),
            migrations.CreateModel(
                name="FigurePart",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "figure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="objectives.figure"
                        ),
                    ),
                    (
                        "category",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="objectives.category"
                        ),
                    ),
                    ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                ],
                options={
                    "verbose_name": "part of a figure",
                    "verbose_name_plural": "parts of figures",
                    "ordering": ["category__dimension__position", "category__position", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("figure", "category"), name="one_part_for_each_category")
                    ],
                },
            ),
            migrations.CreateModel(
                name="FileLeftOut",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "correction",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="files_left_out",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "attachment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.attachment"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "file left out",
                    "verbose_name_plural": "files left out",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("correction", "attachment"), name="a_correction_leaves_a_file_out_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="FocalPoint",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "element",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="focal_points",
                            to="objectives.element",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="focal_points",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "focal point",
                    "verbose_name_plural": "focal points",
                    "ordering": ["element__position", "user__name"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("element", "user"), name="one_is_focal_point_of_an_element_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="FrameworkUpload",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                    ("content", models.BinaryField(verbose_name="content")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True)),
                    (
                        "framework",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="objectives.framework",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "uploaded framework file",
                    "verbose_name_plural": "uploaded framework files",
                    "ordering": ["-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="framework_upload_has_a_name"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="IatiUpload",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                    ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                    ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                    ("error", models.TextField(blank=True, verbose_name="error")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                    ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                    (
                        "file",
                        models.FileField(
                            blank=True,
                            storage=objectives.models.attachment.store,
                            upload_to=objectives.models.iati_upload.stored_name,
                            verbose_name="file",
                        ),
                    ),
                    ("size", models.PositiveBigIntegerField(help_text="In bytes.", verbose_name="size")),
                    ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                    (
                        "step",
                        models.CharField(
                            choices=[("check", "Check"), ("load", "Load")],
                            default="check",
                            max_length=5,
                            verbose_name="step",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting"),
                                ("working", "Being read"),
                                ("checked", "Checked"),
                                ("refused", "Refused"),
                                ("loaded", "Loaded"),
                                ("stopped", "Could not be read"),
                            ],
                            default="waiting",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("report", models.JSONField(blank=True, default=dict, verbose_name="report")),
                ],
                options={
                    "verbose_name": "uploaded IATI file",
                    "verbose_name_plural": "uploaded IATI files",
                    "ordering": ["-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["waiting", "working", "checked", "refused", "loaded", "stopped"])
                            ),
                            name="iati_upload_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("step__in", ["check", "load"])), name="iati_upload_step_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="iati_upload_has_a_name"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportBatch",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                    ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                    ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                    ("error", models.TextField(blank=True, verbose_name="error")),
                    (
                        "framework",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="imports",
                            to="objectives.framework",
                            verbose_name="framework",
                        ),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="imports",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="by",
                        ),
                    ),
                    (
                        "corrects",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="objectives.importbatch",
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                    (
                        "file",
                        models.FileField(
                            blank=True,
                            storage=objectives.models.attachment.store,
                            upload_to=objectives.models.import_batch.stored_name,
                            verbose_name="file",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[("xlsx", "XLSX"), ("ods", "ODS"), ("csv", "CSV")],
                            max_length=4,
                            verbose_name="kind",
                        ),
                    ),
                    ("charset", models.CharField(blank=True, max_length=20, verbose_name="writing")),
                    ("size", models.PositiveIntegerField(help_text="In bytes.", verbose_name="size")),
                    ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                    (
                        "decimal_mark",
                        models.CharField(
                            choices=[("point", "With a point: 1,234.5"), ("comma", "With a comma: 1.234,5 or 1 234,5")],
                            default="point",
                            max_length=5,
                            verbose_name="numbers in text",
                        ),
                    ),
                    (
                        "landing",
                        models.CharField(
                            choices=[
                                ("draft", "Drafts, which I go through and submit one by one"),
                                ("submitted", "Entries that go to review at once"),
                            ],
                            default="draft",
                            max_length=9,
                            verbose_name="entries become",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting for a worker"),
                                ("working", "Being worked at"),
                                ("ready", "Checked, and ready"),
                                ("faulty", "Has rows to put right"),
                                ("written", "Imported"),
                                ("undone", "Undone"),
                                ("dropped", "Thrown away"),
                                ("failed", "Stopped"),
                            ],
                            default="waiting",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "step",
                        models.CharField(
                            choices=[("check", "Check"), ("write", "Write"), ("undo", "Undo")],
                            default="check",
                            max_length=5,
                            verbose_name="step",
                        ),
                    ),
                    ("total", models.PositiveIntegerField(default=0, verbose_name="rows")),
                    ("done", models.PositiveIntegerField(default=0, verbose_name="rows checked")),
                    ("new", models.PositiveIntegerField(default=0, verbose_name="new")),
                    ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                    ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                    ("refused", models.PositiveIntegerField(default=0, verbose_name="to put right")),
                    (
                        "problems",
                        models.JSONField(
                            blank=True,
                            default=list,
                            help_text="A list of messages.",
                            verbose_name="problems of the whole file",
                        ),
                    ),
                    (
                        "periods",
                        models.JSONField(
                            blank=True,
                            help_text="The keys of those that its rows fall in, once checked.",
                            null=True,
                            verbose_name="periods",
                        ),
                    ),
                    (
                        "worded_in",
                        models.CharField(
                            blank=True,
                            help_text="In which its problems, and those of its rows, are told.",
                            max_length=10,
                            verbose_name="language",
                        ),
                    ),
                    (
                        "note",
                        models.TextField(blank=True, help_text="Why the last step was not done.", verbose_name="note"),
                    ),
                    ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded at")),
                    ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="checked at")),
                    ("written_at", models.DateTimeField(blank=True, null=True, verbose_name="imported at")),
                    ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone at")),
                ],
                options={
                    "verbose_name": "import",
                    "verbose_name_plural": "imports",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(fields=["by", "-id"], name="imports_of_person"),
                        models.Index(
                            condition=models.Q(("state__in", ["waiting", "working"])),
                            fields=["state"],
                            name="imports_to_work_at",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    ["waiting", "working", "ready", "faulty", "written", "undone", "dropped", "failed"],
                                )
                            ),
                            name="import_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("step__in", ["check", "write", "undo"])), name="import_step_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["xlsx", "ods", "csv"])), name="import_kind_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("landing__in", ["draft", "submitted"])), name="import_landing_is_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("name", ""), _negated=True), models.Q(("sha256", ""), _negated=True)
                            ),
                            name="import_has_a_name_and_a_checksum",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("file", ""), _negated=True), ("state", "dropped"), _connector="OR"
                            ),
                            name="only_a_dropped_import_has_no_file",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "written"), _negated=True),
                                ("written_at__isnull", False),
                                _connector="OR",
                            ),
                            name="written_import_says_when",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "undone"), _negated=True),
                                ("undone_at__isnull", False),
                                _connector="OR",
                            ),
                            name="undone_import_says_when",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportRow",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "batch",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="rows",
                            to="objectives.importbatch",
                        ),
                    ),
                    ("position", models.PositiveIntegerField(verbose_name="position")),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.importbatch"
                        ),
                    ),
                    ("line", models.PositiveIntegerField(verbose_name="row")),
                    (
                        "outcome",
                        models.CharField(
                            choices=[
                                ("new", "New"),
                                ("changed", "Changed"),
                                ("unchanged", "Unchanged"),
                                ("refused", "To put right"),
                            ],
                            max_length=9,
                            verbose_name="outcome",
                        ),
                    ),
                    ("reference", models.CharField(blank=True, max_length=120, verbose_name="external reference")),
                    ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                    (
                        "problems",
                        models.JSONField(
                            blank=True, default=list, help_text="A list of [column’s letter, column’s name, message]."
                        ),
                    ),
                    (
                        "changes",
                        models.JSONField(blank=True, default=list, help_text="The names of the fields that change."),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="objectives.evidence",
                        ),
                    ),
                    ("before", models.JSONField(blank=True, help_text="What a changed entry said before.", null=True)),
                    ("edit_number", models.PositiveIntegerField(blank=True, null=True)),
                ],
                options={
                    "verbose_name": "row of an import",
                    "verbose_name_plural": "rows of imports",
                    "ordering": ["batch", "position"],
                    "indexes": [
                        models.Index(fields=["batch", "outcome", "position"], name="rows_of_import_by_outcome")
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("batch", "position"), name="a_position_stands_once_in_an_import"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("outcome__in", ["new", "changed", "unchanged", "refused"])),
                            name="row_outcome_is_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Lineage",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "descendant",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="ancestry",
                            to="objectives.element",
                        ),
                    ),
                    (
                        "ancestor",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="succession",
                            to="objectives.element",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("retained", "Retained"),
                                ("refined", "Refined"),
                                ("merged", "Merged"),
                                ("split", "Split"),
                                ("new", "New"),
                                ("discontinued", "Discontinued"),
                            ],
                            max_length=14,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "discontinued_in",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="discontinuations",
                            to="objectives.framework",
                            verbose_name="left out of",
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="what changed")),
                    ("source_symbol", models.CharField(blank=True, max_length=60, verbose_name="source document")),
                    ("source_paragraph", models.CharField(blank=True, max_length=40, verbose_name="source paragraph")),
                ],
                options={
                    "verbose_name": "lineage",
                    "verbose_name_plural": "lineage",
                    "ordering": ["ancestor__position", "descendant__position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("descendant", "ancestor"), name="one_thread_between_two_elements"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind__in", ["retained", "refined", "merged", "split", "new", "discontinued"])
                            ),
                            name="lineage_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ancestor__isnull", True), ("descendant__isnull", False), ("kind", "new")),
                                models.Q(
                                    ("ancestor__isnull", False), ("descendant__isnull", True), ("kind", "discontinued")
                                ),
                                models.Q(
                                    models.Q(("kind__in", ["new", "discontinued"]), _negated=True),
                                    ("ancestor__isnull", False),
                                    ("descendant__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="lineage_ends_fit_its_kind",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("discontinued_in__isnull", True), ("kind", "discontinued"), _connector="OR"
                            ),
                            name="only_what_is_discontinued_is_left_out",
                        ),
                        models.UniqueConstraint(
                            fields=("ancestor", "discontinued_in"),
                            name="an_element_is_discontinued_once_in_a_framework",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="NoticeDigest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                    ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                    ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                    ("error", models.TextField(blank=True, verbose_name="error")),
                    ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("pending", "Waiting to be sent"),
                                ("sending", "Being sent"),
                                ("sent", "Sent"),
                                ("stopped", "Stopped"),
                            ],
                            default="pending",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("message_id", models.CharField(max_length=200, unique=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="notice_digests",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("day", models.DateField(default=django.utils.timezone.localdate, verbose_name="day")),
                    ("is_daily", models.BooleanField(default=True)),
                ],
                options={
                    "verbose_name": "notice by mail",
                    "verbose_name_plural": "notices by mail",
                    "ordering": ["-id"],
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["pending", "sending", "sent", "stopped"])),
                            name="noticedigest_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("sent_at__isnull", False), ("state", "sent")),
                                models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                                _connector="OR",
                            ),
                            name="sent_noticedigest_says_when",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("is_daily", True)),
                            fields=("user", "day"),
                            name="one_digest_to_a_person_in_a_day",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="NoticeSetting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="notice_settings",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("returned", "An entry of mine is returned or withdrawn"),
                                ("review", "An entry waits for my review"),
                                ("accepted", "An entry of mine is accepted"),
                                ("remark", "A remark in a conversation that I take part in"),
                                ("shared", "A colleague asks me to write an entry with them"),
                            ],
                            max_length=10,
                        ),
                    ),
                    (
                        "when",
                        models.CharField(
                            choices=[
                                ("at_once", "At once"),
                                ("daily", "In one letter a day"),
                                ("never", "Not by mail"),
                            ],
                            max_length=10,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("user", "kind"), name="one_notice_setting_of_a_kind_for_each_person"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["returned", "review", "accepted", "remark", "shared"])),
                            name="notice_setting_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("when__in", ["at_once", "daily", "never"])),
                            name="notice_setting_time_is_known",
                        ),
                    ]
                },
            ),
            migrations.CreateModel(
                name="OpenForm",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="open_forms",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(db_index=True)),
                ],
                options={
                    "verbose_name": "open form",
                    "verbose_name_plural": "open forms",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("evidence", "person"), name="a_form_is_open_once_for_each_person"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="IndicatorTally",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="indicator_tallies",
                            to="objectives.period",
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="tallies",
                            to="objectives.indicator",
                        ),
                    ),
                    ("figures", models.IntegerField(default=0)),
                    ("total", models.BigIntegerField(default=0)),
                    ("over", models.IntegerField(default=0)),
                    ("about", models.IntegerField(default=0)),
                    ("not_applicable", models.IntegerField(default=0)),
                    ("latest_on", models.DateField(null=True)),
                    ("latest_evidence", models.BigIntegerField(null=True)),
                    ("latest_value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                    ("latest_qualifier", models.CharField(max_length=6, null=True)),
                    ("highest_on", models.DateField(null=True)),
                    ("highest_evidence", models.BigIntegerField(null=True)),
                    ("highest_value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                    ("highest_qualifier", models.CharField(max_length=6, null=True)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("period", "indicator"), name="one_tally_for_each_indicator_of_a_period"
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="ElementTally",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="element_tallies",
                            to="objectives.period",
                        ),
                    ),
                    (
                        "element",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="objectives.element"
                        ),
                    ),
                    ("accepted", models.IntegerField(default=0)),
                    ("awaiting", models.IntegerField(default=0)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("period", "element"), name="one_tally_for_each_element_of_a_period"
                        )
                    ]
                },
            ),
            migrations.CreateModel(
                name="Assessment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "element",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assessments",
                            to="objectives.element",
                        ),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assessments",
                            to="objectives.period",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[("draft", "Draft"), ("submitted", "Awaiting approval"), ("approved", "Approved")],
                            default="draft",
                            max_length=10,
                            verbose_name="status",
                        ),
                    ),
                    (
                        "finding",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("met", "Met"),
                                ("ongoing", "Ongoing by nature"),
                                ("partly_met", "Partly met"),
                                ("difficult_to_measure", "Difficult to measure"),
                                ("not_attainable", "Not possible to attain completely"),
                                ("not_met", "Not met"),
                            ],
                            max_length=24,
                            verbose_name="finding",
                        ),
                    ),
                    (
                        "finding_basis",
                        models.CharField(
                            choices=[("specific", "Of this element"), ("general", "By a general statement")],
                            default="specific",
                            max_length=8,
                        ),
                    ),
                    (
                        "measurability",
                        models.CharField(
                            blank=True,
                            choices=[("quantifiable", "Quantifiable"), ("difficult", "Difficult to quantify")],
                            max_length=14,
                            verbose_name="measurability",
                        ),
                    ),
                    (
                        "measurability_basis",
                        models.CharField(
                            choices=[("specific", "Of this element"), ("general", "By a general statement")],
                            default="specific",
                            max_length=8,
                        ),
                    ),
                    (
                        "continuation",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("remains_relevant", "Remains relevant"),
                                ("completed", "Completed"),
                                ("revised", "Revised"),
                                ("refined", "Refined"),
                            ],
                            max_length=18,
                            verbose_name="continuation",
                        ),
                    ),
                    (
                        "continuation_basis",
                        models.CharField(
                            choices=[("specific", "Of this element"), ("general", "By a general statement")],
                            default="specific",
                            max_length=8,
                        ),
                    ),
                    ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                    (
                        "assessed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "assessed_at",
                        models.DateTimeField(default=django.utils.timezone.now, verbose_name="last written at"),
                    ),
                    (
                        "submitted_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted at")),
                    (
                        "approved_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved at")),
                    ("is_sample", models.BooleanField(default=False)),
                ],
                options={
                    "verbose_name": "assessment",
                    "verbose_name_plural": "assessments",
                    "ordering": ["period", "element__position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("element", "period"), name="one_assessment_of_an_element_in_a_period"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("status__in", ["draft", "submitted", "approved"])),
                            name="assessment_status_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("finding", ""),
                                (
                                    "finding__in",
                                    [
                                        "met",
                                        "ongoing",
                                        "partly_met",
                                        "difficult_to_measure",
                                        "not_attainable",
                                        "not_met",
                                    ],
                                ),
                                _connector="OR",
                            ),
                            name="assessment_finding_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("measurability", ""),
                                ("measurability__in", ["quantifiable", "difficult"]),
                                _connector="OR",
                            ),
                            name="assessment_measurability_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("continuation", ""),
                                ("continuation__in", ["remains_relevant", "completed", "revised", "refined"]),
                                _connector="OR",
                            ),
                            name="assessment_continuation_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status", "draft"), models.Q(("finding", ""), _negated=True), _connector="OR"
                            ),
                            name="submitted_assessment_has_a_finding",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("status", "draft"), ("submitted_at__isnull", True), ("submitted_by__isnull", True)
                                ),
                                models.Q(
                                    models.Q(("status", "draft"), _negated=True),
                                    ("submitted_at__isnull", False),
                                    ("submitted_by__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="submitted_assessment_says_when_and_by_whom",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("approved_at__isnull", False),
                                    ("approved_by__isnull", False),
                                    ("status", "approved"),
                                ),
                                models.Q(
                                    models.Q(("status", "approved"), _negated=True),
                                    ("approved_at__isnull", True),
                                    ("approved_by__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="approved_assessment_says_when_and_by_whom",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("approved_by__isnull", True),
                                models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="nobody_approves_their_own_assessment",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Posting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "user",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="posting",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="objectives.office"
                        ),
                    ),
                ],
                options={"verbose_name": "posting", "verbose_name_plural": "postings"},
            ),
            migrations.CreateModel(
                name="FormDraft",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="form_drafts",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("page", models.CharField(max_length=32, unique=True)),
                    (
                        "framework",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.framework"
                        ),
                    ),
                    ("token", models.CharField(blank=True, max_length=36)),
                    (
                        "evidence",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="form_drafts",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="objectives.programme",
                        ),
                    ),
                    ("fields", models.JSONField(blank=True, default=dict)),
                    ("is_open", models.BooleanField(default=True)),
                    ("seen", models.PositiveIntegerField(default=0)),
                    ("turn", models.PositiveBigIntegerField(default=0)),
                    ("writes", models.PositiveIntegerField(default=1)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("updated_at", models.DateTimeField(db_index=True)),
                ],
                options={
                    "verbose_name": "unfinished form",
                    "verbose_name_plural": "unfinished forms",
                    "ordering": ["-updated_at", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("token", ""), _negated=True), ("evidence__isnull", False), _connector="OR"
                            ),
                            name="form_draft_is_of_a_form",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("page", ""), _negated=True), name="form_draft_names_its_page"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("programme__isnull", True), ("evidence__isnull", True), _connector="OR"
                            ),
                            name="monthly_figures_are_of_no_one_entry",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProgrammeBudget",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="budgets",
                            to="objectives.programme",
                        ),
                    ),
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
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "kind", "starts_on", "ends_on"),
                            name="one_budget_of_each_kind_for_the_same_days",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["original", "revised"])), name="budget_kind_is_known"
                        ),
                        models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="budget_is_not_below_zero"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("currency", django.db.models.functions.text.Upper("currency")),
                                django.db.models.lookups.Exact(django.db.models.functions.text.Length("currency"), 3),
                            ),
                            name="budget_currency_is_three_capitals",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                            name="budget_ends_after_it_starts",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProgrammeDocument",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="documents",
                            to="objectives.programme",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                    ("url", models.URLField(max_length=500, verbose_name="address")),
                    ("title", models.CharField(max_length=200, verbose_name="title")),
                    (
                        "language",
                        models.CharField(
                            default="en", help_text="BCP 47.", max_length=20, verbose_name="language of the title"
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
                    ("description", models.TextField(blank=True, verbose_name="description")),
                    (
                        "categories",
                        models.CharField(
                            help_text="Codes of IATI’s list DocumentCategory, with a space between them.",
                            max_length=150,
                            verbose_name="kinds",
                        ),
                    ),
                    (
                        "media_type",
                        models.CharField(
                            blank=True, help_text="A media type: text/html.", max_length=120, verbose_name="format"
                        ),
                    ),
                    (
                        "languages",
                        models.CharField(
                            blank=True,
                            help_text="ISO 639-1, with a space between them.",
                            max_length=120,
                            verbose_name="languages of the document",
                        ),
                    ),
                    ("dated_on", models.DateField(blank=True, null=True, verbose_name="date")),
                ],
                options={
                    "verbose_name": "document of a programme",
                    "verbose_name_plural": "documents of programmes",
                    "ordering": ["programme", "position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("programme", "url"), name="a_programme_names_a_document_once"),
                        models.CheckConstraint(
                            condition=models.Q(("title", ""), _negated=True), name="document_has_a_title"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("categories", ""), _negated=True), name="document_is_of_some_kind"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("url__startswith", "https://"), ("url__startswith", "http://"), _connector="OR"
                            ),
                            name="document_is_on_the_web",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProgrammeDonor",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="donors",
                            to="objectives.programme",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                    ("name", models.CharField(max_length=200, verbose_name="donor")),
                    (
                        "iati_ref",
                        models.CharField(blank=True, max_length=120, verbose_name="IATI organization identifier"),
                    ),
                ],
                options={
                    "verbose_name": "donor",
                    "verbose_name_plural": "donors",
                    "ordering": ["programme", "position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("programme", "name"), name="a_programme_names_a_donor_once"),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="donor_has_a_name"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProgrammeWords",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                    ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                    ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                    ("error", models.TextField(blank=True, verbose_name="error")),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.programme"
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting"),
                                ("writing", "Being written"),
                                ("written", "Written"),
                                ("stopped", "Could not be written"),
                            ],
                            default="waiting",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked for")),
                    ("after", models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    "verbose_name": "words of a programme",
                    "verbose_name_plural": "words of programmes",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["waiting", "writing", "written", "stopped"])),
                            name="programme_words_state_is_known",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Reminder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                    ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                    ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                    ("error", models.TextField(blank=True, verbose_name="error")),
                    ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("pending", "Waiting to be sent"),
                                ("sending", "Being sent"),
                                ("sent", "Sent"),
                                ("stopped", "Stopped"),
                            ],
                            default="pending",
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    ("message_id", models.CharField(max_length=200, unique=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reminders",
                            to="objectives.period",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reminders",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("errands", models.JSONField(verbose_name="what waited")),
                    (
                        "asked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("asked_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="asked on")),
                ],
                options={
                    "verbose_name": "reminder",
                    "verbose_name_plural": "reminders",
                    "ordering": ["-id"],
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["pending", "sending", "sent", "stopped"])),
                            name="reminder_state_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("sent_at__isnull", False), ("state", "sent")),
                                models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                                _connector="OR",
                            ),
                            name="sent_reminder_says_when",
                        ),
                        models.UniqueConstraint(
                            fields=("period", "user", "asked_on"), name="one_reminder_of_a_period_to_a_person_in_a_day"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReviewNotice",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="review_notices",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("returned", "An entry of mine is returned or withdrawn"),
                                ("review", "An entry waits for my review"),
                                ("accepted", "An entry of mine is accepted"),
                                ("remark", "A remark in a conversation that I take part in"),
                                ("shared", "A colleague asks me to write an entry with them"),
                            ],
                            max_length=10,
                        ),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="notices",
                            to="objectives.evidence",
                        ),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "imported",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="notices",
                            to="objectives.importbatch",
                        ),
                    ),
                    ("entries", models.PositiveIntegerField(default=1)),
                    ("note", models.TextField(blank=True)),
                    ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "digest",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="notices",
                            to="objectives.noticedigest",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "notice",
                    "verbose_name_plural": "notices",
                    "ordering": ["at", "id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("digest__isnull", True)), fields=["user"], name="notices_not_sent_yet"
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["returned", "review", "accepted", "remark", "shared"])),
                            name="review_notice_kind_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("user", models.F("by")), _negated=True),
                            name="nobody_is_told_of_their_own_doing",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SavedFilter",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="saved_filters",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("name", models.CharField(max_length=80, verbose_name="name")),
                    (
                        "query",
                        models.CharField(
                            help_text="As in the address of the list.", max_length=2000, verbose_name="what it asks for"
                        ),
                    ),
                    ("is_shared", models.BooleanField(default=False, verbose_name="shared with one’s office")),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("updated_at", models.DateTimeField(auto_now=True)),
                ],
                options={
                    "verbose_name": "kept filter",
                    "verbose_name_plural": "kept filters",
                    "ordering": ["name", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("owner", "name"), name="a_person_names_a_filter_once"),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="kept_filter_has_a_name"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("query", ""), _negated=True), name="kept_filter_asks_for_something"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Source",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="sources",
                            to="objectives.evidence",
                        ),
                    ),
                    ("citation", models.CharField(blank=True, max_length=300, verbose_name="document")),
                    ("paragraph", models.CharField(blank=True, max_length=60, verbose_name="paragraph or footnote")),
                    ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ],
                options={
                    "verbose_name": "source",
                    "verbose_name_plural": "sources",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("citation", ""), _negated=True),
                                models.Q(("url", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="source_is_a_document_or_an_address",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProgrammeCountry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="places",
                            to="objectives.programme",
                        ),
                    ),
                    (
                        "state",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="objectives.state",
                            verbose_name="country or area",
                        ),
                    ),
                    (
                        "percentage",
                        models.DecimalField(
                            blank=True,
                            decimal_places=4,
                            help_text="Per cent.",
                            max_digits=7,
                            null=True,
                            verbose_name="share",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "country of a programme",
                    "verbose_name_plural": "countries of programmes",
                    "db_table": "objectives_programme_countries",
                    "ordering": ["programme", "state__name"],
                    "constraints": [
                        models.UniqueConstraint(fields=("programme", "state"), name="a_programme_names_a_country_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("percentage__isnull", True),
                                models.Q(("percentage__gte", 0), ("percentage__lte", 100)),
                                _connector="OR",
                            ),
                            name="share_of_a_country_is_a_percentage",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Delegation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "user",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="delegation",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "state",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="delegations",
                            to="objectives.state",
                        ),
                    ),
                ],
                options={"verbose_name": "delegation", "verbose_name_plural": "delegations"},
            ),
            migrations.CreateModel(
                name="StateStanding",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "state",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="standings", to="objectives.state"
                        ),
                    ),
                    (
                        "standing",
                        models.CharField(
                            choices=[("member", "Member State"), ("observer", "Observer State")],
                            max_length=10,
                            verbose_name="standing",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="since")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ],
                options={
                    "verbose_name": "standing of a State",
                    "verbose_name_plural": "standings of States",
                    "ordering": ["state", "since"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("standing__in", ["member", "observer"])),
                            name="state_standing_is_one_held",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="state_standing_is_not_reversed",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Target",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="targets",
                            to="objectives.indicator",
                        ),
                    ),
                    ("due_on", models.DateField(verbose_name="by")),
                    (
                        "period",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="targets",
                            to="objectives.period",
                            verbose_name="of the period",
                        ),
                    ),
                    ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                    ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="revision")),
                    ("reason", models.TextField(blank=True, verbose_name="reason for the revision")),
                    (
                        "set_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("set_at", models.DateTimeField(auto_now_add=True, verbose_name="set at")),
                    ("set_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="decided on")),
                    ("is_sample", models.BooleanField(default=False)),
                ],
                options={
                    "verbose_name": "target",
                    "verbose_name_plural": "targets",
                    "ordering": ["indicator", "due_on", "-revision"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("indicator", "due_on", "revision"), name="target_revision_is_unique"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("revision", 0), models.Q(("reason", ""), _negated=True), _connector="OR"
                            ),
                            name="target_revision_has_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AssessmentDecision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "assessment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="decisions",
                            to="objectives.assessment",
                        ),
                    ),
                    (
                        "before",
                        models.CharField(
                            choices=[("draft", "Draft"), ("submitted", "Awaiting approval"), ("approved", "Approved")],
                            max_length=10,
                        ),
                    ),
                    (
                        "after",
                        models.CharField(
                            choices=[("draft", "Draft"), ("submitted", "Awaiting approval"), ("approved", "Approved")],
                            max_length=10,
                        ),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="reason")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    "verbose_name": "decision on an assessment",
                    "verbose_name_plural": "decisions on assessments",
                    "ordering": ["at", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("after", "draft"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="return_and_reopening_have_a_reason",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AssessmentText",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "assessment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="texts",
                            to="objectives.assessment",
                        ),
                    ),
                    ("language", models.CharField(max_length=5, verbose_name="language")),
                    ("narrative", models.TextField(blank=True, verbose_name="narrative")),
                    ("challenges", models.TextField(blank=True, verbose_name="challenges")),
                ],
                options={
                    "verbose_name": "assessment text",
                    "verbose_name_plural": "assessment texts",
                    "ordering": ["language"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("assessment", "language"), name="one_assessment_text_in_each_language"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("narrative", ""), _negated=True),
                                models.Q(("challenges", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="assessment_text_says_something",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AssessmentVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "assessment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="objectives.assessment",
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="version")),
                    ("language", models.CharField(max_length=5, verbose_name="language")),
                    ("content", models.JSONField(verbose_name="what it said")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    "verbose_name": "version of an assessment",
                    "verbose_name_plural": "versions of assessments",
                    "ordering": ["assessment", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("assessment", "number"), name="assessment_version_has_its_own_number"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AuditEvent",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("action", models.CharField(max_length=60, verbose_name="action")),
                    ("object_type", models.CharField(max_length=60, verbose_name="kind of object")),
                    ("object_id", models.CharField(max_length=60, verbose_name="object")),
                    ("object_label", models.CharField(max_length=200, verbose_name="name of the object")),
                    ("before", models.JSONField(blank=True, null=True)),
                    ("after", models.JSONField(blank=True, null=True)),
                ],
                options={
                    "verbose_name": "audit event",
                    "verbose_name_plural": "audit events",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(fields=["object_type", "object_id", "at"], name="audit_of_object_by_time"),
                        models.Index(fields=["object_type", "at"], name="audit_of_kind_by_time"),
                        models.Index(fields=["by", "at"], name="audit_of_person_by_time"),
                        models.Index(
                            objectives.models.audit.ActionGroup("action"), models.F("at"), name="audit_of_group_by_time"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AuditSealPart",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "seal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="objectives.auditseal"
                        ),
                    ),
                    ("position", models.PositiveIntegerField()),
                    ("marks", models.BinaryField()),
                ],
                options={
                    "verbose_name": "part of a seal",
                    "verbose_name_plural": "parts of seals",
                    "ordering": ["seal", "position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("seal", "position"), name="one_part_of_a_seal_at_each_position")
                    ],
                },
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="countries",
            field=models.ManyToManyField(
                blank=True,
                related_name="programmes",
                through="objectives.ProgrammeCountry",
                to="objectives.state",
                verbose_name="countries and areas",
            ),
        ),
        *below_django(),
    ]
