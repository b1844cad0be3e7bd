"""The SQL that keeps the tallies, in what SQLite and PostgreSQL have in common.

Each statement takes `moved`: a SELECT of what is added (sign 1) and removed (sign -1). For element tallies its columns
are period_id, element_id, status, sign; for indicator tallies period_id, indicator_id, evidence_id, day, answer, value,
qualifier, sign. Only records that count are in it.
"""

from __future__ import annotations

CONTRIBUTIONS, FIGURES, EVIDENCE = "objectives_contribution", "objectives_figure", "objectives_evidence"
OF_ELEMENTS, OF_INDICATORS = "objectives_elementtally", "objectives_indicatortally"
COUNTS = "({evidence}.status IN ('accepted', 'submitted') AND {evidence}.period_id IS NOT NULL)"
IS_ACCEPTED = "({evidence}.status = 'accepted' AND {evidence}.period_id IS NOT NULL)"
ROWS = {"OLD": -1, "NEW": 1}
EXTREMES = {
    "latest": ("day DESC, evidence_id DESC", "moved.day > {kept}.latest_on OR "
               "(moved.day = {kept}.latest_on AND moved.evidence_id > {kept}.latest_evidence)"),
    "highest": ("value DESC, day, evidence_id", "moved.value > {kept}.highest_value OR "
                "(moved.value = {kept}.highest_value AND (moved.day < {kept}.highest_on OR "
                "(moved.day = {kept}.highest_on AND moved.evidence_id < {kept}.highest_evidence)))"),
}  # fmt: skip


# --- what moved ------------------------------------------------------------------------------------


def contributions_moved(contribution: str, evidence: str, sign: int) -> str:
    """Contributions as `moved`, from the FROM items (or row names) of a contribution and its record."""
    return (
        f"SELECT {evidence}.period_id AS period_id, {contribution}.element_id AS element_id, "
        f"{evidence}.status AS status, {sign} AS sign"
    )


def figures_moved(figure: str, evidence: str, sign: int) -> str:
    """Figures as `moved`, from the FROM items (or row names) of a figure and its record."""
    return (
        f"SELECT {evidence}.period_id AS period_id, {figure}.indicator_id AS indicator_id, "
        f"{evidence}.id AS evidence_id, {evidence}.ends_on AS day, {figure}.answer AS answer, "
        f"{figure}.value AS value, {figure}.qualifier AS qualifier, {sign} AS sign"
    )


def contributions_with(rows: tuple[str, ...]) -> str:
    """The contributions that move with a record; `rows` are its OLD and NEW."""
    return " UNION ALL ".join(
        f"{contributions_moved('one', row, ROWS[row])} FROM {CONTRIBUTIONS} AS one "
        f"WHERE one.evidence_id = {row}.id AND {COUNTS.format(evidence=row)}"
        for row in rows
    )


def figures_with(rows: tuple[str, ...]) -> str:
    """The figures that move with a record; `rows` are its OLD and NEW."""
    return " UNION ALL ".join(
        f"{figures_moved('one', row, ROWS[row])} FROM {FIGURES} AS one "
        f"WHERE one.evidence_id = {row}.id AND {IS_ACCEPTED.format(evidence=row)}"
        for row in rows
    )


def when(rows: tuple[str, ...], differs: str) -> str:
    """Nothing is to do for a record that counts neither before nor after, or that stays where it is."""
    counts = " OR ".join(COUNTS.format(evidence=row) for row in rows)
    if len(rows) == 1:
        return counts
    moves = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in ("status", "period_id", "ends_on"))
    return f"({counts}) AND ({moves})"


# --- counting it -------------------------------------------------------------------------------------


def count_contributions(moved: str) -> list[str]:
    """Add and subtract at each element; rows are taken in one order, so that two who accept at once cannot deadlock."""
    accepted, awaiting = (f"SUM(CASE WHEN status = '{one}' THEN sign ELSE 0 END)" for one in ("accepted", "submitted"))
    return [
        f"""INSERT INTO {OF_ELEMENTS} (period_id, element_id, accepted, awaiting)
        SELECT period_id, element_id, {accepted}, {awaiting} FROM ({moved}) AS moved
        WHERE true GROUP BY period_id, element_id HAVING {accepted} <> 0 OR {awaiting} <> 0
        ORDER BY period_id, element_id
        ON CONFLICT (period_id, element_id) DO UPDATE SET accepted = {OF_ELEMENTS}.accepted + excluded.accepted,
        awaiting = {OF_ELEMENTS}.awaiting + excluded.awaiting"""
    ]


