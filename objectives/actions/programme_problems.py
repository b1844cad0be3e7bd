"""What stands against what is said of a programme, by field."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import is_currency
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from iomtrack.accounts.characters import unfit
from objectives.actions.programme_documents import document_problems
from objectives.actions.programme_input import BudgetInput, ProgrammeInput
from objectives.hierarchy import MOST_LEVELS, levels, would_circle
from objectives.models import Programme
from objectives.models.programme_parts import WHOLE

Problems = dict[str, list[str]]
UNEVEN = Decimal("0.0101")  # IATI’s own ruleset: three equal shares come to 99.99


def content_problems(programme: Programme, content: ProgrammeInput) -> Problems:
    """What stands against writing this, by field: "budget_ends_on_1" is the last day of the second budget."""
    problems = said_problems(content)
    others = Programme.objects.exclude(pk=programme.pk)
    identifier = content.iati_identifier.strip()
    if identifier and (other := others.filter(iati_identifier=identifier).first()):
        problems["iati_identifier"] = [_("%(programme)s has this identifier.") % {"programme": other}]
    if content.parent and (problem := _parent_problem(programme, content.parent)):
        problems["parent"] = [problem]
    return problems


def said_problems(content: ProgrammeInput) -> Problems:
    """The same, without what other programmes on record have to do with it. No query."""
    problems = _budget_problems(content.budgets) | document_problems(content.documents) | share_problems(content)
    if not any(title.strip() for title in content.titles.values()):
        problems["title_en"] = [_("Give it a title in at least one language.")]
    for part, texts in (("title", content.titles), ("description", content.descriptions)):
        problems |= {f"{part}_{one}": [problem] for one, text in texts.items() if (problem := unfit(text))}
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        day = date_format(content.starts_on, "DATE_FORMAT")
        problems["ends_on"] = [_("The last day is before the first day. Give %(day)s or later.") % {"day": day}]
    if problem := unfit(content.iati_identifier):
        problems["iati_identifier"] = [problem]
    names = [one.name.strip().casefold() for one in content.donors]
    for index, name in enumerate(names):
        if problem := unfit(name):
            problems[f"donor_name_{index}"] = [problem]
        if name in names[:index]:
            problems[f"donor_name_{index}"] = [_("This donor is named already.")]
    return problems


def _parent_problem(programme: Programme, parent: Programme) -> str:
    """Why a programme cannot stand below another; "" where it can, or does already."""
    if programme.pk and programme.parent_id == parent.pk:
        return ""
    parents = dict(Programme.objects.values_list("pk", "parent"))
    if programme.pk and would_circle(parents, programme.pk, parent.pk):
        return below_itself()
    if levels(parents, programme.pk or 0, parent.pk) > MOST_LEVELS:
        return too_many_levels()
    return ""


def below_itself() -> str:
    return _("It would stand below itself. Choose another programme.")


def too_many_levels() -> str:
    return _("Programmes stand in at most %(most)s levels. Choose one higher up.") % {"most": MOST_LEVELS}


def share_problems(content: ProgrammeInput) -> Problems:
    """What stands against the shares, by field: "share_KE" is that of Kenya.

    IATI 2.03, recipient-country/@percentage: from 0 to 100, of every country and region or of none, and together 100.
    """
    given = {f"share_{iso}": share for iso, share in content.shares.items()}
    if content.regions_share is not None:
        given["regions_share"] = content.regions_share
    wrong = {name: [_("A share is from 0 to 100 per cent.")] for name, one in given.items() if not 0 <= one <= WHOLE}
    chosen = {one.iso for one in content.countries}
    wrong |= {f"share_{one}": [_("This country is none of its.")] for one in content.shares if one not in chosen}
    if wrong or not given:
        return wrong
    lacking = [one.iso for one in content.countries if one.iso not in content.shares]
    if lacking:
        return {f"share_{iso}": [_("Give the share of each country, or of none.")] for iso in lacking}
    total = sum(given.values(), Decimal(0))
    if abs(total - WHOLE) <= UNEVEN:
        return {}
    message = _("The shares come to %(total)s per cent, and not to 100.") % {"total": f"{total.normalize():f}"}
    return {next(iter(given)): [message]}


def _budget_problems(budgets: Sequence[BudgetInput]) -> Problems:
    problems: Problems = {}
    for index, one in enumerate(budgets):
        if not is_currency(one.currency):
            problems[f"budget_currency_{index}"] = [
                _("“%(code)s” is no currency. Give its code of three letters: USD, EUR, CHF.") % {"code": one.currency}
            ]
        if one.amount < 0:
            problems[f"budget_amount_{index}"] = [_("A budget is not below 0.")]
        if one.ends_on < one.starts_on:
            problems[f"budget_ends_on_{index}"] = [_("The last day is before the first day.")]
        elif message := _clash(one, budgets[:index]):
            problems[f"budget_starts_on_{index}"] = [message]
    return problems


def _clash(budget: BudgetInput, earlier: Sequence[BudgetInput]) -> str:
    """How a budget stands against another; "" where it does not. The same days are the mark of a revision."""
    for other in earlier:
        same_days = (other.starts_on, other.ends_on) == (budget.starts_on, budget.ends_on)
        if same_days and other.kind == budget.kind:
            return _("There is a budget of this kind for these days. Change that one, or make this one its revision.")
        if not same_days and other.starts_on < budget.ends_on and budget.starts_on < other.ends_on:
            return _(
                "These days overlap those of another budget. A revision has exactly the days of what it replaces; "
                "budgets that are added up share no day, but that one may end on the day when the next begins."
            )
    return ""
