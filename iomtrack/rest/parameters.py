"""The parameters of an address. One that is none, or that comes twice, is refused: passed over, it would have another
question answered than the one that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import wraps
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from iomtrack.rest.problems import LONGEST_NAME, Fault, Problem, not_as_described

MOST_FAULTS = 20


def known_parameters(run: Callable[..., Any]) -> Callable[..., Any]:
    """Have an operation refuse what its description does not name. Add it to an interface in the mode "view": then it
    gets what runs the operation, and knows the operation by it."""
    operation: Any = run.__self__  # type: ignore[attr-defined]  # ninja's bound method
    work, known = operation.view_func, parameters_of(operation)

    @wraps(work)
    def checked(request: HttpRequest, **values: Any) -> Any:
        if faults := list(faults_of(request.GET, known)):
            raise Problem(422, not_as_described(), faults[:MOST_FAULTS])
        return work(request, **values)

    operation.view_func = checked
    return run


def parameters_of(operation: Any) -> list[str]:
    """The names that an operation takes behind the question mark."""
    asked = (model for model in operation.models if model.__ninja_param_source__ == "query")
    return [name for model in asked for name in model.__ninja_flatten_map__]


def faults_of(query: QueryDict, known: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with the names in a query."""
    for name, values in query.lists():
        if name not in known:
            yield Fault(parameter=name[:LONGEST_NAME], detail=no_such(name[:LONGEST_NAME], known))
        elif len(values) > 1:
            yield Fault(
                parameter=name, detail=_("Give this once. It is there %(times)s times.") % {"times": len(values)}
            )


def no_such(name: str, known: Sequence[str]) -> str:
    """What is said of a parameter that is none: which there are, and the one that may have been meant."""
    if not known:
        return _("This address takes no parameters.")
    values = {"name": name, "known": ", ".join(known), "nearest": "".join(get_close_matches(name, known, 1))}
    if values["nearest"]:
        return _("There is no parameter “%(name)s” here. Did you mean “%(nearest)s”? There are: %(known)s.") % values
    return _("There is no parameter “%(name)s” here. There are: %(known)s.") % values
