"""The list of evidence as Django's own means give it, served beside the product: what bench_load compares with."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from objectives.models import Evidence

PER_PAGE = 25
PAGE = """<!doctype html><title>Evidence</title><p>{{ page.paginator.count }}</p><table>{% for one in page %}<tr>
<td>{{ one.reference }}<td>{{ one.title }}<td>{{ one.office }}<td>{{ one.author.name }}
<td>{{ one.served }}</tr>{% endfor %}
</table>{% if page.has_next %}<a rel="next" href="?page={{ page.next_page_number }}">Next</a>{% endif %}"""


def listing(request: HttpRequest) -> HttpResponse:
    """A page by its number, with a count of all and of what each entry serves."""
    rows = Evidence.objects.select_related("office", "author").annotate(served=Count("contributions"))
    page = Paginator(rows.order_by("title", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    return HttpResponse(engines["django"].from_string(PAGE).render({"page": page}))


urlpatterns = [path("plain/", listing), path("", include("iomtrack.urls"))]
