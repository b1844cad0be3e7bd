"""Adding elements to a draft, wording them, and taking them out again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.drafts import arrange, hold_draft, hold_element, next_position, require_unchanged, tree_in
from objectives.enums import ElementKind, LineageKind
from objectives.models import (
    Assessment,
    AuditEvent,
    Contribution,
    Element,
    Figure,
    Framework,
    Indicator,
    Lineage,
    Target,
)
from objectives.queries.editor import content_of
from objectives.tree import Impossible, Place, branch, placed

Problems = dict[str, list[str]]
CODE = re.compile(r"[\w.-]*[^\W_][\w.-]*")  # of any script, as files may write them


@dataclass(frozen=True)
class ElementInput:
    """What is said of an element.

    `footnotes`: {mark, text}; `restatements`: {symbol, paragraph, wording}; `translations`: {label, wording, official}
    by language.
    """

    code: str
    kind: str
    label: str
    wording: str
    source_symbol: str
    source_paragraph: str
    footnotes: list[dict[str, str]] = field(default_factory=list)
    restatements: list[dict[str, str]] = field(default_factory=list)
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """The same, without the blanks around it."""
        values = {name: getattr(self, name).strip() for name in TYPED}
        lists = {name: getattr(self, name) for name in ("footnotes", "restatements", "translations")}
        return values | lists


TYPED = ("code", "kind", "label", "wording", "source_symbol", "source_paragraph")


@transaction.atomic
def add_element(
    *,
    framework: Framework,
    content: ElementInput,
    by: User,
    place: Place = Place.BELOW,
    beside: Element | None = None,
) -> Element:
    """Add an element to a draft, beside another one or at the end of the first level. Raises ActionError by field."""
    framework = hold_draft(framework, by)
    if problems := element_problems(framework, content):
        raise ActionError(problems)
    tree = tree_in(framework)
    element = Element.objects.create(framework=framework, position=next_position(framework), **content.columns())
    try:
        arrange(framework, placed(tree, element.pk, place, beside.pk if beside else None))
    except Impossible as error:
        raise ActionError(_("The element beside which it was to stand was removed.")) from error
    element.refresh_from_db(fields=["position", "parent"])
    AuditEvent.objects.record(by=by, action="element.add", on=element, after=content_of(element) | where(element))
    return element


@transaction.atomic
def edit_element(*, element: Element, content: ElementInput, by: User, read: str | None = None) -> Element:
    """Word an element of a draft anew. Raises ActionError by field.

    A thread that was "retained" becomes "refined" when the wording leaves that of its ancestor, and the other way
    round. Raises Stale where `read`, the seal of what the form was filled from, is not what stands.
    """
    element = hold_element(element, by)
    before = content_of(element)
    require_unchanged(read, before, wanted=before | content.columns())
    if problems := element_problems(element.framework, content, element):
        raise ActionError(problems)
    for name, value in content.columns().items():
        setattr(element, name, value)
    element.save()
    after = content_of(element)
    if before["wording"] != after["wording"]:
        follow_wording(Lineage.objects.filter(descendant=element))
    if before != after:
        AuditEvent.objects.record(by=by, action="element.edit", on=element, before=before, after=after)
    return element


@transaction.atomic
def remove_element(*, element: Element, by: User) -> None:
    """Take an element out of a draft, with all below it, their indicators and what they were said to descend from.

    Raises ActionError where evidence, figures or assessments rest on any of them.
    """
    element = hold_element(element, by)
    keys = branch(tree_in(element.framework), element.pk)
    going = list(Element.objects.filter(pk__in=keys).order_by("-position"))
    if resting := resting_on(going):
        raise ActionError(
            _("It cannot be removed: evidence or an assessment rests on %(codes)s.") % {"codes": ", ".join(resting)}
        )
    AuditEvent.objects.record(
        by=by,
        action="element.remove",
        on=element,
        before={one.code: content_of(one) | {"position": one.position} for one in reversed(going)},
    )
    drop(going)


def element_problems(framework: Framework, content: ElementInput, element: Element | None = None) -> Problems:
    """What must be put right before an element is saved, by field."""
    values = content.columns()
    problems: Problems = {}
    if message := code_problem(framework, values["code"], element):
        problems["code"] = [message]
    if values["kind"] not in ElementKind.values:
        problems["kind"] = [_("Choose what kind of element it is.")]
    if not values["label"]:
        problems["label"] = [_("Give it a short name.")]
    if not values["wording"]:
        problems["wording"] = [_("Give the official wording, word for word.")]
    if not values["source_symbol"]:
        problems["source_symbol"] = [_("Say in which document the wording stands.")]
    if not values["source_paragraph"]:
        problems["source_paragraph"] = [_("Say in which paragraph the wording stands.")]
    return problems


def code_problem(framework: Framework, code: str, element: Element | None = None) -> str:
    """Why an element cannot have a code; "" if it can."""
    if not CODE.fullmatch(code):
        return _("Give it a code of letters, digits, dots and hyphens, as in O3 or O3.1.")
    others = framework.elements.exclude(pk=element.pk if element else 0)
    if others.filter(code=code).exists():
        return _("%(framework)s has an element %(code)s already.") % {"framework": framework, "code": code}
    return ""


def follow_wording(threads: QuerySet[Lineage]) -> None:
    """Keep "retained" and "refined" true to the wordings at both ends of threads."""
    for pk, kind, before, after in threads.filter(kind__in=(LineageKind.RETAINED, LineageKind.REFINED)).values_list(
        "pk", "kind", "ancestor__wording", "descendant__wording"
    ):
        true = LineageKind.RETAINED if before == after else LineageKind.REFINED
        if kind != true:
            Lineage.objects.filter(pk=pk).update(kind=true)


def where(element: Element) -> dict[str, Any]:
    """Where an element stands, for the audit."""
    parent = element.framework.elements.filter(children=element).values_list("code", flat=True).first()
    return {"position": element.position, "parent": parent}


def resting_on(elements: list[Element]) -> list[str]:
    """The codes of those elements on which something rests that was recorded, in their order."""
    inside = {"element": OuterRef("pk")}
    rested = Element.objects.filter(pk__in=[one.pk for one in elements]).filter(
        Exists(Contribution.objects.filter(**inside))
        | Exists(Assessment.objects.filter(**inside))
        | Exists(Figure.objects.filter(indicator__element=OuterRef("pk")))
        | Exists(Lineage.objects.filter(ancestor=OuterRef("pk")))
    )
    return list(rested.order_by("position").values_list("code", flat=True))


def drop(elements: list[Element]) -> None:
    """Delete elements on which nothing rests, children before parents, with what was set up for them."""
    gone = [one.pk for one in elements]
    indicators = Indicator.objects.filter(element__in=gone)
    Indicator.objects.filter(rolls_up_to__in=indicators).update(rolls_up_to=None)
    Target.objects.filter(indicator__in=indicators).delete()
    try:
        indicators.delete()
        Lineage.objects.filter(descendant__in=gone).delete()
        Element.objects.filter(pk__in=gone).update(parent=None)
        Element.objects.filter(pk__in=gone).delete()
    except ProtectedError as error:
        raise ActionError(_("It cannot be removed: something recorded rests on it.")) from error
