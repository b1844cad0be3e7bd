"""The triggers on SQLite: for each row, since it knows no others. Writers come one after the other there."""

from __future__ import annotations

from objectives.tallying.statements import (
    CONTRIBUTIONS,
    COUNTS,
    EVIDENCE,
    FIGURES,
    IS_ACCEPTED,
    ROWS,
    contributions_moved,
    contributions_with,
    count_contributions,
    count_figures,
    figures_moved,
    figures_with,
    when,
)

# a number without a fraction is kept as an integer, any other as a float
SCALED = "CASE typeof(value) WHEN 'integer' THEN value * 10000 ELSE CAST(ROUND(value * 10000) AS INTEGER) END"
EVENTS = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}


def triggers() -> dict[str, str]:
    """Each trigger by its name, as the statement that creates it."""
    made = {}
    for event, rows in EVENTS.items():
        verb = event.lower()
        contributions, figures = count_contributions(_contributions(rows)), count_figures(_figures(rows), SCALED)
        made[f"tally_contribution_{verb}"] = _trigger(f"tally_contribution_{verb}", event, CONTRIBUTIONS, contributions)
        made[f"tally_figure_{verb}"] = _trigger(f"tally_figure_{verb}", event, FIGURES, figures)
    for event in ("DELETE", "UPDATE"):
        rows = EVENTS[event]
        name = f"tally_evidence_{event.lower()}"
        statements = [*count_contributions(contributions_with(rows)), *count_figures(figures_with(rows), SCALED)]
        made[name] = _trigger(name, event, EVIDENCE, statements, f"WHEN {when(rows, 'IS NOT')}")
    return made


def _trigger(name: str, event: str, table: str, statements: list[str], condition: str = "") -> str:
    body = ";\n".join(statements)
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {condition} BEGIN\n{body};\nEND"


def _contributions(rows: tuple[str, ...]) -> str:
    return " UNION ALL ".join(
        f"{contributions_moved(row, 'one', ROWS[row])} FROM {EVIDENCE} AS one "
        f"WHERE one.id = {row}.evidence_id AND {COUNTS.format(evidence='one')}"
        for row in rows
    )


def _figures(rows: tuple[str, ...]) -> str:
    return " UNION ALL ".join(
        f"{figures_moved(row, 'one', ROWS[row])} FROM {EVIDENCE} AS one "
        f"WHERE one.id = {row}.evidence_id AND {IS_ACCEPTED.format(evidence='one')}"
        for row in rows
    )
