"""What the list of evidence shows for a query."""

from tests import pages


def titles(client, query):
    response = client.get(f"/evidence/?{query}")
    assert (response.status_code, pages.field_errors(response)) == (200, [])
    return "".join(title[0] for title in sorted(pages.rows(response)))
