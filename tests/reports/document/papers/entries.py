"""What both papers are made of: an entry of evidence as the facts of a report have it, and the sections."""

from reports.content.facts import ContributionFacts, EvidenceFacts, SourceFacts
from reports.enums import STANDARD

ALL_SECTIONS = tuple(section.value for section in STANDARD)


def entry(
    reference,
    title,
    day,
    elements,
    *,
    last=None,
    precision="day",
    office="Headquarters",
    source=None,
    is_sample=False,
    how="",
):
    return EvidenceFacts(
        reference=reference,
        title=title,
        description=f"{title}.",
        starts_on=day,
        ends_on=last or day,
        date_precision=precision,
        office=office,
        countries=(),
        contributions=tuple(ContributionFacts(code, how) for code in elements),
        sources=(SourceFacts(*source, ""),) if source else (),
        is_sample=is_sample,
    )
