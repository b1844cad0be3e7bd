"""Files as a page sends them, and what became of them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from objectives.models import Evidence
from tests import pages

JSON = {"accept": "application/json"}


def sent(*names: str, data: bytes = b"It was done.") -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, data + name.encode()) for name in names]


def add(client: Client, entry: Evidence, *files: SimpleUploadedFile, **more: object) -> HttpResponse:
    return client.post(f"/evidence/{entry.reference}/attachments/", {"files": list(files)}, **more)


def messages(response: HttpResponse) -> list[str]:
    return [pages.words(one) for one in pages.read(response).xpath("//*[contains(@class, 'message ')]")]


def names(entry: Evidence) -> list[str]:
    return list(entry.attachments.present().values_list("name", flat=True))
