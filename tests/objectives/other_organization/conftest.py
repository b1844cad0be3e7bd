"""The first strategy of another organization, edited; and one of another script."""

import json

import pytest

from tests.objectives.other_organization.loading import FIRST


@pytest.fixture
def edited(tmp_path):
    """The first file with some of its words replaced; gives its path."""

    def write(*replaced):
        text = FIRST.read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "rivers.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def arabic(tmp_path):
    """A framework of 540 elements on six levels, in Arabic and French; no more is said than must be. Gives its path."""
    rows = []
    for line in range(90):
        code, parent = f"هدف-{line}", ""
        for level in range(6):
            row = {"code": code, "kind": "outcome", "label": f"مياه {line}", "wording": f"أن يجري الماء {line}.{level}"}
            row |= {"paragraph": f"{line}", "translations": {"fr": {"wording": f"que l’eau coule {line}.{level}"}}}
            rows.append(row | ({"parent": parent} if parent else {}))
            parent, code = code, f"{code}.{level}"
    head = {"format": "framework/1", "symbol": "خطة/2030", "slug": "khutta-2030", "title": "أنهار", "language": "ar"}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(head | {"issued_on": "2030-01-01", "elements": rows}, indent="\t"), encoding="utf-8")
    return path
