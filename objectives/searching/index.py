"""The words of evidence, in a full-text index of the database: what is found, and how it is kept.

PostgreSQL holds a tsvector of our own stems under a GIN index, SQLite an FTS5 table; neither knows a language.
What names a record weighs more than what describes it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection

from objectives.searching.sought import Sought, Word, in_each_language
from objectives.searching.stems import WORD, as_word, composed, plain, variants
from objectives.searching.stored import TEXTS, best_first
from objectives.sending import send

TABLE, INDEX = "objectives_evidencewords", "objectives_evidencewords_words"
MOST_WORDS = 6_000  # of one record
BATCH = 1_000
BEGINNINGS = (3, 4, 5)  # letters by which FTS5 finds the beginnings of words at once
GAP = 5  # places between two texts, so that no phrase reaches from one into the other
LAST_PLACE = 16_383  # that a tsvector holds
APART = " · "  # a word that nobody can ask for, so that no phrase reaches over it

RECORDS = """SELECT record.id, record.reference, record.external_reference, record.title, record.description,
    record.beneficiaries, programme.code, programme.title, programme.translations
    FROM objectives_evidence AS record LEFT JOIN objectives_programme AS programme
    ON programme.id = record.programme_id"""
SOURCES = "SELECT evidence_id, citation, paragraph, url FROM objectives_source"


@dataclass
class Texts:
    """What a record is found by: what `names` it, what it stands `under`, what it `says`, and where to `check` it."""

    names: list[str] = field(default_factory=list)
    under: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)


def make_table() -> list[str]:
    """The statements that make the index, on the database in use."""
    if connection.vendor == "postgresql":
        return [
            f"CREATE TABLE {TABLE} (evidence_id bigint PRIMARY KEY, words tsvector NOT NULL)",
            f"CREATE INDEX {INDEX} ON {TABLE} USING gin (words)",
        ]
    beginnings = " ".join(str(letters) for letters in BEGINNINGS)
    return [f"CREATE VIRTUAL TABLE {TABLE} USING fts5 (names, says, prefix='{beginnings}', tokenize='ascii')"]


def index_records(keys: Iterable[int], *, are_new: bool = False) -> None:
    """Keep the words of these records as they stand now; many at once cost little more than each by itself.

    `are_new`: none of them has words yet, which is quicker.
    """
    wanted = sorted(keys)
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        texts = _texts_of(part)
        keep(((key, texts[key]) for key in part if key in texts), are_new=are_new)


def index_beyond(after: int) -> int:
    """Keep the words of all records with higher keys; the last key."""
    while keys := _keys_beyond(after):
        index_records(keys)
        after = keys[-1]
    return after


def keep(records: Iterable[tuple[int, Texts]], *, are_new: bool = False) -> None:
    """Write the words of records, in the place of what was kept of them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            rows = [(key, as_tsvector(texts)) for key, texts in records]
            # a row that comes holds its record (beside.py): so what is kept is changed first, and only the rest comes
            if not are_new:
                changed = f"UPDATE {TABLE} SET words = %s::tsvector WHERE evidence_id = %s"
                cursor.executemany(changed, [(words, key) for key, words in rows])
            send(
                f"""INSERT INTO {TABLE} (evidence_id, words)
                SELECT new.id, new.words::tsvector FROM unnest(%b::bigint[], %b::text[]) AS new (id, words)
                WHERE NOT EXISTS (SELECT FROM {TABLE} WHERE evidence_id = new.id)
                ON CONFLICT (evidence_id) DO UPDATE SET words = excluded.words""",
                [[key for key, _words in rows], [words for _key, words in rows]],
            )
            return
        columns = [
            (key, as_column(texts.names), as_column([*texts.under, *texts.says, *texts.check]))
            for key, texts in records
        ]
        cursor.executemany(f"INSERT OR REPLACE INTO {TABLE} (rowid, names, says) VALUES (%s, %s, %s)", columns)


def forget(key: int) -> None:
    """Drop the words of a record that is deleted."""
    column = "evidence_id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {column} = %s", [key])


def as_tsvector(texts: Texts) -> str:
    """The words of a record as PostgreSQL reads a tsvector: every stem with its places and their weight."""
    at: dict[str, list[str]] = defaultdict(list)  # by the word as it is written: most are so again and again
    place = 0
    for weight, said in (("A", texts.names), ("B", texts.under), ("D", texts.says), ("C", texts.check)):
        for text in said:
            for written in _words(text)[: max(MOST_WORDS - place, 0)]:
                place += 1
                at[written].append(f"{min(place, LAST_PLACE)}{weight}")
            place += GAP
    places: dict[str, list[str]] = defaultdict(list)
    for written, found in at.items():
        for stem in dict.fromkeys(_forms(written)):
            places[stem] += found
    return " ".join([f"'{stem}':{','.join(found)}" for stem, found in places.items()])


