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

# of a hundred records 90 are accepted, 4 await review, 3 are drafts, 2 were returned and 1 was withdrawn
STATUS = """CASE WHEN n / 4 %% 100 < 90 THEN 'accepted' WHEN n / 4 %% 100 < 94 THEN 'submitted'
    WHEN n / 4 %% 100 < 97 THEN 'draft' WHEN n / 4 %% 100 < 99 THEN 'returned' ELSE 'withdrawn' END"""
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
        while self.records < records:
            first, self.records = self.records + 1, min(self.records + BATCH, records)
            self._add(first, self.records)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _add(self, first: int, last: int) -> None:
        numbers = NUMBERS[connection.vendor]
        period = f"{self.periods[0].pk} + n %% 4"
        with connection.cursor() as cursor:
            day = {"sqlite": f"date('2026-01-01', (n %% 4 * 90 + {SHUFFLED} %% 90) || ' days')"}.get(
                connection.vendor, f"date '2026-01-01' + (n %% 4 * 90 + {SHUFFLED} %% 90)::integer"
            )
            now = timezone.now().isoformat()
            cursor.execute(
                f"""INSERT INTO objectives_evidence (reference, framework_id, period_id, status, title, description,
                beneficiaries, sensitivity, edit_number, starts_on, ends_on, date_precision, office_id, author_id,
                created_at, updated_at, submitted_at, reviewer_id, reviewed_at, is_sample)
                SELECT 'BM-' || n, {self.framework.pk}, {period}, {STATUS}, 'Training of officials, course ' || n,
                %s || n, '', 'shareable', 1, {day}, {day}, 'day', {self.offices[0].pk} + n %% {OFFICES},
                {self.author.pk}, %s, %s, %s, {self.reviewer.pk}, %s, false FROM ({numbers}) AS numbers""",
                [PROSE * 6, now, now, now, now, first, last],
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
