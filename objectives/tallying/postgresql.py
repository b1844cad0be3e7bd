"""The triggers on PostgreSQL.

Contributions and figures come by the thousand in an import: their triggers run once for each statement, over all the
rows that it touched. They are planned each time (EXECUTE), since a plan that was made for twenty thousand rows would
read every record for one. They first hold the records that the rows belong to: then nobody can accept a record while
its figures change, and what follows sees all that was committed before.

Records themselves move one at a time: their triggers run for each row.

Who moves records of a period takes that period's turn first, and keeps it until the transaction ends: two that move
many records in opposite orders wait for one another once, at the beginning, and never in a circle.
"""

from __future__ import annotations

from objectives.tallying.statements import (
    CONTRIBUTIONS,
    COUNTS,
    EVIDENCE,
    FIGURES,
    IS_ACCEPTED,
    contributions_moved,
    contributions_with,
    count_contributions,
    count_figures,
    figures_moved,
    figures_with,
    when,
)

TURNS = 0x7A11 << 40  # where the numbers of the turns begin, among all locks by number
SCALED = "(value * 10000)::bigint"
SIGNS = {"removed": -1, "added": 1}
TABLES = {"removed": "OLD TABLE AS removed", "added": "NEW TABLE AS added"}
EVENTS = {"INSERT": ("added",), "DELETE": ("removed",), "UPDATE": ("removed", "added")}


def triggers() -> dict[str, str]:
    """Each trigger by its name, as the statements that create it and its function."""
    made = {}
    for event, tables in EVENTS.items():
        verb = event.lower()
        contributions, figures = count_contributions(_contributions(tables)), count_figures(_figures(tables), SCALED)
        made[f"tally_contribution_{verb}"] = _for_statement("contribution", event, CONTRIBUTIONS, contributions)
        made[f"tally_figure_{verb}"] = _for_statement("figure", event, FIGURES, figures)
    made["tally_evidence_delete"] = _for_row("DELETE", ("OLD",))
    made["tally_evidence_update"] = _for_row("UPDATE", ("OLD", "NEW"))
    return made


def take_turns(periods: str) -> str:
    """Take the turn of each period of a SELECT (its one column is called period), in one order; for PERFORM or SELECT.

    Whoever knows beforehand that a transaction will move records of several periods takes all their turns at once.
    """
    return (
        f"pg_advisory_xact_lock({TURNS} + period) FROM "
        f"(SELECT DISTINCT period FROM ({periods}) AS given WHERE period IS NOT NULL ORDER BY period) AS turns"
    )


def _for_statement(subject: str, event: str, table: str, statements: list[str]) -> str:
    name, tables = f"tally_{subject}_{event.lower()}", EVENTS[event]
    body = ";\n".join(f"EXECUTE $sql${statement}$sql$" for statement in statements)
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        DECLARE counted bigint;
        BEGIN
        EXECUTE $sql$SELECT {take_turns(_periods(tables))}$sql$;
        EXECUTE $sql${_hold(tables)}$sql$ INTO counted;
        IF counted = 0 THEN RETURN NULL; END IF;
        {body};
        RETURN NULL;
        END $body$;
        CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {" ".join(TABLES[one] for one in tables)}
        FOR EACH STATEMENT EXECUTE FUNCTION {name}()"""


def _for_row(event: str, rows: tuple[str, ...]) -> str:
    name = f"tally_evidence_{event.lower()}"
    statements = [*count_contributions(contributions_with(rows)), *count_figures(figures_with(rows), SCALED)]
    body = ";\n".join(statements)
    periods = " UNION ".join(f"SELECT {row}.period_id AS period WHERE {COUNTS.format(evidence=row)}" for row in rows)
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
        PERFORM {take_turns(periods)};
        {body};
        RETURN NULL;
        END $body$;
        CREATE TRIGGER {name} AFTER {event} ON {EVIDENCE} FOR EACH ROW
        WHEN ({when(rows, "IS DISTINCT FROM")}) EXECUTE FUNCTION {name}()"""


def _periods(tables: tuple[str, ...]) -> str:
    """The periods in which the records of the rows count."""
    records = " UNION ".join(f"SELECT evidence_id FROM {table}" for table in tables)
    counts = COUNTS.format(evidence="one")
    return f"SELECT period_id AS period FROM {EVIDENCE} AS one WHERE id IN ({records}) AND {counts}"


def _hold(tables: tuple[str, ...]) -> str:
    """Hold the records of the rows, in one order; how many of them count."""
    records = " UNION ".join(f"SELECT evidence_id FROM {table}" for table in tables)
    held = f"SELECT status, period_id FROM {EVIDENCE} WHERE id IN ({records}) ORDER BY id FOR SHARE"
    return f"SELECT count(*) FILTER (WHERE {COUNTS.format(evidence='held')}) FROM ({held}) AS held"


def _contributions(tables: tuple[str, ...]) -> str:
    return " UNION ALL ".join(
        f"{contributions_moved(table, 'one', SIGNS[table])} FROM {table} JOIN {EVIDENCE} AS one "
        f"ON one.id = {table}.evidence_id WHERE {COUNTS.format(evidence='one')}"
        for table in tables
    )


def _figures(tables: tuple[str, ...]) -> str:
    return " UNION ALL ".join(
        f"{figures_moved(table, 'one', SIGNS[table])} FROM {table} JOIN {EVIDENCE} AS one "
        f"ON one.id = {table}.evidence_id WHERE {IS_ACCEPTED.format(evidence='one')}"
        for table in tables
    )