def count_figures(moved: str, scaled: str) -> list[str]:
    """Add and subtract at each indicator, then see to its latest and highest figure.

    The first statement holds the rows, so that the search which follows a removal sees what others have committed.
    `scaled` is the value in ten-thousandths.
    """
    sums = {
        "figures": "SUM(CASE WHEN answer = 'value' THEN sign ELSE 0 END)",
        "total": f"SUM(CASE WHEN answer = 'value' THEN sign * {scaled} ELSE 0 END)",
        "over": "SUM(CASE WHEN answer = 'value' AND qualifier = 'over' THEN sign ELSE 0 END)",
        "about": "SUM(CASE WHEN answer = 'value' AND qualifier = 'about' THEN sign ELSE 0 END)",
        "not_applicable": "SUM(CASE WHEN answer = 'not_applicable' THEN sign ELSE 0 END)",
    }
    names = [f'"{name}"' for name in sums]
    adding = ", ".join(f"{name} = {OF_INDICATORS}.{name} + excluded.{name}" for name in names)
    count = f"""INSERT INTO {OF_INDICATORS} (period_id, indicator_id, {", ".join(names)})
        SELECT period_id, indicator_id, {", ".join(sums.values())} FROM ({moved}) AS moved
        WHERE answer <> 'not_reported' GROUP BY period_id, indicator_id ORDER BY period_id, indicator_id
        ON CONFLICT (period_id, indicator_id) DO UPDATE SET {adding}"""
    return [count, *(_search(name, moved) for name in EXTREMES), *(_compare(name, moved) for name in EXTREMES)]


def _search(name: str, moved: str) -> str:
    """Where the latest or highest figure itself is removed: find the next one among all that are left."""
    order, _is_beyond = EXTREMES[name]
    left = f"""{figures_moved(FIGURES, EVIDENCE, 1)} FROM {FIGURES} JOIN {EVIDENCE}
        ON {EVIDENCE}.id = {FIGURES}.evidence_id WHERE {IS_ACCEPTED.format(evidence=EVIDENCE)}"""
    return f"""UPDATE {OF_INDICATORS} SET ({name}_on, {name}_evidence, {name}_value, {name}_qualifier) = (
        SELECT day, evidence_id, value, qualifier FROM ({left}) AS moved
        WHERE {_same_place(OF_INDICATORS)} AND answer = 'value' ORDER BY {order} LIMIT 1)
        WHERE id IN (SELECT kept.id FROM ({moved}) AS moved JOIN {OF_INDICATORS} AS kept ON {_same_place("kept")}
        WHERE sign = -1 AND answer = 'value' AND moved.evidence_id = kept.{name}_evidence)"""


def _compare(name: str, moved: str) -> str:
    """Where a figure is added that is later or higher than what is kept: keep it."""
    order, is_beyond = EXTREMES[name]
    ranked = f"""SELECT period_id, indicator_id, day, evidence_id, value, qualifier, ROW_NUMBER() OVER
        (PARTITION BY period_id, indicator_id ORDER BY {order}) AS place FROM ({moved}) AS added
        WHERE sign = 1 AND answer = 'value'"""
    return f"""UPDATE {OF_INDICATORS} SET {name}_on = moved.day, {name}_evidence = moved.evidence_id,
        {name}_value = moved.value, {name}_qualifier = moved.qualifier
        FROM (SELECT * FROM ({ranked}) AS ranked WHERE place = 1) AS moved
        WHERE {_same_place(OF_INDICATORS)}
        AND ({OF_INDICATORS}.{name}_on IS NULL OR {is_beyond.format(kept=OF_INDICATORS)})"""


def _same_place(tally: str) -> str:
    return f"moved.period_id = {tally}.period_id AND moved.indicator_id = {tally}.indicator_id"


def recount(scaled: str) -> list[str]:
    """Empty both tables of tallies, and count all records anew."""
    contributions = f"""{contributions_moved(CONTRIBUTIONS, EVIDENCE, 1)} FROM {CONTRIBUTIONS} JOIN {EVIDENCE}
        ON {EVIDENCE}.id = {CONTRIBUTIONS}.evidence_id WHERE {COUNTS.format(evidence=EVIDENCE)}"""
    figures = f"""{figures_moved(FIGURES, EVIDENCE, 1)} FROM {FIGURES} JOIN {EVIDENCE}
        ON {EVIDENCE}.id = {FIGURES}.evidence_id WHERE {IS_ACCEPTED.format(evidence=EVIDENCE)}"""
    count, *_searches, latest, highest = count_figures(figures, scaled)
    return [
        f"DELETE FROM {OF_ELEMENTS}",
        f"DELETE FROM {OF_INDICATORS}",
        *count_contributions(contributions),
        count,
        latest,
        highest,
    ]
