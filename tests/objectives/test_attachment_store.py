"""Attachments in a bucket: the same as on disk, tried with a real server that speaks S3."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest
from django.core.files.storage import storages
from django.test import Client

from iomtrack.accounts.models import User
from iomtrack.settings.files import attachment_storage
from objectives.actions import attachments as actions
from objectives.models import Attachment
from tests import factories
from tests.objectives.sent_files import pdf
from tests.servers import s3, wait_until

KEYS = {"S3_ACCESS_KEY_ID": "any", "S3_SECRET_ACCESS_KEY": "any", "S3_REGION": "any", "S3_BUCKET": "files"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    with s3(tmp_path_factory.mktemp("s3") / "server") as address:
        client = boto3.client(
            "s3",
            endpoint_url=address,
            aws_access_key_id="any",
            aws_secret_access_key="any",
            region_name="any",
        )
        wait_until(lambda: made(client), "the bucket")
        yield address, client


def made(client: Any) -> bool:
    try:
        client.create_bucket(Bucket="files")
    except Exception:  # whatever keeps it, the server is still coming up
        return False
    return True


@pytest.fixture
def bucket(server: tuple[str, Any], monkeypatch: pytest.MonkeyPatch, settings: SimpleNamespace) -> tuple[str, Any]:
    """The store of attachments is the bucket, by the settings of the environment."""
    for name, value in {**KEYS, "S3_ENDPOINT_URL": server[0]}.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "attachments": attachment_storage()}
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", storages["attachments"])
    return server


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_a_file_goes_into_the_bucket_comes_out_through_the_site_alone_and_is_deleted_there(
    bucket: tuple[str, Any], recorder: User, client_for: Callable[..., Client]
) -> None:
    address, client = bucket
    entry, sent = factories.EvidenceFactory(author=recorder), pdf(pages=3)

    made = actions.attach(evidence=entry, name="Report.pdf", data=sent, by=recorder)

    assert client.get_object(Bucket="files", Key=made.file.name)["Body"].read() == sent
    response = client_for(recorder).get(made.get_absolute_url())
    assert (response.status_code, b"".join(response)) == (200, sent)
    with pytest.raises(HTTPError, match="403"):
        urlopen(f"{address}/files/{made.file.name}")
    actions.remove(attachment=made, by=recorder)
    assert "Contents" not in client.list_objects_v2(Bucket="files")


@pytest.mark.django_db(transaction=True)
def test_a_bucket_that_cannot_be_reached_is_told_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, settings: SimpleNamespace, recorder: User
) -> None:
    for name, value in {**KEYS, "S3_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "attachments": attachment_storage()}
    entry = factories.EvidenceFactory(author=recorder)

    with pytest.raises(actions.NotKept, match="could not be stored just now"):
        actions.attach(evidence=entry, name="Report.pdf", data=pdf(), by=recorder)

    assert entry.attachments.count() == 0


def test_without_a_bucket_files_lie_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("S3_BUCKET", raising=False)

    assert attachment_storage() == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_a_bucket_is_private_and_its_files_have_no_open_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_BUCKET", "files")

    options = attachment_storage()["OPTIONS"]

    assert (options["default_acl"], options["querystring_auth"], options["file_overwrite"]) == (None, True, False)
    assert (options["endpoint_url"], options["addressing_style"]) == (None, "auto")
