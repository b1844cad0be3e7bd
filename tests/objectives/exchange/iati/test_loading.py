"""A file that was uploaded is read before anything is held: on SQLite nobody else could write meanwhile."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from objectives.actions.iati import confirm_upload, hold_upload
from objectives.exchange.iati import uploads
from objectives.models import Programme
from tests.objectives.exchange.iati.files import activity, document


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_file_is_read(administrator, monkeypatch):
    held, read_file = [], uploads.read_file

    def noting(*args, **asked):
        held.append(connection.in_atomic_block)
        return read_file(*args, **asked)

    monkeypatch.setattr(uploads, "read_file", noting)
    file = ContentFile(document(activity("XM-DAC-47066-A"), activity("XM-DAC-47066-B")), "activities.xml")
    upload = hold_upload(name="activities.xml", file=file, by=administrator)

    uploads.read_upload(pk=upload.pk)
    before = Programme.objects.count()
    upload.refresh_from_db()
    confirm_upload(upload=upload, by=administrator)
    uploads.read_upload(pk=upload.pk)

    upload.refresh_from_db()
    assert (held, before, upload.state) == ([False, False], 0, "loaded")
    assert Programme.objects.count() == 2
