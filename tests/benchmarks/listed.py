"""Records for lists to be narrowed, searched and sorted: made by the database itself, with their words."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from iomtrack.accounts.models import User
from objectives.models import Evidence, Programme, State, Term
from objectives.searching import index
from tests import factories
from tests.benchmarks.filling import filling, words_at_one_go
from tests.benchmarks.world import PROSE, SHUFFLED, STATUS, Million

PLACES = ("Nairobi", "Bogotá", "Geneva", "Manila", "Dakar", "Tbilisi", "Quito", "Kabul")
AUTHORS, PROGRAMMES, STATES, TERMS, TOPICS = 300, 1_000, 60, 20, 1_000
NUMBER, TOPIC = "123456789", "987654321"  # stand in a pattern for what differs from record to record
NOW = datetime(2026, 11, 1, tzinfo=UTC)


class Listed(Million):
    """Of a thousand records: each place is named in 125, each topic in one, each element served by 33; 3 drafts in a
    hundred lack a day of submission, and a quarter have no programme. Every tenth is internal."""

    def __init__(self) -> None:
        super().__init__()
        self.authors = User.objects.bulk_create(
            User(email=f"author-{n}@example.org", name=f"Author {n * 7919 % AUTHORS}", role="recorder", password="!")
            for n in range(AUTHORS)
        )
        self.programmes = Programme.objects.bulk_create(
            Programme(code=f"PB-{n}", title=f"Programme {n * 7919 % PROGRAMMES}") for n in range(PROGRAMMES)
        )
        self.states = State.objects.bulk_create(
            State(iso=f"{chr(65 + n // 26)}{chr(65 + n % 26)}", name=f"Country {n}") for n in range(STATES)
        )
        vocabulary = factories.VocabularyFactory(framework=self.framework)
        self.terms = Term.objects.bulk_create(
            Term(vocabulary=vocabulary, code=f"t-{n}", label=f"Theme {n}", position=n) for n in range(TERMS)
        )
        self.insider = factories.UserFactory()
        factories.PostingFactory(user=self.insider, office=self.offices[7])

    def grow(self, records: int) -> None:
        """Add records until there are so many; their words come last, into an index that is made at one go."""
        before = self.records
        with filling(records - before):
            self._fill(records)
            with words_at_one_go():
                self._add_all_words(records - before)
        self._take_stock()

    def columns(self) -> dict[str, str]:
        return super().columns() | {
            "author_id": f"{self.authors[0].pk} + n %% {AUTHORS}",
            "programme_id": f"CASE WHEN n %% 4 = 1 THEN NULL ELSE {self.programmes[0].pk} + n * 7 %% {PROGRAMMES} END",
            "title": f"'Training of officials in ' || {_choice(PLACES)} || ', course ' || ({SHUFFLED})",
            "sensitivity": f"CASE WHEN {SHUFFLED} / 720 %% 10 = 3 THEN 'internal' ELSE 'shareable' END",
            "submitted_at": f"CASE WHEN {STATUS} = 'draft' THEN NULL ELSE {_moment()} END",
            "created_at": _moment(),
        }

    def _add(self, first: int, last: int) -> None:
        super()._add(first, last)
        made = f"""FROM (SELECT id, ends_on, CAST(substr(reference, 4) AS integer) AS n FROM objectives_evidence
            WHERE id > (SELECT max(id) FROM objectives_evidence) - {last - first + 1}) AS made"""
        with connection.cursor() as cursor:
            for table, column, rows in (
                (Evidence.countries.through, "state_id", self.states),
                (Evidence.terms.through, "term_id", self.terms),
            ):
                cursor.execute(  # the day is what a trigger would put there
                    f"INSERT INTO {table._meta.db_table} (evidence_id, {column}, ends_on) "
                    f"SELECT made.id, {rows[0].pk} + n * 11 %% {len(rows)}, made.ends_on {made}",
                    [],
                )

    def _add_all_words(self, number: int) -> None:
        """The words of the last records, so many of them."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id) FROM objectives_evidence")
            (last,) = cursor.fetchone()
        for first in range(last - number + 1, last + 1, 100_000):
            self._add_words(first, min(first + 99_999, last))

    def _take_stock(self) -> None:
        super()._take_stock()
        if connection.vendor == "postgresql" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")

    def _add_words(self, first: int, last: int) -> None:
        """What the action would keep for each of these keys, by patterns in which only numbers differ."""
        is_postgresql = connection.vendor == "postgresql"
        patterns = [self._pattern(place) for place in PLACES]
        made = """(SELECT id, ends_on, title, CAST(substr(reference, 4) AS integer) AS n FROM objectives_evidence
            WHERE reference LIKE 'BM-%%' AND id BETWEEN %s AND %s) AS made"""
        with connection.cursor() as cursor:
            if is_postgresql:
                words = f"replace(replace({_choice(['%s'] * 8, quoted=False)}, %s, n::text), %s, (n %% {TOPICS})::text)"
                cursor.execute(
                    f"INSERT INTO {index.TABLE} (evidence_id, ends_on, title, words) "
                    f"SELECT id, ends_on, title, ({words})::tsvector FROM {made}",
                    [*[one[0] for one in patterns], NUMBER, TOPIC, first, last],
                )
                return
            columns = ", ".join(
                f"replace(replace({_choice(['%s'] * 8, quoted=False)}, %s, n), %s, n %% {TOPICS})" for _turn in range(2)
            )
            values = [[*[one[turn] for one in patterns], NUMBER, TOPIC] for turn in range(2)]
            cursor.execute(
                f"INSERT INTO {index.TABLE} (rowid, names, says) SELECT id, {columns} FROM {made}",
                [*values[0], *values[1], first, last],
            )

    def _pattern(self, place: str) -> tuple[str, str]:
        texts = index.Texts(
            names=[f"Training of officials in {place}, course {NUMBER}", f"BM-{NUMBER}"],
            says=[f"{PROSE * 6} topic{TOPIC}"],
        )
        if connection.vendor == "postgresql":
            return index.as_tsvector(texts), ""
        return index.as_column(texts.names), index.as_column(texts.says)

    def moment(self, number: int) -> datetime:
        """When a record was entered."""
        return NOW - timedelta(seconds=number)


def _choice(values: tuple[str, ...] | list[str], *, quoted: bool = True) -> str:
    cases = " ".join(f"WHEN {at} THEN {repr(one) if quoted else one}" for at, one in enumerate(values))
    return f"CASE {SHUFFLED} / 90 %% {len(values)} {cases} END"


def _moment() -> str:
    if connection.vendor == "postgresql":
        return f"timestamptz '{NOW.isoformat()}' - n * interval '1 second'"
    return f"datetime('{NOW:%Y-%m-%d %H:%M:%S}', '-' || n || ' seconds')"
