"""Every address of the site."""

from django.urls import include, path

from iomtrack.roles import roles
from iomtrack.views import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/roles/", roles, name="roles"),
    path("accounts/", include("iomtrack.accounts.urls")),
    path("", include("objectives.urls")),
    path("", include("reports.urls")),
]
