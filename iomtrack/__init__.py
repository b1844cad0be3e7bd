"""iomtrack: what an organization did about its strategy, and the reports that say so."""

from iomtrack.celery import app as celery_app

__all__ = ["celery_app"]
