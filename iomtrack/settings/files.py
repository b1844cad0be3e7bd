"""Files that people attach: where they are kept, how large they may be, and what scans them. A part of base.py."""

from typing import Any

import environ

env = environ.Env()

MEGABYTE = 1024 * 1024
ATTACHMENT_MOST_BYTES = env.int("ATTACHMENT_MOST_MB", default=20) * MEGABYTE
ATTACHMENTS_MOST_BYTES = env.int("ATTACHMENTS_MOST_MB", default=60) * MEGABYTE  # all files of an entry
ATTACHMENTS_MOST = 10  # files of an entry
CLAMAV_URL = env.str("CLAMAV_URL", default="")  # tcp://host:3310 or unix:///run/clamav/clamd.ctl
CLAMAV_TIMEOUT = 60.0  # seconds without a word from it

FILE_UPLOAD_HANDLERS = [
    "iomtrack.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "iomtrack.uploads.FiledUpload",
]
FILE_UPLOAD_MOST_BYTES = ATTACHMENTS_MOST_BYTES  # of one request; no form takes more
DATA_UPLOAD_MAX_NUMBER_FILES = 2 * ATTACHMENTS_MOST
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
