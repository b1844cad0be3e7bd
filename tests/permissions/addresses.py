"""All rows of all tables: where each row's page stands, and what is typed into its form."""

from django.urls import URLPattern, URLResolver, reverse

from tests.permissions.rows import Row, parse
from tests.permissions.tables import TABLES, evidence
from tests.site import Site

ROWS = [row for table in TABLES for row in parse(table.TABLE)]
TABLE_OF = {row.name: table for table in TABLES for row in parse(table.TABLE)}


def address(row: Row, site: Site) -> str:
    """Where a row's page stands on the site."""
    return reverse(row.name, args=TABLE_OF[row.name].arguments(row, site)) + evidence.query(row, site)


def form_of(row: Row, site: Site) -> dict[str, object]:
    """What is typed into the form of a row's page; a file is made anew for each sending."""
    form = TABLE_OF[row.name].FORMS.get(row.name, {})
    return form(site) if callable(form) else dict(form)


def every_address(patterns: list[URLPattern | URLResolver]) -> list[str]:
    """The names of all the site's addresses but those for programs, which know tokens alone (tests/objectives/api)."""
    pages = [one for one in patterns if isinstance(one, URLPattern) or one.namespace != "api"]
    names = [[one.name] if isinstance(one, URLPattern) else every_address(one.url_patterns) for one in pages]
    return [name for part in names for name in part]
