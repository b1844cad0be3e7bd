"""Files attached to evidence."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import objectives.models.attachment


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0023_headquarters_is_of_its_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.TextField(blank=True, verbose_name="error")),
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
                ("sha256", models.CharField(help_text="Of the file as stored.", max_length=64, verbose_name="SHA-256")),
                (
                    "given_sha256",
                    models.CharField(help_text="Of the file as it came, before a photo was rewritten.", max_length=64),
                ),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="height")),
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
                ("is_sample", models.BooleanField(default=False)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="objectives.evidence",
                    ),
                ),
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
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "scanning", "failed", "infected", "unscanned"])),
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
                            models.Q(("file", ""), ("state", "infected"), models.Q(("signature", ""), _negated=True)),
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
                                ("height__gt", 0), ("height__isnull", False), ("width__gt", 0), ("width__isnull", False)
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
    ]
