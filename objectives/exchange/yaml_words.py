"""What a YAML parser says of a broken file, in plain words and at the line where a person would look."""

from __future__ import annotations

import re

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TAB = gettext_lazy("A tab stands where YAML wants spaces. Indent with spaces.")
MARK = gettext_lazy("A value cannot begin with “%(mark)s”. Put it in quotation marks.")
OPENED = re.compile("unexpected end of stream|found unexpected document indicator")
LIST_OPENED = re.compile("expected ',' or")
WORDS: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (OPENED, gettext_lazy("A quotation mark is opened here and not closed.")),
    (LIST_OPENED, gettext_lazy("A bracket is opened here, and a comma or its closing bracket is missing after it.")),
    (
        re.compile("mapping values are not allowed"),
        gettext_lazy("A colon with a space after it stands in a value. Put quotation marks around it, or line it up."),
    ),
    (
        re.compile("did not find expected|expected <block end>|could not find expected ':'"),
        gettext_lazy("This line does not line up with those above it, or a quotation mark ends too soon."),
    ),
    (
        re.compile("unknown escape character"),
        gettext_lazy("A backslash in double quotation marks begins something else. Use single quotation marks."),
    ),
)


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int | None, str]:
    """The line (from 1) of a parser's error, and what is wrong there."""
    reason = error.problem or ""
    mark = error.problem_mark
    if mark is None:
        return None, _("This is not YAML: %(reason)s.") % {"reason": reason}
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "cannot start any token" in reason or "tab character" in reason:
        if "\t" in line[: mark.column + 1]:
            return mark.line + 1, str(TAB)
        return mark.line + 1, str(MARK) % {"mark": line[mark.column : mark.column + 1]}
    if mark.line >= len(lines) and not (OPENED.search(reason) or LIST_OPENED.search(reason)):
        return max(len(lines), 1), _("The file ends too soon: what was opened is not closed.")
    opened = error.context_mark
    for pattern, words in WORDS:
        if pattern.search(reason):
            begins = opened if opened is not None and pattern in (OPENED, LIST_OPENED) else mark
            return begins.line + 1, str(words)
    return mark.line + 1, _("This is not YAML: %(reason)s.") % {"reason": reason}
