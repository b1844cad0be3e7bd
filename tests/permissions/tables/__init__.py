"""Who gets what from every address of the site: a table for each subject."""

from tests.permissions.rows import Table
from tests.permissions.tables import (
    attachments,
    editor,
    evidence,
    exchange,
    finding,
    frameworks,
    home,
    indicators,
    people,
    periods,
    places,
    reports,
    review,
    sign_in,
    states,
)

TABLES: tuple[Table, ...] = (
    home,
    evidence,
    finding,
    attachments,
    review,
    places,
    frameworks,
    editor,
    periods,
    indicators,
    exchange,
    reports,
    people,
    states,
    sign_in,
)
