"""Every address of the site."""

from django.urls import include, path

from iomtrack.api import api
from iomtrack.roles import roles
from iomtrack.views import healthz

handler400 = "iomtrack.views.bad_request"
handler404 = "iomtrack.views.not_found"
handler500 = "iomtrack.views.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("accounts/roles/", roles, name="roles"),
    path("accounts/", include("iomtrack.accounts.urls")),
    path("", include("objectives.urls")),
    path("", include("reports.urls")),
]
