"""Files that people attach: where they are kept, how large they may be, and what scans them. A part of base.py."""

from typing import Any

import environ

env = environ.Env()

MEGABYTE = 1024 * 1024
ATTACHMENT_MOST_BYTES = env.int("ATTACHMENT_MOST_MB", default=20) * MEGABYTE
ATTACHMENTS_MOST_BYTES = env.int("ATTACHMENTS_MOST_MB", default=60) * MEGABYTE  # all files of an entry
ATTACHMENTS_MOST = 10  # files of an entry
IMPORT_MOST_BYTES = env.int("IMPORT_MOST_MB", default=50) * MEGABYTE  # of a spreadsheet of evidence
IMPORT_MOST_ROWS = env.int("IMPORT_MOST_ROWS", default=100_000)
IMPORT_MOST_UNPACKED = 10 * IMPORT_MOST_BYTES  # bytes of an XLSX or ODS
IMPORT_MOST_CELLS = 60 * IMPORT_MOST_ROWS  # from its first to its last: 32 bytes of memory each
CLAMAV_URL = env.str("CLAMAV_URL", default="")  # tcp://host:3310 or unix:///run/clamav/clamd.ctl
CLAMAV_TIMEOUT = 60.0  # seconds without a word from it

EXPORT_AT_ONCE = env.int("EXPORT_AT_ONCE", default=20_000)  # entries; longer lists are exported by the worker
EXPORT_KEPT_DAYS = env.int("EXPORT_KEPT_DAYS", default=7)

IATI_MOST_BYTES = env.int("IATI_MOST_MB", default=50) * MEGABYTE  # of an activity file that is uploaded
IATI_AT_ONCE_BYTES = MEGABYTE  # up to which it is read at once; larger ones by the worker
# who publishes results in IATI: its identifier, its kind (code list OrganisationType), and the sector (DAC, 5 digits)
IATI_ORGANIZATION = env.str("IATI_ORGANIZATION", default="XM-DAC-47066")
IATI_ORGANIZATION_TYPE = env.str("IATI_ORGANIZATION_TYPE", default="40")
IATI_SECTOR = env.str("IATI_SECTOR", default="15190")

FILE_UPLOAD_HANDLERS = [
    "iomtrack.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "iomtrack.uploads.FiledUpload",
]
FILE_UPLOAD_MOST_BYTES = ATTACHMENTS_MOST_BYTES  # of one request; no form takes more
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # who chooses a whole folder is told how many fit, and keeps what was typed
FILE_UPLOAD_PERMISSIONS = 0o640


def attachment_storage() -> dict[str, Any]:
    """Where attachments are kept: below the state folder, or in a bucket of a store that speaks S3."""
    bucket = env.str("S3_BUCKET", default="")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "access_key": env.str("S3_ACCESS_KEY_ID", default="") or None,
            "secret_key": env.str("S3_SECRET_ACCESS_KEY", default="") or None,
            "addressing_style": "path" if env.str("S3_ENDPOINT_URL", default="") else "auto",
            "default_acl": None,  # as the bucket has it: private
            "querystring_auth": True,  # nothing has an address that is open to all
            "file_overwrite": False,
            "max_memory_size": 5 * MEGABYTE,  # of a file that is read; what is more goes to a temporary file
        },
    }
