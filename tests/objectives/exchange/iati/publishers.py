"""Activity files as different organizations publish them, small, each with what is odd about it."""

from collections.abc import Iterable

BUDGET = """<budget{kind}><period-start iso-date="{start}"/><period-end iso-date="{end}"/>
<value value-date="{start}"{currency}>{amount}</value></budget>"""


def budget(start: str, end: str, amount: str, *, kind: str = "1", currency: str = "") -> str:
    told = f' currency="{currency}"' if currency else ""
    return BUDGET.format(kind=f' type="{kind}"' if kind else "", start=start, end=end, amount=amount, currency=told)


def one(identifier: str = "XM-1-A", parts: str = "", *, title: str = "Water", attributes: str = "") -> str:
    """An activity with a title in the language of the file."""
    return f"""<iati-activity {attributes}><iati-identifier>{identifier}</iati-identifier>
<reporting-org ref="XM-1" type="10"><narrative>The publisher</narrative></reporting-org>
<title><narrative>{title}</narrative></title>{parts}</iati-activity>"""


def of(*activities: str, root: str = 'version="2.03"', head: str = "", before: str = "") -> str:
    return f"{head}<iati-activities {root}>{before}{''.join(activities)}</iati-activities>"


def days(**given: str) -> str:
    kinds = {"planned_start": "1", "actual_start": "2", "planned_end": "3", "actual_end": "4"}
    return "".join(f'<activity-date type="{kinds[name]}" iso-date="{day}"/>' for name, day in given.items())


def organizations(*names: str) -> str:
    return "".join(f'<participating-org role="1">{name}</participating-org>' for name in names)


def narratives(texts: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<narrative xml:lang="{language}">{text}</narrative>' for language, text in texts)


EXTENDED = of(
    one(parts='<x:marker xmlns:x="http://example.org/x" x:level="3"><x:note>Ours</x:note></x:marker>'),
    root='version="2.03" xmlns:y="http://example.org/y" y:batch="7"',
    before='<y:envelope xmlns:y="http://example.org/y"><y:from>Us</y:from></y:envelope>',
)
TWO_LEVELS = of(
    one("GB-GOV-1-300001", '<related-activity ref="GB-GOV-1-300001-101" type="2"/>', attributes='hierarchy="1"'),
    one(
        "GB-GOV-1-300001-101",
        '<related-activity ref="GB-GOV-1-300001" type="1"/><related-activity ref="GB-GOV-1-300001-102" type="3"/>'
        + budget("2026-04-01", "2027-03-31", "100", currency="GBP")
        + budget("2026-04-01", "2027-03-31", "80", kind="2", currency="GBP"),
        attributes='hierarchy="2" xml:lang="EN-gb"',
    ),
)
BANK = of(
    one(
        "44000-P1",
        "".join(budget(f"{year}-01-01", f"{year + 1}-01-01", "10.5", kind="") for year in range(1990, 2040))
        + "<transaction><transaction-type code='2'/></transaction>" * 300,
        attributes='default-currency="usd"',
    )
)
DESCRIBED = narratives([("ar", "ماء"), ("fr", "Eau"), ("pt", "Água"), ("ES", "Agua")])
MANY_LANGUAGES = of(
    one(
        parts=f"<description>{DESCRIBED}</description>",
        title="",
    ).replace("<narrative></narrative>", narratives([("ar", "ماء"), ("fr-FR", "Eau"), ("es", "Agua"), ("zh", "水")])),
    root='version="2.02" xml:lang="ar"',
)
