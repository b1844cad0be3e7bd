"""Where the form for evidence and the page to check it stand, and sending both."""

from objectives.models import Evidence

NEW = "/evidence/new/"


def edit(evidence):
    return f"/evidence/{evidence.reference}/edit/"


def check(evidence):
    return f"/evidence/{evidence.reference}/check/"


def submit(client, address, typed):
    """Send a form, then submit from the page to check it: (that page, what follows)."""
    checked = client.post(address, {**typed, "check": "yes"}, follow=True)
    return checked, client.post(check(Evidence.objects.latest("pk")), {"submit": "yes"}, follow=True)
