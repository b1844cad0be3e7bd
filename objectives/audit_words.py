"""The words of audit events, in a full-text index of the database: what is found, and how it is kept.

Words are cut here and nowhere else, so that both databases find the same: runs of letters and digits, without capitals
and accents. Besides them stand marks, one for each thing that the list can be narrowed by, so that one index serves
every combination. SQLite holds them in an FTS5 table without content, PostgreSQL as a tsvector under a GIN index.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from objectives.begun_words import MOST, list_of_words, words_begun
from objectives.sending import send

TABLE, INDEX, EVENTS = "objectives_auditwords", "objectives_auditwords_words", "objectives_auditevent"
LONGEST_WORD = 60  # characters; a longer one is found by its beginning
BEGINNINGS = "1 2 3 4 5"  # lengths that FTS5 looks up as it does whole words
LONGEST_BEGUN = 5  # of them
VOCABULARY = "words_of_the_audit"  # the view of all words
MOST_WORDS = 8_000  # of one event
BATCH = 2_000
TRIED = 5_000  # of the nearest events, one by one: some milliseconds
NOT_IN_WORDS = re.compile(r"[\W_]+")

Condition = tuple[str, ...]  # alternatives: a mark, or the beginning of a word with an asterisk after it


def teach(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give a new connection to SQLite the list of all words."""
    if connection.vendor == "sqlite":
        connection.connection.execute(list_of_words(VOCABULARY, TABLE))


def words_in(text: str) -> list[str]:
    """The words of a text in its order: "Société MC/INF" has "societe", "mc" and "inf"."""
    bare = text.casefold()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [word[:LONGEST_WORD] for word in NOT_IN_WORDS.split(bare) if word]


def marks_of(event: tuple[Any, ...]) -> list[str]:
    """What the index holds of an event: (at, by, action, kind, key, label, before, after)."""
    at, by, action, kind, key, label, before, after = event
    named = words_in(f"{label} {key}")
    day = at.astimezone(UTC).strftime("%Y%m%d")
    marks = [f"#b{by}", f"#g{action.partition('.')[0]}", f"#k{kind}", f"#o{kind}:{key}"]
    marks += [f"#d{day}", f"#m{day[:6]}", f"#y{day[:4]}", *(f"@{word}" for word in named)]
    words = words_in(" ".join([label, action, *_texts(before), *_texts(after)]))
    return [one.replace("\0", "") for one in dict.fromkeys([*marks, *words])][:MOST_WORDS]


