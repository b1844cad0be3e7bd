"""The Celery application. Tasks take a primary key, claim its row, and may run twice or never (law 1)."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtrack.settings.development")
TRANSPORT_ALIASES["filesystem"] = "iomtrack.broker:Transport"

app = Celery("iomtrack")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["iomtrack"])
app.steps["worker"].add("iomtrack.worker:SignOfLife")
