"""Activity files for the tests, and loading them."""

import io

from objectives.exchange.iati.reading import import_programmes

ACTIVITY = """<iati-activity default-currency="USD" xml:lang="en" hierarchy="1">
<iati-identifier>XM-DAC-47066-RET-1</iati-identifier>
<reporting-org ref="XM-DAC-47066" type="40"><narrative>IOM</narrative></reporting-org>
<title><narrative>Safe return</narrative><narrative xml:lang="fr">Retour sûr</narrative><narrative xml:lang="de">Heimkehr</narrative></title>
<description type="1"><narrative>Help on the way home.</narrative></description>
<description type="2"><narrative>Its objectives.</narrative></description>
<participating-org role="1" type="10" ref="XM-DAC-6"><narrative>Italy</narrative></participating-org>
<participating-org role="4" type="40"><narrative>IOM</narrative></participating-org>
<activity-status code="2"/>
<activity-date type="1" iso-date="2025-12-01"/><activity-date type="2" iso-date="2026-01-01"/>
<activity-date type="3" iso-date="2027-12-31"/>
<recipient-country code="KE" percentage="100"/>
<sector code="15190"/>
<budget type="1"><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/><value value-date="2026-01-01">1000.5</value></budget>
<budget type="2"><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/><value currency="EUR" value-date="2026-06-01">800</value></budget>
</iati-activity>"""  # noqa: E501


CHILD = """<iati-activity><iati-identifier>XM-DAC-47066-RET-1-A</iati-identifier>
<title><narrative xml:lang="es">Fase uno</narrative></title><related-activity ref="XM-DAC-47066-RET-1" type="1"/></iati-activity>"""  # noqa: E501


def document(*activities, version="2.03", before='<?xml version="1.0" encoding="UTF-8"?>\n'):
    return f'{before}<iati-activities version="{version}">\n{"".join(activities)}\n</iati-activities>'.encode()


def activity(identifier, *relations, level=None):
    """A small activity; its relations are written "1 A": part of A, or "2 A": A is part of it."""
    told = "".join(
        f'<related-activity type="{kind}" ref="{other}"/>' for kind, other in (one.split() for one in relations)
    )
    hierarchy = f' hierarchy="{level}"' if level else ""
    return f"""<iati-activity{hierarchy}><iati-identifier>{identifier}</iati-identifier>
<title><narrative>{identifier}</narrative></title>{told}</iati-activity>"""


def load(data, by, **asked):
    return import_programmes(io.BytesIO(data), by=by, **asked)


def messages(outcome):
    return [(one.line, one.element, one.message) for one in outcome.report.problems]
