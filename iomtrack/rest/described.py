"""The interface's own description: every operation names the problem that it may answer instead."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from iomtrack.rest.problems import CONTENT_TYPE, ProblemOut

PROBLEM = "#/components/schemas/ProblemOut"


class Interface(NinjaAPI):
    """An interface whose OpenAPI file tells of problems too, and of the header that makes a request once-only."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        model = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = schema["components"].setdefault("schemas", {})
        schemas.update(model.pop("$defs", {}))
        schemas["ProblemOut"] = model
        for path in schema["paths"].values():
            for method, operation in path.items():
                operation["responses"]["default"] = {
                    "description": "What went wrong, and where (RFC 9457)",
                    "content": {CONTENT_TYPE: {"schema": {"$ref": PROBLEM}}},
                }
                if method == "post":
                    operation.setdefault("parameters", []).append(ONCE)
        return schema


ONCE = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[A-Za-z0-9._:-]+$"},
    "description": "A key of your own: the same request sent again with it does nothing twice, for seven days.",
}
