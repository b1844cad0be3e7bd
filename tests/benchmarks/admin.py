"""The list of evidence in Django's own admin, at `/admin/`: what bench_lists compares with."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import include, path

from objectives.models import Evidence


class EvidenceAdmin(ModelAdmin):  # type: ignore[type-arg]  # it takes no argument as the program runs
    """A hundred rows of a page, as the admin has them, with offices joined and without a second count of all."""

    list_display = ("reference", "title", "office", "ends_on", "status")
    list_select_related = ("office",)
    ordering = ("-ends_on", "-id")
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Evidence | None = None) -> bool:
        return True  # rights are not the matter here


class Open(AdminSite):
    """Whoever is signed in may see all."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"available_apps": []}


site = Open(name="admin")
site.register(Evidence, EvidenceAdmin)
urlpatterns = [path("admin/", site.urls), path("", include("iomtrack.urls"))]
ADDRESS = "/admin/objectives/evidence/"