def _texts(value: Any) -> Iterator[str]:
    """Every name and value in a piece of JSON, as text."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif value is not None:
        yield value if isinstance(value, str) else json.dumps(value)


def index_event(number: int, event: tuple[Any, ...]) -> None:
    """Keep the words of an event that is being written."""
    _keep([(number, " ".join(marks_of(event)))])


def index_many(events: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
    """Keep the words of many events that are being written, each with its number."""
    _keep((number, " ".join(marks_of(event))) for number, event in events)


def index_events(after: int = 0) -> int:
    """Keep the words of all events with higher numbers, which must not be kept yet; the last number."""
    while rows := _events_beyond(after):
        _keep((row[0], " ".join(marks_of(_plain(row[1:])))) for row in rows)
        after = rows[-1][0]
    return after


def _events_beyond(after: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT id, at, by_id, action, object_type, object_id, object_label, before, after
            FROM {EVENTS} WHERE id > %s ORDER BY id LIMIT {BATCH}""",
            [after],
        )
        return cursor.fetchall()


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as the database driver gives it, as Python has it."""
    at, *names, before, after = row
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    told = [json.loads(part) if isinstance(part, str) else part for part in (before, after)]
    return (moment, *names, *told)


def _keep(rows: Iterable[tuple[int, str]]) -> None:
    kept = list(rows)
    if connection.vendor == "postgresql":
        words = "array_to_tsvector(string_to_array(new.words, ' '))"
        send(
            f"INSERT INTO {TABLE} (event_id, words) SELECT new.id, {words} "
            "FROM unnest(%b::bigint[], %b::text[]) AS new (id, words)",
            [[number for number, _said in kept], [said for _number, said in kept]],
        )
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s)", kept)


def numbers_found(
    conditions: list[Condition], *, beyond: int | None, newer: bool, up_to: int | None, most: int
) -> list[int]:
    """The numbers of events that fit every condition, from a number on (None: from the end), the nearest first.

    PostgreSQL reckons the beginning of a word to be common, and would try event by event to the other end for one that
    hardly any has. So it tries the nearest alone, and then gathers by the index.
    """
    fits, values = _matching(_with_whole_words(conditions))
    within, bounds = _within(beyond, newer, up_to)
    order = "ASC" if newer else "DESC"
    if connection.vendor == "sqlite":
        return _numbers(
            f"SELECT rowid FROM {TABLE} WHERE {fits} AND {within} ORDER BY rowid {order}", most, values, bounds
        )
    near = f"SELECT event_id, words FROM {TABLE} WHERE {within} ORDER BY event_id {order} LIMIT {TRIED}"
    found = _numbers(
        f"SELECT event_id FROM ({near}) AS near WHERE {fits} ORDER BY event_id {order}", most, bounds, values
    )
    if len(found) == most:
        return found
    all_of_them = f"SELECT event_id FROM {TABLE} WHERE {fits} AND {within} OFFSET 0"
    return _numbers(f"SELECT event_id FROM ({all_of_them}) AS found ORDER BY event_id {order}", most, values, bounds)


def _within(beyond: int | None, newer: bool, up_to: int | None) -> tuple[str, list[int]]:
    key = "rowid" if connection.vendor == "sqlite" else "event_id"
    bounds = {f"{key} {'>' if newer else '<'} %s": beyond, f"{key} <= %s": up_to}
    asked = {sql: number for sql, number in bounds.items() if number is not None}
    return " AND ".join(asked) or "1 = 1", list(asked.values())


def _numbers(sql: str, most: int, *values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {int(most)}", [one for some in values for one in some])
        return [number for (number,) in cursor.fetchall()]


def _matching(conditions: list[Condition]) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        said = " & ".join(f"({' | '.join(map(_lexeme, one))})" for one in conditions)
        return "words @@ %s::tsquery", [said]
    said = " AND ".join(f"({' OR '.join(map(_term, one))})" for one in conditions)
    return f"{TABLE} MATCH %s", [said]


def _with_whole_words(conditions: list[Condition]) -> list[Condition]:
    """Conditions with the words that long beginnings stand for, where SQLite is to be asked for them."""
    if connection.vendor != "sqlite":
        return conditions
    starts = {mark[:-1] for one in conditions for mark in one if mark.endswith("*") and len(mark) > LONGEST_BEGUN + 1}
    words = {f"{start}*": found for start, found in words_begun(VOCABULARY, starts).items() if 0 < len(found) <= MOST}
    return [tuple(word for mark in one for word in words.get(mark, [mark])) for one in conditions]


def _lexeme(mark: str) -> str:
    quoted = mark.removesuffix("*").replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'{':*' if mark.endswith('*') else ''}"


def _term(mark: str) -> str:
    quoted = mark.removesuffix("*").replace('"', '""')
    return f'"{quoted}"{"*" if mark.endswith("*") else ""}'


def days_between(since: date, until: date) -> Condition:
    """The marks of the years, months and days that make up a span of days."""
    marks = []
    while since <= until:
        year, month = date(since.year, 12, 31), _end_of_month(since)
        if (since.month, since.day) == (1, 1) and year <= until:
            marks.append(f"#y{since:%Y}")
            since = year
        elif since.day == 1 and month <= until:
            marks.append(f"#m{since:%Y%m}")
            since = month
        else:
            marks.append(f"#d{since:%Y%m%d}")
        if since == date.max:
            break
        since += timedelta(days=1)
    return tuple(marks)


def _end_of_month(day: date) -> date:
    return date(day.year, 12, 31) if day.month == 12 else date(day.year, day.month + 1, 1) - timedelta(days=1)  # noqa: PLR2004 December
