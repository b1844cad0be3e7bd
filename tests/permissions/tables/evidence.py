"""Logging evidence: the entry's page, its form from the first word to the last check, and what is unfinished."""

from objectives.forms.ticket import Ticket
from tests import factories
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

evidence_new                         GET    in      in     200   200      200   200      200     404     404      404
evidence_new                         POST   in      in     entry entry    entry entry    entry   404     404      404
evidence[draft]                      GET    in      in     200   404      404   200      200     200     404      404
evidence[submitted]                  GET    in      in     200   404      404   200      200     200     404      404
evidence[returned]                   GET    in      in     200   404      404   200      200     200     404      404
evidence[accepted]                   GET    in      in     200   200      200   200      200     200     404      404
evidence[withdrawn]                  GET    in      in     200   404      404   200      200     200     404      404
evidence[accepted]                   POST   405     405    405   405      405   405      405     405     405      405
evidence_edit[draft]                 GET    in      in     200   404      404   404      404     404     404      404
evidence_edit[draft]                 POST   in      in     entry 404      404   404      404     404     404      404
evidence_edit[returned]              GET    in      in     200   404      404   404      404     404     404      404
evidence_edit[accepted]              GET    in      in     entry 404      404   404      404     404     404      404
evidence_edit[accepted]              POST   in      in     entry 404      404   404      404     404     404      404
evidence_check[draft]                GET    in      in     200   404      404   404      404     404      404   404
evidence_check[draft]                POST   in      in     entry 404      404   404      404     404      404   404
evidence_check[accepted]             GET    in      in     entry 404      404   404      404     404      404   404
evidence_check[accepted]             POST   in      in     entry 404      404   404      404     404      404   404
evidence_discard[draft]              GET    in      in     200   404      404   404      404     404      404   404
evidence_discard[draft]              POST   in      in     list  404      404   404      404     404      404   404
evidence_discard[accepted]           GET    in      in     entry 404      404   404      404     404      404   404
evidence_discard[accepted]           POST   in      in     entry 404      404   404      404     404      404   404
evidence_share[draft]                GET    in      in     200   404      404   404      404     404      404   404
evidence_share[draft]                POST   in      in     entry 404      404   404      404     404      404   404
evidence_open[draft]                 GET    405     405    405   405      405   405      405     405      405   405
evidence_open[draft]                 POST   in      in     200   404      404   404      404     404      404   404
evidence_quick                       GET    in      in     200   200      200   200      200     404      404   404
evidence_quick                       POST   in      in     422   422      422   422      422     404      404   404
choose                               GET    in      in     200   200      200   200      200     404      404   404
choose                               POST   405     405    405   405      405   405      405     405      405   405
choose[unknown]                      GET    in      in     404   404      404   404      404     404      404   404
choose_served                        GET    in      in     200   200      200   200      200     404      404   404
choose_served                        POST   405     405    405   405      405   405      405     405      405   405
choose_served[unknown]               GET    in      in     404   404      404   404      404     404      404   404
evidence_versions[submitted]         GET    in      in     200   404      404   200      200     200     404      404
evidence_versions[accepted]          GET    in      in     200   404      404   200      200     200     404      404
evidence_versions[accepted]          POST   405     405    405   405      405   405      405     405     405      405
evidence_correct[accepted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_correct[accepted]           POST   in      in     entry 404      404   entry    entry   404     404      404
correction_discard[correction]       GET    405     405    405   405      405   405      405     405     405      405
correction_discard[correction]       POST   in      in     entry 404      404   entry    entry   404     404      404
evidence[taken_over]                 GET    in      in     200   404      404   200      200     200     404      404
evidence_compare[draft]              GET    in      in     200   404      404   404      404     404     404      404
evidence_compare[submitted]          GET    in      in     200   404      404   404      404     404     404      404
evidence_compare[draft]              POST   405     405    405   405      405   405      405     405     405      405
form_draft                           GET    in      in     200   200      200   200      200     404     404      404
form_draft                           POST   in      in     200   409      409   409      409     404     404      404
form_draft_discard                   GET    405     405    405   405      405   405      405     405     405      405
form_draft_discard                   POST   in      in     home  404      404   404      404     404     404      404
"""

FORM_TOKEN = "?form=6f1c2d3e-0000-4000-8000-000000000001"  # without one the form's address is given one, by a redirect


def typed(site: Site) -> dict[str, object]:
    """What a window of staff's sends while one types."""
    ticket = Ticket(site.entries["draft"].author_id, site.framework.pk, "a" * 32, token=FORM_TOKEN.partition("=")[2])
    return {"ticket": ticket.signed(), "seen": "0", "turn": "1", "title": "A visit"}


FORMS: dict[str, Form] = {
    "evidence_new": {"title": "A visit"},
    "evidence_edit": {"title": "A visit"},
    "evidence_check": {"submit": "yes"},
    "evidence_share": {"name": "yes", "colleague": "colleague@example.org"},
    "evidence_open": {"seen": "0"},
    "evidence_correct": {"reason": "It was forty-two."},
    "form_draft": typed,
}


def arguments(row: Row, site: Site) -> list[object]:
    if row.name in ("form_draft_discard", "evidence_compare", "evidence_open"):
        return of_what_is_typed(row, site)
    if row.name == "choose":
        return ["no-such" if row.which == "unknown" else "offices"]
    return [site.entries[row.which].reference] if row.which in site.entries else []


def of_what_is_typed(row: Row, site: Site) -> list[object]:
    """An unfinished form of staff's: one for a new entry, or one that changes the entry named, which is shared."""
    person = site.entries["draft"].author
    if row.name == "form_draft_discard":
        return [factories.FormDraftFactory(person=person, framework=site.framework).pk]
    if row.name == "evidence_open":
        factories.CoAuthorFactory(evidence=site.entries[row.which])
    return [factories.FormDraftFactory(person=person, evidence=site.entries[row.which]).evidence.reference]


def query(row: Row, site: Site) -> str:
    """What is asked behind the address."""
    queries = {
        "evidence_new": FORM_TOKEN,
        "choose_served": f"?framework={'no-such' if row.which == 'unknown' else site.framework.slug}&find=o",
        "evidence_quick": "?programme=RET-1",
    }
    return queries.get(row.name, "")
