"""Values of the wrong sort in a framework file are told at their line, and nothing is half written."""

import pytest

from objectives.exchange.frameworks import load_upload
from objectives.exchange.located import FilesRefused
from objectives.models import Dimension, Framework, Vocabulary
from tests.objectives.exchange.conftest import line_of

pytestmark = pytest.mark.django_db

# what is edited, what it becomes, the words in the line that is told, and the place and message
VALUES = {
    "a list for the title": ("title: Rivers for All, 2026–2030", "title: [a, b]", "title:", "title: must be text"),
    "fields for a title": ("title: Rivers for All, 2026–2030", "title: {a: b}", "title:", "title: must be text"),
    "a list for the status": (
        "status: in_force",
        "status: [in_force]",
        "status:",
        "status: must be one value, and no list or set of fields",
    ),
    "a list for a day": (
        "issued_on: 2025-12-01",
        "issued_on: [2025, 12, 1]",
        "issued_on",
        "issued_on: must be one value, and no list or set of fields",
    ),
    "a day with its time": (
        "issued_on: 2025-12-01",
        "issued_on: 2025-12-01T00:00:00Z",
        "issued_on",
        "issued_on: must be a day such as 2004-11-04, not “2025-12-01T00:00:00Z”",
    ),
    "a day in words": (
        "issued_on: 2025-12-01",
        "issued_on: 1 December 2025",
        "issued_on",
        "issued_on: must be a day such as 2004-11-04, not “1 December 2025”",
    ),
    "a day in Arabic digits": (
        "issued_on: 2025-12-01",
        "issued_on: ٢٠٢٥-١٢-٠١",
        "issued_on",
        "issued_on: must be a day such as 2004-11-04, not “٢٠٢٥-١٢-٠١”",
    ),
    "text for translations": (
        "translations:\n  fr:\n    title: Des fleuves pour tous, 2026-2030\n    official: true",
        "translations: French",
        "translations:",
        "translations: must be a set of fields",
    ),
    "a list for a code": ("code: 1a1\n", "code: [1a1]\n", "code: [", "elements[2].code: must be text"),
    "fields for a parent": ("parent: 1a\n", "parent: {code: 1a}\n", "parent: {", "elements[2].parent: must be text"),
    "a list for a kind": (
        "kind: output",
        "kind: [output]",
        "kind: [",
        "elements[2].kind: must be one value, and no list or set of fields",
    ),
    "text for footnotes": (
        'footnotes:\n      - mark: "1"\n        text: See the survey of 2024.',
        "footnotes: See the survey.",
        "footnotes:",
        "elements[1].footnotes: must be a list, each entry beginning with a dash",
    ),
    "text for a footnote": (
        '      - mark: "1"\n        text: See the survey of 2024.',
        "      - See the survey.",
        "- See the survey",
        "elements[1].footnotes[0]: must be a set of fields",
    ),
    "a number for vocabularies": (
        "vocabularies:\n",
        "vocabularies: 7\nother:\n",
        "vocabularies:",
        "vocabularies: must be a list, each entry beginning with a dash",
    ),
    "fields for indicators": (
        "indicators:\n",
        "indicators: {a: b}\nother:\n",
        "indicators:",
        "indicators: must be a list, each entry beginning with a dash",
    ),
    "text for targets": (
        "rolls_up_to: 1a.1\n    targets:\n",
        "rolls_up_to: 1a.1\n    targets: many\n    other:\n",
        "targets: many",
        "indicators[0].targets: must be a list, each entry beginning with a dash",
    ),
    "a list for a number": (
        "baseline: 12\n",
        "baseline: [12]\n",
        "baseline: [",
        "indicators[0].baseline: must be a number",
    ),
    "yes for a number": (
        "baseline: 12\n",
        "baseline: yes\n",
        "baseline: yes",
        "indicators[0].baseline: “yes” is not a number; write it plainly, such as 4100 or 12.5",
    ),
    "infinity": (
        "value: 30\n",
        "value: .inf\n",
        "value: .inf",
        "indicators[0].targets[0].value: “.inf” is not a number; write it plainly, such as 4100 or 12.5",
    ),
    "a number without measure": (
        "value: 30\n",
        f"value: {'9' * 40}\n",
        "value: 99",
        "indicators[0].targets[0].value: has more than 18 digits",
    ),
    "a number with an exponent": (
        "value: 30\n",
        "value: 1e999999\n",
        "value: 1e9",
        "indicators[0].targets[0].value: “1e999999” is not a number; write it plainly, such as 4100 or 12.5",
    ),
    "decimals in words": (
        "aggregation: latest\n    baseline: 12",
        "aggregation: latest\n    decimals: two\n    baseline: 12",
        "decimals: two",
        "indicators[0].decimals: “two” is not a whole number",
    ),
    "decimals beyond all use": (
        "aggregation: latest\n    baseline: 12",
        "aggregation: latest\n    decimals: 99\n    baseline: 12",
        "decimals: 99",
        "indicators[0].decimals: must be 4 or less",
    ),
    "an amendment without a number": (
        "number: 1\n",
        "number: one\n",
        "number: one",
        "amendments[0].number: “one” is not a whole number",
    ),
    "a text turned round": (
        "label: Open rivers",
        'label: "Open \\u202esrevir"',
        'label: "Open',
        "elements[3].label: holds a mark that turns text round (U+202E), so that it does not read as it is",
    ),
    "a code turned round": (
        "code: 1a1\n",
        'code: "1a\\u202e1"\n',
        'code: "1a',
        "elements[2].code: holds a mark that turns text round (U+202E), so that it does not read as it is",
    ),
    "a symbol turned round": (
        "symbol: WRC/2030\n",
        'symbol: "WRC/\\u202d2030"\n',
        "symbol:",
        "symbol: holds a mark that turns text round (U+202D), so that it does not read as it is",
    ),
    "a label of 100,000 characters": (
        "label: Open rivers",
        "label: " + "x" * 100_000,
        "label: xx",
        "elements[3].label: is longer than 160 characters",
    ),
}


@pytest.mark.parametrize("case", VALUES)
def test_what_no_field_takes_is_told_at_its_line(case, plan, administrator):
    old, new, marker, told = VALUES[case]
    assert old in plan
    text = plan.replace(old, new, 1)

    with pytest.raises(FilesRefused) as refused:
        load_upload("x", text.encode(), by=administrator)

    assert f"x:{line_of(marker, text)}: {told}" in str(refused.value).splitlines()
    assert not Framework.objects.exists()
    assert not Dimension.objects.exists()
    assert not Vocabulary.objects.exists()
