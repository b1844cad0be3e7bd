"""Frameworks: reading, loading, following and adopting them, and their vocabularies."""

from django.core.files.uploadedfile import SimpleUploadedFile

from iomtrack.accounts.models import User
from tests import factories
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

framework_list                       GET    in      in     200   200      200   200      200     200     404      404
framework_list                       POST   405     405    405   405      405   405      405     405     405      405
framework                            GET    in      in     200   200      200   200      200     200     404      404
framework                            POST   405     405    405   405      405   405      405     405     405      405
framework[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
element                              GET    in      in     200   200      200   200      200     200     404      404
element                              POST   405     405    405   405      405   405      405     405     405      405
element[unknown]                     GET    in      in     404   404      404   404      404     404     404      404
lineage                              GET    in      in     200   200      200   200      200     200     404      404
lineage                              POST   405     405    405   405      405   405      405     405     405      405
element_history                      GET    in      in     200   200      200   200      200     200     404      404
element_history                      POST   405     405    405   405      405   405      405     405     405      405
element_history[unknown]             GET    in      in     404   404      404   404      404     404     404      404
vocabulary_list                      GET    in      in     200   200      200   200      200     200     404      404
vocabulary_list                      POST   405     405    405   405      405   405      405     405     405      405
vocabulary_new                       GET    in      in     404   404      404   404      200     404     404      404
vocabulary_new                       POST   in      in     404   404      404   404      words   404     404      404
term_new                             GET    in      in     404   404      404   404      200     404     404      404
term_new                             POST   in      in     404   404      404   404      words   404     404      404
term                                 GET    in      in     404   404      404   404      200     404     404      404
term                                 POST   in      in     404   404      404   404      words   404     404      404
term[unknown]                        GET    in      in     404   404      404   404      404     404     404      404
term_retire                          GET    405     405    405   405      405   405      405     405     405      405
term_retire                          POST   in      in     404   404      404   404      words   404     404      404
term_restore                         GET    405     405    405   405      405   405      405     405     405      405
term_restore                         POST   in      in     404   404      404   404      words   404     404      404
term_remove                          GET    405     405    405   405      405   405      405     405     405      405
term_remove                          POST   in      in     404   404      404   404      words   404     404      404
framework_new                        GET    in      in     404   404      404   404      200     404     404      404
framework_new                        POST   in      in     404   404      404   404      tree    404     404      404
framework_next                       GET    in      in     404   404      404   404      200     404     404      404
framework_next                       POST   in      in     404   404      404   404      tree    404     404      404
framework_next[next]                 GET    in      in     404   404      404   404      404     404     404      404
framework_adopt                      GET    in      in     404   404      404   404      200     404     404      404
framework_adopt                      POST   in      in     404   404      404   404      422     404     404      404
framework_adopt[force]               GET    in      in     404   404      404   404      plan    404     404      404
amend                                GET    in      in     404   404      404   404      200     404     404      404
amend                                POST   in      in     404   404      404   404      element 404     404      404
amend[next]                          GET    in      in     404   404      404   404      element 404     404      404
framework_export                     GET    in      in     200   200      200   200      200     200     404      404
framework_export                     POST   405     405    405   405      405   405      405     405     405      405
framework_export[unknown]            GET    in      in     404   404      404   404      404     404     404      404
framework_load                       GET    in      in     404   404      404   404      200     404     404      404
framework_load                       POST   in      in     404   404      404   404      checked 404     404      404
framework_load_checked               GET    in      in     404   404      404   404      200     404     404      404
framework_load_checked[another's]    GET    in      in     404   404      404   404      404     404     404      404
framework_load_checked               POST   in      in     404   404      404   404      loaded  404     404      404
"""

FORMS: dict[str, Form] = {
    "framework_load": lambda _site: {"file": SimpleUploadedFile("rivers.yaml", factories.RIVERS)},
    "vocabulary_new": {"name": "Other words"},
    "term_new": {"label": "Another"},
    "term": {"label": "Named anew"},
    "term_retire": {"reason": "It is another's."},
    "framework_new": {"symbol": "MC/301", "title": "Another", "issued_on": "2026-06-01", "language": "en"},
    "framework_next": {"symbol": "MC/302", "title": "Next", "issued_on": "2026-06-01", "baselines": "empty"},
    "amend": {"wording": "to do more", "effective_on": "2020-01-01", "reason": "The Council decided so."},
}


def arguments(row: Row, site: Site) -> list[object]:
    slug, unknown = site.framework.slug, row.which == "unknown"
    if row.name == "framework_load_checked":
        return of_an_upload(row)
    term: list[object] = [slug, site.term.vocabulary.code, "no-such" if unknown else site.term.code]
    found: dict[str, list[object]] = {
        "framework": ["no-such" if unknown else slug],
        "framework_export": ["no-such" if unknown else slug],
        "framework_next": [site.draft.slug if row.which == "next" else slug],
        "framework_adopt": [slug if row.which == "force" else site.draft.slug],
        "amend": [site.draft.slug, "N1"] if row.which == "next" else [slug, "O1"],
        "element": [slug, "O99" if unknown else "O1"],
        "element_history": [slug, "O99" if unknown else "O1"],
        "lineage": [slug],
        "vocabulary_list": [slug],
        "vocabulary_new": [slug],
        "term_new": [slug, site.term.vocabulary.code],
        **dict.fromkeys(("term", "term_retire", "term_restore", "term_remove"), term),
    }
    return found.get(row.name, [])


def of_an_upload(row: Row) -> list[object]:
    """A checked framework file: the administrator's own, or another's."""
    by = User.objects.get(email=f"{'service' if row.which else 'administrator'}@example.org")
    return [factories.FrameworkUploadFactory(by=by).pk]
