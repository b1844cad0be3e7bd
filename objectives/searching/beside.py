"""What lists sort by, kept beside what they are narrowed by, on PostgreSQL: the day beside each country and theme of a
record, the day and the title beside its words. So one index tells those of a country by day, wherever they stand, and
thousands that hold a word are sorted without a look at the records.

Triggers keep it, whoever writes a record. SQLite keeps the day beside each country and theme alone (`days.py`).
"""

from __future__ import annotations

from objectives.searching.index import INDEX, TABLE

LINKS = {
    "objectives_evidence_countries": ("evidence_of_country", "state_id"),
    "objectives_evidence_terms": ("evidence_of_term", "term_id"),
}
EVIDENCE = "objectives_evidence"
MOVED = "OLD.ends_on IS DISTINCT FROM NEW.ends_on"
RENAMED = "OLD.title IS DISTINCT FROM NEW.title"


def make() -> list[str]:
    """The statements that make the columns, with what stands in them now, their indexes and triggers."""
    return [
        f"LOCK TABLE {', '.join((EVIDENCE, *LINKS, TABLE))} IN ACCESS EXCLUSIVE MODE",  # nobody writes meanwhile
        *(statement for table in LINKS for statement in _link(table)),
        # made anew, as a search reads the short columns before the words, and an index of words is slow to change
        f"ALTER TABLE {TABLE} RENAME TO {TABLE}_before",
        f"""CREATE TABLE {TABLE} (evidence_id bigint NOT NULL, ends_on date, title text,
            words tsvector NOT NULL)""",
        f"""INSERT INTO {TABLE} SELECT one.id, one.ends_on, one.title, before.words
            FROM {TABLE}_before AS before JOIN {EVIDENCE} AS one ON one.id = before.evidence_id ORDER BY one.id""",
        f"DROP TABLE {TABLE}_before",
        f"ALTER TABLE {TABLE} ADD CONSTRAINT {TABLE}_pkey PRIMARY KEY (evidence_id)",
        f"CREATE INDEX {INDEX} ON {TABLE} USING gin (words)",
        *_triggers(),
        *(f"ANALYZE {table}" for table in (*LINKS, TABLE)),
    ]


def mend() -> list[str]:
    """The statements that put right what stands beside, where somebody wrote with the triggers off."""
    links = [
        f"""UPDATE {table} AS link SET ends_on = one.ends_on FROM {EVIDENCE} AS one
            WHERE one.id = link.evidence_id AND link.ends_on IS DISTINCT FROM one.ends_on"""
        for table in LINKS
    ]
    words = f"""UPDATE {TABLE} AS kept SET ends_on = one.ends_on, title = one.title FROM {EVIDENCE} AS one
        WHERE one.id = kept.evidence_id AND (kept.ends_on, kept.title) IS DISTINCT FROM (one.ends_on, one.title)"""
    return [*links, words]


def drop() -> list[str]:
    """The statements that take all of it away again."""
    back = [
        statement
        for table, (name, column) in LINKS.items()
        for statement in (
            f"DROP TRIGGER day_of_record ON {table}",
            f"DROP INDEX {name}",
            f"ALTER TABLE {table} DROP COLUMN ends_on",
            f"CREATE INDEX {name} ON {table} ({column}, evidence_id)",
        )
    ]
    return [
        f"DROP TRIGGER told_beside ON {EVIDENCE}",
        f"DROP TRIGGER title_of_record ON {TABLE}",
        *back,
        f"ALTER TABLE {TABLE} DROP COLUMN ends_on, DROP COLUMN title",
        *(f"DROP FUNCTION {name}()" for name in ("told_beside", "title_of_record", "day_of_record")),
    ]


def _link(table: str) -> list[str]:
    name, column = LINKS[table]
    return [
        f"DROP INDEX {name}",
        f"ALTER TABLE {table} ADD COLUMN ends_on date",
        f"UPDATE {table} AS link SET ends_on = one.ends_on FROM {EVIDENCE} AS one WHERE one.id = link.evidence_id",
        f"CREATE INDEX {name} ON {table} ({column}, ends_on, evidence_id)",
    ]


def _triggers() -> list[str]:
    """A row that comes takes from its record, which is held: who changes that meanwhile changes the row too."""
    moved = ";\n".join(
        f"UPDATE {table} SET ends_on = NEW.ends_on WHERE evidence_id = NEW.id AND ends_on IS DISTINCT FROM NEW.ends_on"
        for table in LINKS
    )
    return [
        _function("day_of_record", f"{_take('ends_on', 'NEW.ends_on')}; RETURN NEW;"),
        _function("title_of_record", f"{_take('ends_on, title', 'NEW.ends_on, NEW.title')}; RETURN NEW;"),
        _function(
            "told_beside",
            f"""IF {MOVED} THEN {moved}; END IF;
            UPDATE {TABLE} SET ends_on = NEW.ends_on, title = NEW.title WHERE evidence_id = NEW.id; RETURN NULL;""",
        ),
        *(f"CREATE TRIGGER day_of_record BEFORE INSERT ON {table} {_for_each('day_of_record')}" for table in LINKS),
        f"CREATE TRIGGER title_of_record BEFORE INSERT ON {TABLE} {_for_each('title_of_record')}",
        f"""CREATE TRIGGER told_beside AFTER UPDATE OF ends_on, title ON {EVIDENCE}
            FOR EACH ROW WHEN ({MOVED} OR {RENAMED}) EXECUTE FUNCTION told_beside()""",
    ]


def _take(columns: str, into: str) -> str:
    return f"SELECT {columns} INTO {into} FROM {EVIDENCE} WHERE id = NEW.evidence_id FOR SHARE"


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN {body} END $body$"


def _for_each(name: str) -> str:
    return f"FOR EACH ROW EXECUTE FUNCTION {name}()"
