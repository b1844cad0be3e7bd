"""The interface's own description: every operation names the problem that it may answer instead."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from iomtrack.rest.problems import CONTENT_TYPE, ProblemOut, SaidTwice

PROBLEM = "#/components/schemas/ProblemOut"


class Reader(Parser):
    """Reads a body as JSON. Raises SaidTwice where an object has a name twice."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(request.body, object_pairs_hook=_once_each)
        return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise SaidTwice(next(name for name, number in Counter(name for name, _value in pairs).items() if number > 1))
    return found


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
