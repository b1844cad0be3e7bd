"""What the list of evidence can be narrowed by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import django_filters
from django import forms
from django.db import connection
from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Sheet
from objectives.enums import EvidenceStatus, Sensitivity
from objectives.filters.naming import ListedFilter, NamedFilter
from objectives.models import Attachment, Contribution, Evidence, Figure, Office, Period, Programme
from objectives.permissions import Capability, may
from objectives.queries.beside import by_their_words, holding, linked
from objectives.queries.co_authors import shared_with
from objectives.queries.doings import keys
from objectives.queries.evidence_parts import PART_NAMES
from objectives.queries.finding import (
    ELEMENTS,
    INDICATORS,
    OFFICES,
    PROGRAMMES,
    TERMS,
    elements_below,
    elements_offered,
    offices_offered,
    people_named,
    states_named,
)
from objectives.queries.pool import TRIED, Pool
from objectives.queries.turns import Way
from objectives.queries.wordsearch import HoldsWords
from objectives.searching.beginnings import with_longer_words
from objectives.searching.sought import Sought, sought

ME = "me"
LONGEST_TEXT = 200
# by column of an order: the filters that an index of the two serves, the one that narrows most first
INDEXED = {
    "ends_on": ("days", "programme", "office", "period", "country", "term", "status", "sensitivity"),
    "submitted_at": ("status",),
    "status": ("status",),
    "period_id": ("period",),
    "office_id": ("office", "period"),
    "programme_id": ("programme", "period"),
    "author_id": ("author",),
}
BESIDE_WORDS = ("ends_on", "title")  # columns that stand beside the words of an entry, too
ONLY_DRAFTS_LACK = ("ends_on", "submitted_at", "office_id", "period_id")  # by a constraint of the database
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EvidenceFilterForm(Sheet):
    """The boxes of the filters, as one form that can list its errors."""

    is_kept = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day is before the first day."))
        return typed


class EvidenceFilter(django_filters.FilterSet):
    """Words, element, period, status, office and more. Each narrows by a condition of its own; all hold together.

    What an address says that is not known is an error at its box, and narrows nothing.
    """

    text = django_filters.CharFilter(label=_("Words"), max_length=LONGEST_TEXT, strip=True)
    element = NamedFilter(label=_("Objective or role"), subject=ELEMENTS, offered=elements_offered)
    below = django_filters.ChoiceFilter(
        label=_("What stands below it"), choices=[("yes", _("Included"))], empty_label=_("Left out")
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=EvidenceStatus.choices, empty_label=_("Any"))
    office = NamedFilter(label=PART_NAMES["office"], subject=OFFICES, offered=offices_offered)
    period = django_filters.ModelChoiceFilter(
        label=_("Period"), queryset=Period.objects.order_by("-ends_on", "-id"), empty_label=_("Any")
    )
    programme = NamedFilter(label=PART_NAMES["programme"], subject=PROGRAMMES)
    country = ListedFilter(
        label=_("Country or area"), choose=states_named, missing=_("No country or area has this name or code.")
    )
    term = NamedFilter(label=_("Theme"), subject=TERMS)
    indicator = NamedFilter(label=_("With a figure for"), subject=INDICATORS)
    sensitivity = django_filters.ChoiceFilter(
        label=PART_NAMES["sensitivity"], choices=Sensitivity.choices, empty_label=_("Any")
    )
    author = ListedFilter(
        label=_("Logged by"),
        choose=lambda typed: [ME] if typed.casefold() in (ME, gettext("Me").casefold()) else people_named(typed),
        missing=_("Nobody here has this name or address."),
        help_text=_("“me”, a name or an e-mail address."),
    )
    together = django_filters.ChoiceFilter(
        label=_("Written together"), choices=[("yes", _("That colleagues let me write"))], empty_label=_("Any")
    )
    files = django_filters.ChoiceFilter(
        label=_("Attached files"), choices=[("yes", _("With files")), ("no", _("Without files"))], empty_label=_("Any")
    )
    since = django_filters.DateFilter(label=_("Done from"), widget=DAY)
    until = django_filters.DateFilter(label=_("Done until"), widget=DAY)

    class Meta:
        model = Evidence
        form = EvidenceFilterForm
        fields: list[str] = []

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for and makes sense, by filter."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        found = {name: value for name, value in self.form.cleaned_data.items() if value and name in self.filters}
        if not {"element", "programme"} & set(found):
            found.pop("below", None)
        return found

    @cached_property
    def words(self) -> Sought | None:
        """What is searched for, or None."""
        return with_longer_words(sought(self.asked["text"])) if "text" in self.asked else None

    def filter_queryset(self, queryset: QuerySet[Evidence]) -> QuerySet[Evidence]:
        """The entries for which every condition holds, for the database to find by whichever index serves best."""
        return queryset.filter(*self.own_conditions.values(), *self.other_conditions(one_by_one=False).values())

    def ways(self, user: User) -> list[Way]:
        """The same once more where they are searched for, on SQLite: by their words, and by all else that is asked."""
        if connection.vendor != "sqlite" or self.words is None or not self.words.phrases:
            return []
        others = [one for name, one in self.other_conditions(one_by_one=False).items() if name != "text"]
        rest = self.queryset.filter(*self.own_conditions.values(), *others)
        by_the_rest = Way(rest, [HoldsWords(self.words, one_by_one=True)])
        by_words = Way(
            by_their_words(self.words, self._named_beside.values()),
            self._fits(user, "text", *self._named_beside, apart=False),
        )
        return [by_the_rest, by_words] if set(self.asked) - {"text"} else [by_words]

    def in_order(self, user: User, column: str) -> Pool:
        """The same of what a person may see, for reading by a column of the list, where most rows fit.

        Conditions that other tables decide are tried at each row: PostgreSQL would else gather all that fit, to sort
        them.
        """
        own = self.own_conditions
        if column == "status" and "status" not in own and not may(user, Capability.VIEW_ALL_EVIDENCE):
            return Pool(self.qs, parts=self._by_status(user))
        links = self._links() if column == "ends_on" else {}
        led = next((name for name in INDEXED.get(column, ()) if name in own or name in links), "")
        if led == "days" and links:
            led = next(iter(links))
        walked = links.get(led, Evidence.objects.all()).filter(own.get("days" if led in links else led, Q()))
        pool = _walking(self.qs, walked, self._fits(user, led, apart=led in links))
        if column in ONLY_DRAFTS_LACK and not may(user, Capability.VIEW_ALL_EVIDENCE):
            pool = replace(pool, without=lambda: Pool.of(self._drafts_near(user)))
        by_words = holding(self.words) if column in BESIDE_WORDS and not led else None
        if by_words is None:
            return pool
        led_by = Pool(self.qs, by_words, self._fits(user, "text", apart=True), tries=TRIED)
        return replace(pool, tries=TRIED, led=led_by)

    def _links(self) -> dict[str, QuerySet[Evidence]]:
        """The entries of the one country or theme asked for, which are read by day."""
        found = {}
        for name, through in {"country": Evidence.countries.through, "term": Evidence.terms.through}.items():
            things = self.asked.get(name)
            keys = [one.pk for one in (things if isinstance(things, list) else [things]) if one]
            if len(keys) == 1:
                found[name] = linked(through, keys[0])
        return found

    def _fits(self, user: User, *led: str, apart: bool) -> list[Any]:
        """What to try at each entry, but for the filters that lead to them. `apart`: they are read from another table,
        which knows little of them."""
        own = [condition for name, condition in self.own_conditions.items() if name not in led]
        others = [one for name, one in self.other_conditions(one_by_one=True).items() if name not in led]
        sees_all = may(user, Capability.VIEW_ALL_EVIDENCE)
        # what another table says of an entry an index tells; for its words, SQLite reads what it holds
        on_sqlite = connection.vendor == "sqlite"
        text = [others.pop()] if on_sqlite and "text" in self.asked and "text" not in led else []
        if apart or (not on_sqlite and (others or not sees_all)):  # the key tells it of the few that are left
            return [*others, *([_tried(self.queryset.filter(*own), by="pk")] if own or not sees_all else []), *text]
        return [*others, *own, *([] if sees_all else [_tried(self.queryset, by="pk")]), *text]

    def _by_status(self, user: User) -> tuple[Pool, Pool]:
        """All that is accepted, and of the other statuses, which come after it, the little that is one's own."""
        fits = [*self.own_conditions.values(), *self.other_conditions(one_by_one=True).values()]
        near = Evidence.objects.near_to(user)
        # the little is tried for the words, on SQLite, which would gather all that hold them
        others = near.filter(*fits) if connection.vendor == "sqlite" and self.words else self.filter_queryset(near)
        accepted = Evidence.objects.counted()
        many = _walking(self.filter_queryset(accepted), accepted, fits)
        return many, Pool.of(others.exclude(status=EvidenceStatus.ACCEPTED))

    def _drafts_near(self, user: User) -> QuerySet[Evidence]:
        """Of what is not handed in, the little that staff may see."""
        drafts = Evidence.objects.filter(status__in=[EvidenceStatus.DRAFT, EvidenceStatus.DISCARDED])
        return self.filter_queryset(drafts.near_to(user))

    @cached_property
    def own_conditions(self) -> dict[str, Q]:
        """Conditions on columns of the record itself, by filter."""
        asked, found = self.asked, dict[str, Q]()
        if "status" not in asked:
            found["kept"] = ~Q(status=EvidenceStatus.DISCARDED)
        for name in ("status", "sensitivity", "period"):
            if name in asked:
                found[name] = Q(**{name: asked[name]})
        for name in ("office", "programme"):
            if name in asked:  # and of what was merged into it
                found[name] = Q(**{f"{name}__in": self._counted_with(asked[name])})
        if "author" in asked:
            people = [self.request.user if one == ME else one for one in asked["author"]]
            found["author"] = Q(author__in=[one.pk for one in people])
        if "together" in asked:
            found["together"] = Q(pk__in=shared_with(self.request.user))
        names = {"ends_on__gte": "since", "ends_on__lte": "until"}
        days = {name: asked[side] for name, side in names.items() if side in asked}
        return found | ({"days": Q(**days)} if days else {})

    def _counted_with(self, one: Office | Programme) -> list[int]:
        """An office or a programme, and what was merged into it; of a programme what stands below it too, if asked."""
        if isinstance(one, Programme):
            with_below = "below" in self.asked
            return Programme.objects.keys_below(one) if with_below else keys(Programme.objects.counted_with(one))
        return keys(Office.objects.counted_with(one))

    def other_conditions(self, *, one_by_one: bool) -> dict[str, Any]:
        """Conditions that other tables decide, by filter."""
        among = _tried if one_by_one else _named
        found: dict[str, Any] = {name: among(rows) for name, rows in self._named_beside.items()}
        if self.asked.get("files") == "no":
            found["files"] = ~Q(_tried(Attachment.objects.present()))
        if self.words is not None:
            found["text"] = HoldsWords(self.words, one_by_one=one_by_one)
        return found

    @cached_property
    def _named_beside(self) -> dict[str, QuerySet[Any]]:
        """Rows of other tables that name the entries which are asked for, by filter."""
        asked, found = self.asked, dict[str, QuerySet[Any]]()
        if "element" in asked:
            found["element"] = Contribution.objects.filter(element__in=self._elements)
        if "indicator" in asked:
            found["indicator"] = Figure.objects.filter(indicator=asked["indicator"].pk)
        if "country" in asked:
            states = [one.pk for one in asked["country"]]
            found["country"] = Evidence.countries.through._default_manager.filter(state__in=states)
        if "term" in asked:
            found["term"] = Evidence.terms.through._default_manager.filter(term=asked["term"].pk)
        if asked.get("files") == "yes":
            found["files"] = Attachment.objects.present()
        return found

    @cached_property
    def _elements(self) -> list[int]:
        element = self.asked["element"]
        return elements_below(element) if "below" in self.asked else [element.pk]

    def meaning(self, name: str) -> str:
        """What a filter is set to, in words."""
        value = self.asked[name]
        if name == "text" and self.words is not None:
            return str(self.words)
        if isinstance(value, list):
            return ", ".join(gettext("Me") if one == ME else str(one) for one in value)
        subject = getattr(self.form.fields[name], "subject", None)
        if subject is not None:
            return str(subject.label(value))
        choices = dict(getattr(self.form.fields[name], "choices", [])) if isinstance(value, str) else {}
        return str(choices.get(value, value))


def _walking(gathered: QuerySet[Evidence], walked: QuerySet[Evidence], fits: list[Any]) -> Pool:
    return Pool(gathered, walked, fits) if fits else Pool(walked)


def _named(rows: QuerySet[Any]) -> Q:
    """Whether it is among the entries that rows of another table name, which SQLite too reads from there."""
    return Q(pk__in=rows.order_by().values("evidence"))


def _tried(rows: QuerySet[Any], by: str = "evidence") -> Coalesce:
    """Whether there is such a row, asked at each record by itself: PostgreSQL would gather what an EXISTS finds."""
    own = rows.filter(**{by: OuterRef("pk")}).order_by().values_list(Value(True))[:1]
    return Coalesce(Subquery(own), False, output_field=BooleanField())
