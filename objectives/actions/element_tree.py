"""Moving the elements of a draft about, splitting one, and making one of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.drafts import arrange, hold_element, next_position, require_unchanged, tree_in
from objectives.actions.element_draft import Problems, code_problem, drop, follow_wording, resting_on, where
from objectives.enums import LineageKind
from objectives.models import AuditEvent, Element, Indicator, Lineage
from objectives.queries.editor import content_of
from objectives.tree import Impossible, Place, Step, Tree, branch, merged, placed, split, stepped

HEIRS = (LineageKind.RETAINED, LineageKind.REFINED)  # what these were becomes "split" when an element is split


@dataclass(frozen=True)
class PartInput:
    """One of the elements that another is split into."""

    code: str
    label: str
    wording: str


@transaction.atomic
def step_element(*, element: Element, step: Step, by: User) -> bool:
    """Move an element with all below it by one step; False where there is nowhere to go, and nothing is done."""
    element = hold_element(element, by)
    tree = tree_in(element.framework)
    after = stepped(tree, element.pk, step)
    if after == tree:
        return False
    _rearrange(element, after, by)
    return True


@transaction.atomic
def move_element(*, element: Element, place: Place, beside: Element, by: User) -> Element:
    """Put an element with all below it before, after or below another. Raises ActionError for one below itself."""
    element = hold_element(element, by)
    try:
        after = placed(tree_in(element.framework), element.pk, place, beside.pk)
    except Impossible as error:
        raise ActionError({"beside": [_("It cannot stand beside or below itself. Choose another element.")]}) from error
    _rearrange(element, after, by)
    return element


def _rearrange(element: Element, tree: Tree, by: User) -> None:
    before = where(element)
    arrange(element.framework, tree)
    element.refresh_from_db(fields=["position", "parent"])
    AuditEvent.objects.record(by=by, action="element.move", on=element, before=before, after=where(element))


@transaction.atomic
def split_element(*, element: Element, parts: Sequence[PartInput], by: User, read: str | None = None) -> list[Element]:
    """Make two or more elements of one. The first keeps its place, its indicators and what stands below it.

    The others follow it. All descend from what the one descended from. Raises ActionError, by field ("code_1" of the
    second part), and Stale as `edit_element` does.
    """
    element = hold_element(element, by)
    before = content_of(element)
    require_unchanged(read, before)
    if problems := _part_problems(element, parts):
        raise ActionError(problems)
    tree = tree_in(element.framework)
    position = next_position(element.framework)
    _write(element, parts[0])
    made = [_part(element, part, position + index) for index, part in enumerate(parts[1:])]
    arrange(element.framework, split(tree, element.pk, [one.pk for one in made]))
    _hand_on_threads(element, made)
    AuditEvent.objects.record(
        by=by,
        action="element.split",
        on=element,
        before=before,
        after={one.code: content_of(one) for one in (element, *made)},
    )
    return [element, *made]


def _part_problems(element: Element, parts: Sequence[PartInput]) -> Problems:
    if len(parts) < 2:  # noqa: PLR2004 a split makes at least two
        return {"": [_("Split it into two parts or more.")]}
    problems: Problems = {}
    codes = [part.code.strip() for part in parts]
    for index, part in enumerate(parts):
        itself = element if index == 0 else None
        if message := code_problem(element.framework, codes[index], itself):
            problems[f"code_{index}"] = [message]
        elif codes[index] in codes[:index]:
            problems[f"code_{index}"] = [_("Two parts cannot have the same code.")]
        if not part.label.strip():
            problems[f"label_{index}"] = [_("Give it a short name.")]
        if not part.wording.strip():
            problems[f"wording_{index}"] = [_("Give the wording of this part.")]
    return problems


def _write(element: Element, part: PartInput) -> None:
    """Word an element anew. Translations said the former wording, and are left out."""
    if element.wording != part.wording.strip():
        element.translations = {}
    element.code, element.label, element.wording = part.code.strip(), part.label.strip(), part.wording.strip()
    element.save()


def _part(element: Element, part: PartInput, position: int) -> Element:
    return Element.objects.create(
        framework=element.framework,
        parent_id=element.parent_id,
        kind=element.kind,
        position=position,
        code=part.code.strip(),
        label=part.label.strip(),
        wording=part.wording.strip(),
        source_symbol=element.source_symbol,
        source_paragraph=element.source_paragraph,
    )


def _hand_on_threads(element: Element, parts: Sequence[Element]) -> None:
    """Let the parts descend from what the element descends from, by splitting; what is merged or new stays so."""
    threads = Lineage.objects.filter(descendant=element)
    threads.filter(kind__in=HEIRS).update(kind=LineageKind.SPLIT)
    Lineage.objects.bulk_create(
        Lineage(
            ancestor_id=thread.ancestor_id,
            descendant=part,
            kind=thread.kind,
            source_symbol=thread.source_symbol,
            source_paragraph=thread.source_paragraph,
        )
        for thread in threads
        for part in parts
    )


@transaction.atomic
def merge_elements(
    *, element: Element, others: Sequence[Element], label: str, wording: str, by: User, read: str | None = None
) -> Element:
    """Make one element of several. It keeps the first one's code and place, and takes what hung from the others.

    It descends from all that they descended from. Raises ActionError, by field, where evidence rests on one of the
    others, one stands below another, or two indicators have one code; and Stale as `edit_element` does.
    """
    element = hold_element(element, by)
    before = content_of(element)
    require_unchanged(read, before)
    others = list(element.framework.elements.filter(pk__in=[one.pk for one in others]).exclude(pk=element.pk))
    if problems := _merge_problems(element, others, label, wording):
        raise ActionError(problems)
    tree = tree_in(element.framework)
    try:
        after = merged(tree, element.pk, [one.pk for one in others])
    except Impossible as error:
        raise ActionError({"others": [_("One of them stands below another. Move it out first.")]}) from error
    gone = {one.code: content_of(one) for one in others}
    _write(element, PartInput(element.code, label, wording))
    Indicator.objects.filter(element__in=others).update(element=element)
    _join_threads(element, others)
    Element.objects.filter(parent__in=others).update(parent=element)
    drop(others)
    arrange(element.framework, after)
    AuditEvent.objects.record(
        by=by, action="element.merge", on=element, before={element.code: before} | gone, after=content_of(element)
    )
    return element


def _merge_problems(element: Element, others: list[Element], label: str, wording: str) -> Problems:
    problems: Problems = {}
    if not others:
        problems["others"] = [_("Choose at least one element to merge with it.")]
    elif resting := resting_on(others):
        problems["others"] = [_("Evidence or an assessment rests on %(codes)s.") % {"codes": ", ".join(resting)}]
    elif twins := _twin_indicators([element, *others]):
        problems["others"] = [
            _("Two of their indicators have the code %(code)s. Change one first.") % {"code": twins[0]}
        ]
    if not label.strip():
        problems["label"] = [_("Give it a short name.")]
    if not wording.strip():
        problems["wording"] = [_("Give the wording of the merged element.")]
    return problems


def _twin_indicators(elements: list[Element]) -> list[str]:
    codes = list(Indicator.objects.filter(element__in=elements).values_list("code", flat=True))
    return sorted({code for code in codes if codes.count(code) > 1})


def _join_threads(element: Element, others: list[Element]) -> None:
    """Let an element descend from all that the others descend from: "merged" where that is more than one."""
    known: set[int | None] = set(Lineage.objects.filter(descendant=element).values_list("ancestor_id", flat=True))
    for thread in Lineage.objects.filter(descendant__in=others, ancestor__isnull=False):
        if thread.ancestor_id not in known:
            thread.descendant = element
            thread.save()
            known.add(thread.ancestor_id)
    threads = Lineage.objects.filter(descendant=element)
    ancestors = threads.filter(ancestor__isnull=False).count()
    if ancestors:
        threads.filter(kind=LineageKind.NEW).delete()
        threads.update(kind=LineageKind.MERGED if ancestors > 1 else LineageKind.REFINED)
        follow_wording(threads)


def branch_codes(element: Element) -> list[str]:
    """The codes of an element and all below it, in document order."""
    codes = dict(element.framework.elements.values_list("pk", "code"))
    return [codes[key] for key in branch(tree_in(element.framework), element.pk)]
