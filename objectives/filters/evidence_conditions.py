"""What the filters of the list of evidence ask of an entry, as conditions of the database."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from iomtrack.accounts.access import UserRequest
from objectives.enums import SET_ASIDE
from objectives.models import Attachment, Contribution, Evidence, Figure, Office, Programme
from objectives.queries.co_authors import shared_with
from objectives.queries.doings import keys
from objectives.queries.finding import elements_below
from objectives.queries.pool import tried
from objectives.queries.wordsearch import HoldsWords
from objectives.searching.beginnings import with_longer_words
from objectives.searching.sought import Sought, sought

ME = "me"


class Conditions:
    """The filters that are set, and what each of them asks. It is a part of a set of filters."""

    is_bound: bool
    form: Any
    filters: dict[str, Any]
    request: UserRequest

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

    @cached_property
    def own_conditions(self) -> dict[str, Q]:
        """Conditions on columns of the record itself, by filter."""
        asked, found = self.asked, dict[str, Q]()
        if "status" not in asked:
            found["kept"] = ~Q(status__in=SET_ASIDE)
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
        among = tried if one_by_one else named
        found: dict[str, Any] = {name: among(rows) for name, rows in self.named_beside.items()}
        if self.asked.get("files") == "no":
            found["files"] = ~Q(tried(Attachment.objects.present()))
        if self.words is not None:
            found["text"] = HoldsWords(self.words, one_by_one=one_by_one)
        return found

    @cached_property
    def named_beside(self) -> dict[str, QuerySet[Any]]:
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

    @property
    def named_once(self) -> dict[str, QuerySet[Any]]:
        """Those of them that name no entry twice, as they are the links of one thing."""
        is_one = {
            "element": lambda: len(self._elements) == 1,
            "indicator": lambda: True,
            "country": lambda: len(self.asked["country"]) == 1,
            "term": lambda: True,
        }
        return {name: rows for name, rows in self.named_beside.items() if name in is_one and is_one[name]()}

    @cached_property
    def _elements(self) -> list[int]:
        element = self.asked["element"]
        return elements_below(element) if "below" in self.asked else [element.pk]


def named(rows: QuerySet[Any]) -> Q:
    """Whether it is among the entries that rows of another table name, which SQLite too reads from there."""
    return Q(pk__in=rows.order_by().values("evidence"))