def as_column(said: Sequence[str]) -> str:
    """The words of texts as FTS5 cuts them: all in the stems of one language, then all in those of the next."""
    texts = [[_forms(written) for written in _words(text)[:MOST_WORDS]] for text in said]
    nothing = ((),) * len(variants("a"))
    each = [list(zip(*text, strict=True)) or nothing for text in texts]
    return APART.join(dict.fromkeys(APART.join(map(" ".join, way)) for way in zip(*each, strict=True)))


def matching(wanted: Sought) -> str:
    """What is sought, in the words of the database: a tsquery, or what FTS5 matches."""
    if connection.vendor == "postgresql":
        return " & ".join(f"({' <-> '.join(_in_tsquery(word) for word in phrase)})" for phrase in wanted.phrases)
    return " AND ".join(f"({_in_fts5(phrase)})" for phrase in wanted.phrases)


def _in_tsquery(word: Word) -> str:
    """A word, as any of its stems. Of a beginning the common words stand there too: by them PostgreSQL reckons."""
    longer = word.longer or () if word.is_beginning else ()
    ways = [f"'{one}'" for one in dict.fromkeys((*word.stems, *longer))]
    ways += [f"'{word.bare}':*"] if word.is_beginning else []
    return f"({' | '.join(ways)})"


def _in_fts5(phrase: Sequence[Word]) -> str:
    *first, last = phrase
    ways = [f'"{way}"' for way in in_each_language(phrase)]
    if last.is_beginning:
        longer = [f'{last.bare}"*'] if last.longer is None else [f'{word}"' for word in last.longer]
        ways += [f'"{f"{way} {end}".lstrip()}' for way in in_each_language(first) for end in longer]
    return " OR ".join(dict.fromkeys(ways))


def ranked(wanted: Sought, among: Sequence[int]) -> list[int]:
    """Of some records those that fit, the best first: those with the very words before those with longer ones."""
    if connection.vendor == "sqlite":
        return _ranked_by_texts(wanted, among)
    exact = _ranked(wanted.exactly(), among)
    rest = set(among).difference(exact)
    return [*exact, *(_ranked(wanted, sorted(rest)) if rest else [])]


def _ranked(wanted: Sought, among: Sequence[int]) -> list[int]:
    if not wanted.phrases or not among:
        return []
    asked = matching(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT evidence_id FROM {TABLE} WHERE evidence_id = ANY(%s) AND words @@ %s::tsquery
            ORDER BY ts_rank(words, %s::tsquery) DESC, evidence_id DESC""",
            [list(among), asked, asked],
        )
        return [key for (key,) in cursor.fetchall()]


def _ranked_by_texts(wanted: Sought, among: Sequence[int]) -> list[int]:
    """The same on SQLite, where a rank of its own would be reckoned from all that hold the words."""
    among_them = "id IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, c0, c1 FROM {TEXTS} WHERE {among_them}", [json.dumps(list(among))])
        return best_first(wanted, iter(cursor))


def _words(text: str) -> list[str]:
    """The words of a text as they are written in it."""
    return [written for written in WORD.findall(composed(text)) if _forms(written)]


@lru_cache(maxsize=50_000)
def _forms(written: str) -> tuple[str, ...]:
    """What a word of a text is kept as; nothing for what is no word."""
    word = as_word(written)
    return variants(word) if plain(word) else ()


def _keys_beyond(after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM objectives_evidence WHERE id > %s ORDER BY id LIMIT {BATCH}", [after])
        return [key for (key,) in cursor.fetchall()]


def _texts_of(keys: Sequence[int]) -> dict[int, Texts]:
    """What these records are found by. Two queries."""
    found: dict[int, Texts] = {}
    for key, reference, other, title, description, beneficiaries, code, programme, translations in _rows(RECORDS, keys):
        under = [code, programme, *_titles(translations)] if code else []
        found[key] = Texts([title, reference, other or ""], [*under, beneficiaries], [description])
    for key, *parts in _rows(SOURCES, keys):
        found[key].check.append(" ".join(parts))
    return found


def _titles(translations: str | dict[str, dict[str, str]]) -> list[str]:
    words = json.loads(translations) if isinstance(translations, str) else translations
    return [str(one.get("title", "")) for one in words.values()]


def _rows(statement: str, keys: Sequence[int]) -> Iterator[tuple]:  # type: ignore[type-arg]
    column = "record.id" if statement is RECORDS else "evidence_id"
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE {column} IN ({marks}) ORDER BY {column}", list(keys))
        return iter(cursor.fetchall())
