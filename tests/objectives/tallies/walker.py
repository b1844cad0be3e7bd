"""One who does anything that anybody could do to records."""

import random
from datetime import timedelta
from decimal import Decimal

from django.db import connection

from objectives.enums import Answer, EvidenceStatus, Qualifier
from objectives.models import Contribution, Evidence, Figure
from tests import factories


class Walker:
    """Does anything that anybody could do to records, at random, by the ORM or by bare SQL."""

    def __init__(self, seed, periods, elements, indicators):
        self.random = random.Random(seed)
        self.periods, self.elements, self.indicators = periods, elements, indicators
        self.people = {
            "author": factories.UserFactory(),
            "office": factories.OfficeFactory(),
            "framework": periods[0].framework,
        }
        self.reviewer = factories.UserFactory(role="reviewer")
        self.steps = [
            self.add, self.add, self.add, self.move, self.move, self.move, self.move_many, self.contribute,
            self.part_with, self.report, self.report, self.revise, self.retract, self.redate, self.transfer,
            self.delete, self.sweep,
        ]  # fmt: skip

    def walk(self, number):
        for _step in range(number):
            self.random.choice(self.steps)()

    def any_of(self, model):
        rows = list(model.objects.order_by("pk"))
        return self.random.choice(rows) if rows else None

    def add(self):
        status = self.random.choice(EvidenceStatus.values)
        traits = {status: True} if status in ("submitted", "returned", "accepted") else {}
        period = self.random.choice(self.periods)
        factories.EvidenceFactory(period=period, ends_on=self.day(period), **self.people, **traits)
        self.contribute()
        self.report()

    def day(self, period):
        return period.starts_on + timedelta(days=self.random.randrange(2))

    def move(self):
        if one := self.any_of(Evidence):
            self.set_status([one.pk], self.random.choice(EvidenceStatus.values))

    def move_many(self):
        self.set_status([one.pk for one in Evidence.objects.all() if self.random.random() < 0.5], "accepted")

    def set_status(self, keys, status):
        stamps = {"submitted_at": "2026-09-01T00:00Z", "reviewed_at": "2026-09-02T00:00Z", "reviewer": self.reviewer}
        Evidence.objects.filter(pk__in=keys).update(status=status, **stamps)

    def contribute(self):
        one, element = self.any_of(Evidence), self.random.choice(self.elements)
        if one and not Contribution.objects.filter(evidence=one, element=element).exists():
            Contribution.objects.create(evidence=one, element=element)

    def part_with(self):
        if one := self.any_of(Contribution):
            one.delete()

    def report(self):
        one, indicator = self.any_of(Evidence), self.random.choice(self.indicators)
        if one and not Figure.objects.filter(evidence=one, indicator=indicator).exists():
            Figure.objects.create(evidence=one, indicator=indicator, **self.answer())

    def answer(self):
        answer = self.random.choice([Answer.VALUE, Answer.VALUE, Answer.VALUE, *Answer])
        value = Decimal(self.random.choice([0, 1, 1, 25_000, 333_333, -70_001])) / self.random.choice([1, 10_000])
        return {
            "answer": answer,
            "value": value if answer == Answer.VALUE else None,
            "qualifier": self.random.choice(Qualifier.values),
        }

    def revise(self):
        if one := self.any_of(Figure):
            Figure.objects.filter(pk=one.pk).update(**self.answer())

    def retract(self):
        if one := self.any_of(Figure):
            one.delete()

    def redate(self):
        if one := self.any_of(Evidence):
            one.starts_on = one.ends_on = self.day(one.period)
            one.save()

    def transfer(self):
        if one := self.any_of(Evidence):
            period = self.random.choice(self.periods)
            day = self.day(period)
            Evidence.objects.filter(pk=one.pk).update(period=period, starts_on=day, ends_on=day)

    def delete(self):
        if one := self.any_of(Evidence):
            one.delete()

    def sweep(self):
        """Parent first, as no Django code would do it."""
        if one := self.any_of(Evidence):
            with connection.cursor() as cursor:
                for table, column in (
                    ("objectives_evidence", "id"),
                    ("objectives_contribution", "evidence_id"),
                    ("objectives_figure", "evidence_id"),
                ):
                    cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [one.pk])
