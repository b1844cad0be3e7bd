"""A million records in a minute: made by the database itself, with the triggers that keep the tallies at work."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from objectives.models import Element, Framework, Indicator, Period
from tests import factories

ELEMENTS, INDICATORS, OFFICES, BATCH = 60, 120, 200, 20_000
AGGREGATIONS = ("sum", "latest", "average", "maximum")
SHUFFLED = "CAST(n AS bigint) * 7919 %% 1000003"  # numbers in an order of their own
PROSE = "Officials were trained in examining travel documents, and the course was handed over to the academy. "

# of a hundred records some 90 are accepted, 4 await review, 3 are drafts, 2 were returned and 1 was withdrawn, in each
# office and period alike
OF_HUNDRED = f"{SHUFFLED} / 11 %% 100"
STATUS = f"""CASE WHEN {OF_HUNDRED} < 90 THEN 'accepted' WHEN {OF_HUNDRED} < 94 THEN 'submitted'
    WHEN {OF_HUNDRED} < 97 THEN 'draft' WHEN {OF_HUNDRED} < 99 THEN 'returned' ELSE 'withdrawn' END"""
NUMBERS = {
    "postgresql": "SELECT n FROM generate_series(%s, %s) AS n",
    "sqlite": "WITH RECURSIVE upto(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM upto WHERE n < %s) SELECT n FROM upto",
}


class Million:
    """A framework of 60 elements and 120 indicators, four quarters, and as many records as one asks for."""

    def __init__(self) -> None:
        self.framework: Framework = factories.FrameworkFactory(symbol="MC/BENCH")
        self.periods: list[Period] = [self._period(number) for number in range(4)]
        self.author, self.reviewer = factories.UserFactory(), factories.UserFactory(role="reviewer")
        self.offices = factories.OfficeFactory.create_batch(OFFICES)
        self.elements: list[Element] = [
            factories.ElementFactory(framework=self.framework, position=number, code=f"O{number + 1}")
            for number in range(ELEMENTS)
        ]
        self.indicators: list[Indicator] = [
            factories.IndicatorFactory(element=self.elements[number % ELEMENTS], aggregation=AGGREGATIONS[number % 4])
            for number in range(INDICATORS)
        ]
        for indicator in self.indicators:
            for period in self.periods:
                factories.TargetFactory(
                    indicator=indicator, due_on=period.ends_on, set_on=period.starts_on, set_by=self.reviewer
                )
        self.records = 0

    def _period(self, number: int) -> Period:
        starts_on = date(2026, 1, 1) + timedelta(days=90 * number)
        return factories.PeriodFactory(
            framework=self.framework,
            code=f"Q{number + 1}",
            label=f"Quarter {number + 1}",
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=89),
        )

    @property
    def period(self) -> Period:
        return self.periods[-1]

    def grow(self, records: int) -> None:
        """Add records until there are so many, in batches as an import would, and let the database take stock."""
        self._fill(records)
        self._take_stock()

    def _fill(self, records: int) -> None:
        while self.records < records:
            first, self.records = self.records + 1, min(self.records + BATCH, records)
            self._add(first, self.records)

    def _take_stock(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def columns(self) -> dict[str, str]:
        """What each column of a record is made of, by its number `n`."""
        day = {"sqlite": f"date('2026-01-01', (n %% 4 * 90 + {SHUFFLED} %% 90) || ' days')"}.get(
            connection.vendor, f"date '2026-01-01' + (n %% 4 * 90 + {SHUFFLED} %% 90)::integer"
        )
        now = {"sqlite": f"'{timezone.now():%Y-%m-%d %H:%M:%S}'"}.get(
            connection.vendor, f"timestamptz '{timezone.now().isoformat()}'"
        )
        return {
            "reference": "'BM-' || n",
            "framework_id": f"{self.framework.pk}",
            "period_id": f"{self.periods[0].pk} + n %% 4",
            "status": STATUS,
            "title": "'Training of officials, course ' || n",
            "description": f"'{PROSE * 6}' || n",
            "beneficiaries": "''",
            "sensitivity": "'shareable'",
            "edit_number": "1",
            "starts_on": day,
            "ends_on": day,
            "date_precision": "'day'",
            "office_id": f"{self.offices[0].pk} + n %% {OFFICES}",
            "author_id": f"{self.author.pk}",
            "created_at": now,
            "updated_at": now,
            "submitted_at": now,
            "reviewer_id": f"{self.reviewer.pk}",
            "reviewed_at": now,
            "is_sample": "false",
        }

    def _add(self, first: int, last: int) -> None:
        columns = self.columns()
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO objectives_evidence ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
                f"FROM ({NUMBERS[connection.vendor]}) AS numbers",
                [first, last],
            )
            added = f"""FROM (SELECT id, CAST(substr(reference, 4) AS integer) AS n FROM objectives_evidence
                WHERE id > (SELECT max(id) FROM objectives_evidence) - {last - first + 1}) AS made"""
            for turn in range(2):
                element = f"{self.elements[0].pk} + (n / 4 * 7 + {turn} * 31) %% {ELEMENTS}"
                cursor.execute(
                    f"INSERT INTO objectives_contribution (evidence_id, element_id, how) "
                    f"SELECT made.id, {element}, 'It served it.' {added}",
                    [],
                )
            indicator = f"{self.indicators[0].pk} + n / 4 * 7 %% {INDICATORS}"
            cursor.execute(
                f"INSERT INTO objectives_figure (evidence_id, indicator_id, answer, value, qualifier, is_confirmed) "
                f"SELECT made.id, {indicator}, 'value', n / 4 %% 1000, 'exact', false {added} WHERE n / 4 %% 2 = 0",
                [],
            )
