"""The editor of a framework in draft."""

from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

editor                               GET    in      in     404   404      404   404      200     404     404      404
editor                               POST   405     405    405   405      405   405      405     405     405      405
editor[force]                        GET    in      in     404   404      404   404      plan    404     404      404
editor_head                          GET    in      in     404   404      404   404      200     404     404      404
editor_head                          POST   in      in     404   404      404   404      422     404     404      404
editor_passages                      GET    in      in     404   404      404   404      200     404     404      404
editor_passages                      POST   in      in     404   404      404   404      tree    404     404      404
editor_move                          GET    405     405    405   405      405   405      405     405     405      405
editor_move                          POST   in      in     404   404      404   404      tree    404     404      404
editor_add                           GET    in      in     404   404      404   404      200     404     404      404
editor_add                           POST   in      in     404   404      404   404      tree    404     404      404
editor_earlier                       GET    in      in     404   404      404   404      200     404     404      404
editor_earlier                       POST   in      in     404   404      404   404      tree    404     404      404
editor_element                       GET    in      in     404   404      404   404      200     404     404      404
editor_element                       POST   in      in     404   404      404   404      tree    404     404      404
editor_element[force]                GET    in      in     404   404      404   404      element 404     404      404
editor_element[unknown]              GET    in      in     404   404      404   404      404     404     404      404
editor_place                         GET    in      in     404   404      404   404      200     404     404      404
editor_place                         POST   in      in     404   404      404   404      tree    404     404      404
editor_split                         GET    in      in     404   404      404   404      200     404     404      404
editor_split                         POST   in      in     404   404      404   404      tree    404     404      404
editor_merge                         GET    in      in     404   404      404   404      200     404     404      404
editor_merge                         POST   in      in     404   404      404   404      tree    404     404      404
editor_remove                        GET    in      in     404   404      404   404      200     404     404      404
editor_remove                        POST   in      in     404   404      404   404      tree    404     404      404
editor_lineage                       GET    in      in     404   404      404   404      200     404     404      404
editor_lineage                       POST   in      in     404   404      404   404      tree    404     404      404
"""

ELEMENT = {
    "kind": "objective",
    "label": "An objective",
    "wording": "to do it",
    "source_symbol": "MC/NEXT",
    "source_paragraph": "1",
}
PARTS = [("N2", "One", "to do one"), ("N3", "Other", "to do the other")]
FORMS: dict[str, Form] = {
    "editor_passages": {"heading_0": "Mission", "symbol_0": "MC/NEXT", "paragraph_0": "1", "text_0": "To do it."},
    "editor_move": {"step": "up N2"},
    "editor_add": {**ELEMENT, "code": "N3"},
    "editor_earlier": {"note": "No longer needed."},
    "editor_element": {**ELEMENT, "code": "N2"},
    "editor_place": {"place": "before", "beside": "N1"},
    "editor_split": {
        f"{name}_{index}": text
        for index, part in enumerate(PARTS)
        for name, text in zip(("code", "label", "wording"), part, strict=True)
    },
    "editor_merge": {"others": ["N1.1"], "label": "Both", "wording": "to do both"},
    "editor_lineage": {"kind_0": "new"},
}
OF_THE_WHOLE = ("editor", "editor_head", "editor_passages", "editor_move", "editor_add")


def arguments(row: Row, site: Site) -> list[object]:
    drafted = (site.framework if row.which == "force" else site.draft).slug
    code = "R1" if row.name == "editor_earlier" else {"force": "O1", "unknown": "N99"}.get(row.which, "N2")
    return [drafted] if row.name in OF_THE_WHOLE else [drafted, code]
