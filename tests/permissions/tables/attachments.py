"""Files that hang on entries, and their scanning."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

attachment_list[draft]               GET    in      in     entry 404      404   entry    entry   entry   404      404
attachment_list[accepted]            GET    in      in     entry entry    entry entry    entry   entry   404      404
attachment_list[draft]               POST   in      in     entry 404      404   404      404     404     404      404
attachment_list[accepted]            POST   in      in     entry 404      404   404      404     404     404      404
attachment[draft]                    GET    in      in     200   404      404   200      200     200     404      404
attachment[submitted]                GET    in      in     200   404      404   200      200     200     404      404
attachment[accepted]                 GET    in      in     200   200      200   200      200     200     404      404
attachment[unscanned]                GET    in      in     404   404      404   404      404     404     404      404
attachment[elsewhere]                GET    in      in     404   404      404   404      404     404     404      404
attachment[accepted]                 POST   405     405    405   405      405   405      405     405     405      405
attachment_remove[draft]             GET    405     405    405   405      405   405      405     405     405      405
attachment_remove[draft]             POST   in      in     entry 404      404   404      404     404     404      404
attachment_remove[accepted]          POST   in      in     entry 404      404   404      404     404     404      404
attachment_retry[draft]              GET    405     405    405   405      405   405      405     405     405      405
attachment_retry[draft]              POST   in      in     404   404      404   404      files   404     404      404
file_watch                           GET    in      in     404   404      404   404      200     200     404      404
file_watch                           POST   405     405    405   405      405   405      405     405     405      405
"""

FORMS: dict[str, Form] = {
    "attachment_list": lambda _site: {"files": SimpleUploadedFile("note.txt", b"It was seen.")},
}


def arguments(row: Row, site: Site) -> list[object]:
    """The entry of a file, and the file: one whose scan has failed, or one asked of another entry, among them."""
    if row.name == "file_watch":
        return []
    entry = site.entries.get(row.which, site.entries["accepted"])
    if row.name == "attachment_list":
        return [entry.reference]
    hangs_on = site.entries["draft"] if row.which == "elsewhere" else entry
    state = "failed" if row.which == "unscanned" or row.name == "attachment_retry" else "clean"
    return [entry.reference, factories.AttachmentFactory(evidence=hangs_on, state=state).pk]
