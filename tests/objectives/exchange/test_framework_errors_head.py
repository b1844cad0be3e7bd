"""Every error of what a framework file says of the framework itself is told at its line and place."""

import pytest

from tests.objectives.exchange.faults import assert_told

pytestmark = pytest.mark.django_db

# what is edited, what it becomes, the words in the line that is told, the place and message told
FAULTS = {
    "field missing": ("title: Rivers for All, 2026–2030\n", "", "format", "title: is required"),
    "field empty": ("title: Rivers for All, 2026–2030", "title:", "title:", "title: is required"),
    "slip of the pen": (
        "wording: treatment",
        "wordng: treatment",
        "wordng",
        "elements[2].wordng: is not a field here; did you mean “wording”?",
    ),
    "unknown field": ("status:", "colour: blue\nstatus:", "colour", "colour: is not a field here"),
    "other format": (
        "framework/1",
        "record/1",
        "format",
        "format: must be 'framework/1', not “record/1”",
    ),
    "no such day": (
        "issued_on: 2025-12-01",
        "issued_on: 2025-02-30",
        "issued_on",
        "issued_on: must be a day such as 2004-11-04, not “2025-02-30”",
    ),
    "a number for a day": (
        "adopted_on: 2025-12-12",
        "adopted_on: 0",
        "adopted_on",
        "adopted_on: must be a day such as 2004-11-04, not “0”",
    ),
    "unknown status": (
        "status: in_force",
        "status: adopted",
        "status",
        "status: “adopted” is none of 'draft', 'in_force', 'superseded'",
    ),
    "original language among translations": (
        "  fr:\n    title",
        "  en:\n    title",
        "  en:",
        "translations.en: is the original language, and no translation",
    ),
    "language by its name": (
        "  fr:\n    title",
        "  French:\n    title",
        "  French:",
        "translations.French: “French” is no language code; write en, fr, ar, pt-BR or zh-Hans, for example",
    ),
    "language that there is not": (
        "  fr:\n    title",
        "  sp:\n    title",
        "  sp:",
        "translations.sp: “sp” is no language code; write en, fr, ar, pt-BR or zh-Hans, for example",
    ),
    "language in small letters": (
        "  fr:\n    title",
        "  pt-br:\n    title",
        "  pt-br:",
        "translations.pt-br: “pt-br” is written “pt-BR”",
    ),
    "four languages": (
        "  fr:\n    title",
        "  es: {title: Ríos}\n  ar: {title: أنهار}\n  fr:\n    title",
        "translations:",
        "translations: has more than three languages, the original among them",
    ),
    "an address of the site": (
        "status: in_force",
        "status: in_force\nslug: load",
        "slug: load",
        "slug: “load” is an address of the site's own",
    ),
    "no address": (
        "symbol: WRC/2030\n",
        "symbol: خطة\n",
        "symbol: خطة",
        "symbol: no web address can be made from this symbol; give one by slug, such as “strategy-2030”",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_at_its_line_and_place(fault, plan, write, refusal):
    assert_told(FAULTS[fault], plan, write, refusal)
