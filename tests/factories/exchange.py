"""Files in and out: spreadsheets, IATI and exports."""

import datetime

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import exchange_enums, models
from tests.factories.frameworks import FrameworkFactory
from tests.factories.people import UserFactory

IATI = b"""<iati-activities version="2.03"><iati-activity><iati-identifier>XM-1-NEW</iati-identifier>
<title><narrative>New ways home</narrative></title></iati-activity></iati-activities>"""


class ExportJobFactory(DjangoModelFactory):
    """One that waits. `ready=True` has its file."""

    class Meta:
        model = models.ExportJob
        skip_postgeneration_save = True

    class Params:
        ready = factory.Trait(
            state=exchange_enums.ExportState.READY,
            file=factory.LazyFunction(lambda: ContentFile(b"# reference\r\n", name="export")),
            size=13,
            sha256="ab" * 32,
            made_at=factory.LazyFunction(timezone.now),
            scope={"all": False, "offices": []},
        )

    by = factory.SubFactory(UserFactory)
    form = exchange_enums.ExportFormat.CSV
    shape = exchange_enums.ExportShape.RECORD
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))


class IatiUploadFactory(DjangoModelFactory):
    """One that was checked and is sound."""

    class Meta:
        model = models.IatiUpload
        skip_postgeneration_save = True

    by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)
    name = "activities.xml"
    file = factory.LazyFunction(lambda: ContentFile(IATI, name="activities.xml"))
    size = len(IATI)
    sha256 = "ab" * 32
    state = exchange_enums.IatiState.CHECKED


class ImportBatchFactory(DjangoModelFactory):
    """One that waits to be checked."""

    class Meta:
        model = models.ImportBatch
        skip_postgeneration_save = True

    framework = factory.SubFactory(FrameworkFactory)
    by = factory.SubFactory(UserFactory)
    name = "rows.csv"
    file = factory.LazyFunction(lambda: ContentFile(b"external_reference,title\n", name="rows.csv"))
    kind = "csv"
    size = 25
    sha256 = "ab" * 32


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRow

    batch = factory.SubFactory(ImportBatchFactory)
    source = factory.SelfAttribute("batch")
    position = factory.Sequence(lambda number: number)
    line = 2
    outcome = "new"
