"""A small, whole world for tests of reports: two frameworks, a closed period, evidence, assessments, people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import timezone

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.models import (
    Assessment,
    AssessmentText,
    Contribution,
    Element,
    Evidence,
    Figure,
    Framework,
    Indicator,
    Lineage,
    Office,
    Period,
    Source,
)
from reports.content.build import build
from reports.content.frozen import freeze
from reports.enums import STANDARD
from reports.models import Definition, Edition, Recipient
from tests import factories

CLOSED_AT = datetime(2004, 12, 1, tzinfo=UTC)


@dataclass
class World:
    """What a test reaches for by name."""

    framework: Framework
    successor: Framework
    elements: list[Element]
    indicators: list[Indicator]
    office: Office
    period: Period
    definition: Definition
    administrator: User
    author: User


def make_user(name: str, role: str, **fields) -> User:
    return User.objects.create_user(f"{name}@example.org", name=name.title(), role=role, **fields)


def make_framework(symbol: str, issued_on: date, **fields) -> Framework:
    return Framework.objects.create(
        symbol=symbol,
        slug=symbol.lower().replace("/", "-"),
        title=f"Strategy {symbol}",
        issued_on=issued_on,
        passages=[{"heading": "Mission statement", "symbol": symbol, "paragraph": "11", "text": "Humane and orderly."}],
        chapeaux={"objective": {"text": "The objectives are:", "paragraph": "12"}},
        **fields,
    )


def make_elements(framework: Framework, number: int) -> list[Element]:
    return [
        Element.objects.create(
            framework=framework,
            kind="objective",
            code=f"O{index}",
            position=index,
            label=f"Objective {index}",
            wording=f"to serve migrants in way {index}",
            source_symbol=framework.symbol,
            source_paragraph=str(10 + index),
        )
        for index in range(1, number + 1)
    ]


def make_indicator(element: Element, code: str, aggregation: str = "sum", **fields) -> Indicator:
    return Indicator.objects.create(
        element=element, code=code, title=f"Count {code}", unit="persons", aggregation=aggregation, **fields
    )


def make_evidence(world: World, reference: str, elements=(), figures=(), **fields) -> Evidence:
    """An accepted record of the world's period, unless the fields say otherwise."""
    evidence = Evidence.objects.create(
        reference=reference,
        **{
            "framework": world.framework,
            "period": world.period,
            "status": "accepted",
            "title": f"Agreement {reference}",
            "description": "Signed with a partner.",
            "starts_on": date(1999, 1, 1),
            "ends_on": date(1999, 12, 31),
            "office": world.office,
            "author": world.author,
            "submitted_at": timezone.now(),
            "reviewer": world.administrator,
            "reviewed_at": timezone.now(),
            **fields,
        },
    )
    for element in elements:
        Contribution.objects.create(evidence=evidence, element=element, how=f"Serves {element.code}.")
    for indicator, value in figures:
        Figure.objects.create(evidence=evidence, indicator=indicator, value=Decimal(value))
    Source.objects.create(evidence=evidence, citation="MC/INF/274", paragraph="19")
    return evidence


def make_assessment(world: World, element: Element, narrative: str = "Much was done.", **fields) -> Assessment:
    approved = {"status": "approved", "submitted_by": world.author, "submitted_at": CLOSED_AT}
    approved |= {"approved_by": world.administrator, "approved_at": CLOSED_AT}
    assessment = Assessment.objects.create(
        element=element, period=world.period, assessed_by=world.author, **{"finding": "ongoing", **approved, **fields}
    )
    if narrative:
        AssessmentText.objects.create(assessment=assessment, language="en", narrative=narrative)
    return assessment


def make_period(world_framework: Framework, code: str, starts_on: date, ends_on: date, by: User, **fields) -> Period:
    closed = {"status": "closed", "closed_at": CLOSED_AT, "closed_by": by}
    return Period.objects.create(
        framework=world_framework, code=code, label=code, starts_on=starts_on, ends_on=ends_on, **{**closed, **fields}
    )


def make_world(elements: int = 3) -> World:
    """A closed period with one assessed element, two records and a figure."""
    administrator = make_user("ada", Role.ADMINISTRATOR)
    author = make_user("staff", Role.RECORDER)
    framework = make_framework("MC/1842", date(1995, 11, 9), status="superseded")
    successor = make_framework("MC/INF/274", date(2004, 11, 4), status="in_force")
    period = make_period(framework, "1995-2004", date(1995, 11, 29), date(2004, 11, 4), administrator)
    found = make_elements(framework, elements)
    world = World(
        framework=framework,
        successor=successor,
        elements=found,
        indicators=[make_indicator(found[0], "O1.1", baseline=Decimal(55), baseline_date="1995")],
        office=Office.objects.create(code="HQ", name="Headquarters"),
        period=period,
        definition=Definition.objects.create(
            code="assessment",
            framework=framework,
            title="Assessment of the plan",
            symbol="ASSESSMENT/{period}/{revision}",
            session="EIGHTY-EIGHTH SESSION",
            sections=[str(one) for one in STANDARD],
            languages=["en"],
        ),
        administrator=administrator,
        author=author,
    )
    descendant = make_elements(successor, 1)[0]
    Lineage.objects.create(
        ancestor=found[0], descendant=descendant, kind="refined", note="Wording refined.", source_symbol="MC/INF/274"
    )
    make_evidence(world, "EV-1999-0001", found[:1], [(world.indicators[0], "40")])
    make_evidence(world, "EV-1999-0002", found[:2], [(world.indicators[0], "65")])
    for element in found:
        make_assessment(world, element)
    return world


def make_recipient(iso: str, standing: str = "member", **fields) -> Recipient:
    state = factories.StateFactory(iso=iso, standing=standing)
    return Recipient.objects.create(
        state=state, **{"name": f"Mission of {iso}", "email": f"mission@{iso.lower()}.example.org", **fields}
    )


def make_edition(world: World, state: str = "due", *, like: Edition | None = None, **fields) -> Edition:
    """An edition in a state, with what the database demands of that state. Its content is made, or that of `like`."""
    kept: dict = {}
    if state in ("awaiting", "signed_off", "issued") and like is not None:
        kept |= {name: getattr(like, name) for name in ("content", "content_sha256", "introductions", "composed_at")}
    elif state in ("awaiting", "signed_off", "issued"):
        content = build(world.definition, world.period)
        frozen = freeze(replace(content, introductions={"en": "An introduction."}))
        kept |= {
            "content": frozen.content,
            "content_sha256": frozen.sha256,
            "introductions": frozen.introductions,
            "composed_at": CLOSED_AT,
        }
    if state in ("signed_off", "issued"):
        kept |= {"signed_off_at": CLOSED_AT, "signed_off_by": world.administrator}
    if state == "issued":
        kept |= {"issued_at": CLOSED_AT}
    return Edition.objects.create(definition=world.definition, period=world.period, state=state, **{**kept, **fields})
