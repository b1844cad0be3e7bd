"""No page asks the database more for thirty rows than for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from iomtrack.accounts.models import User
from objectives.exchange.framework_export import framework_text
from objectives.models import ImportBatch, Office, State
from tests import factories, imports
from tests.growing import grow, grow_files, grow_ground, grow_imports, grow_review, make_earlier
from tests.site import Site, make_site

pytestmark = pytest.mark.django_db

MOST = 20
ADDRESSES = {
    "home": "/",
    "evidence list": "/evidence/",
    "filtered list": "/evidence/?status=draft&author=me&text=Training",
    "searched and sorted list": "/evidence/?text=training&office=Nairobi&author=Recorder&element=O1&sort=-title",
    "kept filters": "/evidence/filters/",
    "keeping a filter": "/evidence/filters/new/?office=NBO",
    "choosing columns": "/evidence/columns/",
    "entry": "/evidence/{entry}/",
    "submitted entry": "/evidence/{submitted}/",
    "versions of an entry": "/evidence/{entry}/versions/",
    "files to look after": "/files/",
    "export": "/exports/new/?status=draft&text=Training",
    "exports": "/exports/",
    "IATI files": "/iati/programmes/",
    "evidence form": "/evidence/new/?form=6f1c2d3e-0000-4000-8000-000000000001",
    "filled form": "/evidence/new/?form=6f1c2d3e-0000-4000-8000-000000000001&element=O1&programme=RET-1&office=NBO",
    "monthly figures": "/evidence/quick/?programme=RET-1",
    "suggestions": "/evidence/choose/programmes/?q=re",
    "elements found": "/evidence/choose/served/?framework=mc-inf-274&find=o",
    "figures of one": "/evidence/choose/served/?framework=mc-inf-274&element=O1",
    "form of an entry": "/evidence/{draft}/edit/",
    "entry to check": "/evidence/{draft}/check/",
    "who writes an entry": "/evidence/{draft}/together/",
    "unfinished forms": "/evidence/typed/",
    "notices by mail": "/notices/",
    "own entries that wait": "/evidence/waiting/",
    "queue": "/review/",
    "entry of the queue": "/evidence/{submitted}/?queue=yes&whose=all",
    "offices": "/offices/",
    "filtered offices": "/offices/?text=o&kind=country&use=all&sort=-people",
    "office": "/offices/NBO/",
    "office form": "/offices/NBO/change/",
    "merging an office": "/offices/NBO/merge/?into=KRT",
    "programmes": "/programmes/",
    "filtered programmes": "/programmes/?text=e&status=active&donor=o&sort=-dates",
    "programme": "/programmes/RET-1/",
    "programme with its parts": "/programmes/RET-1/?below=yes",
    "programme with its parts in the list": "/programmes/?under=RET-1",
    "entries of a programme with its parts": "/evidence/?programme=RET-1&below=yes",
    "programme form": "/programmes/RET-1/change/",
    "merging a programme": "/programmes/RET-1/merge/?into=RET-2",
    "proposal": "/programmes/propose/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/mc-inf-274/",
    "framework file": "/frameworks/mc-inf-274/file/",
    "results as IATI": "/frameworks/mc-inf-274/iati/",
    "imports": "/imports/",
    "upload a spreadsheet": "/imports/new/",
    "template": "/imports/template/mc-inf-274/",
    "import": "/imports/{import}/",
    "rows of an import": "/imports/{import}/?rows=new",
    "undoing an import": "/imports/{written}/undo/",
    "load a framework": "/frameworks/load/",
    "checked framework": "/frameworks/load/{upload}/",
    "element": "/frameworks/mc-inf-274/elements/O1/",
    "indicator": "/frameworks/mc-inf-274/indicators/O1/O1.1/?on=2026-08-01",
    "indicator form": "/frameworks/mc-inf-274/indicators/O1/O1.1/change/",
    "targets form": "/frameworks/mc-inf-274/indicators/O1/O1.1/targets/",
    "dimensions": "/dimensions/",
    "dimension form": "/dimensions/sex/",
    "assess": "/frameworks/mc-inf-274/elements/O1/assess/2026-Q3/",
    "lineage": "/frameworks/mc-inf-274/lineage/",
    "through the years": "/frameworks/mc-inf-274/elements/O1/history/",
    "vocabularies": "/frameworks/mc-inf-274/vocabularies/",
    "draft": "/frameworks/mc-next/edit/",
    "draft's head": "/frameworks/mc-next/edit/head/",
    "draft's passages": "/frameworks/mc-next/edit/passages/",
    "adopt": "/frameworks/mc-next/adopt/",
    "drafted element": "/frameworks/mc-next/edit/elements/N1/",
    "place": "/frameworks/mc-next/edit/elements/N1/place/",
    "split": "/frameworks/mc-next/edit/elements/N1/split/",
    "merge": "/frameworks/mc-next/edit/elements/N1/merge/",
    "remove": "/frameworks/mc-next/edit/elements/N1/remove/",
    "edit lineage": "/frameworks/mc-next/edit/elements/N1/lineage/",
    "amend": "/frameworks/mc-inf-274/elements/O1/amend/",
    "focal points": "/frameworks/mc-inf-274/focal-points/",
    "period": "/frameworks/mc-inf-274/periods/2026-Q3/",
    "closing a period": "/frameworks/mc-inf-274/periods/2026-Q3/close/",
    "unlocking a period": "/frameworks/mc-inf-274/periods/2026-Q3/unlock/",
    "portal": "/portal/",
    "editions": "/editions/",
    "kinds of report": "/editions/kinds/",
    "edition": "/editions/{edition}/",
    "people": "/people/",
    "filtered people": "/people/?status=active&role=recorder&text=example",
    "person": "/people/{person}/",
    "person to change": "/people/{person}/change/",
    "invitation": "/people/invite/",
    "roles": "/accounts/roles/",
    "States": "/states/",
    "States of a day": "/states/?on=2004-11-04&standing=member&text=k&sort=-since",
    "State": "/states/KE/",
    "contacts": "/states/KE/contacts/",
    "audit": "/audit/",
    "searched audit": "/audit/?text=no+such+words&who=recorder",
    "audit event": "/audit/{event}/",
}


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    """Small; one element was assessed in the period before too."""
    site = make_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya)
    site.entries["accepted"].terms.add(site.term)
    factories.FigurePartFactory(figure=site.entries["accepted"].figures.get())
    grow_files(site, 1)
    for status in ("accepted", "draft"):
        factories.CoAuthorFactory(evidence=site.entries[status])
    before = factories.PeriodFactory(
        framework=site.framework, code="2026-Q2", starts_on="2026-04-01", ends_on="2026-06-30", closed=True
    )
    factories.AssessmentTextFactory(assessment__element=site.element, assessment__period=before)
    factories.IndicatorFactory(element=site.framework.elements.get(code="R1"), rolls_up_to=site.indicator)
    factories.ProgrammeFactory(code="RET-2", title="Return, second phase")
    factories.ProgrammeFactory(code="RET-3", title="Return, part", parent=site.programme)
    factories.ProgrammeWordsFactory(programme=site.programme, state="stopped", error="It does not answer.")
    make_earlier(site, before)
    return site


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        response = client.get(address)
        assert response.status_code == 200
        for _piece in getattr(response, "streaming_content", ()):  # what is asked while a file is sent counts too
            pass
    return len(made)


@pytest.mark.parametrize("who", ["recorder", "administrator", "auditor", "delegate"])
def test_pages_ask_no_more_for_thirty_than_for_one(
    who: str,
    site: Site,
    cast: dict[str, User],
    client_for: Callable[[User | None], Client],
) -> None:
    client = client_for(cast[who])
    upload = factories.FrameworkUploadFactory(
        by=cast["administrator"], content=framework_text(site.framework).replace("Role R1", "Role").encode()
    )
    places = {
        "entry": site.entries["accepted"].reference,
        "draft": site.entries["draft"].reference,
        "submitted": site.entries["submitted"].reference,
        "edition": site.issued.edition_id,
        "person": cast["recorder"].pk,
        "upload": upload.pk,
        "event": site.event.pk,
        "import": imports.make("faulty", by=cast["recorder"], framework=site.framework).pk,
        "written": imports.make("written", by=cast["recorder"], framework=site.framework).pk,
    }
    addresses = {name: address.format(**places) for name, address in ADDRESSES.items()}
    opened = {name: address for name, address in addresses.items() if client.get(address).status_code == 200}

    one = {name: queries(client, address) for name, address in opened.items()}
    grow_files(site, 30)
    grow_imports(ImportBatch.objects.get(pk=places["import"]))
    grow_review(site, 30)
    grow(site, cast["recorder"], cast["recorder"].posting.office, cast["reviewer"])
    for number in range(30):
        grow_ground(site, number)
    thirty = {name: queries(client, address) for name, address in opened.items()}

    assert opened
    assert {name: (one[name], number) for name, number in thirty.items() if number > one[name]} == {}
    assert {name: number for name, number in thirty.items() if number > MOST} == {}


def test_a_record_asks_the_same_whatever_it_holds(
    site: Site, auditor: User, client_for: Callable[[User | None], Client]
) -> None:
    client = client_for(auditor)
    figure = factories.FigureFactory(
        evidence=factories.EvidenceFactory(framework=site.framework), indicator=site.indicator
    )
    address = figure.evidence.get_absolute_url()
    client.get(address)

    asked = {"a figure": queries(client, address)}
    factories.FigurePartFactory(figure=figure)
    asked["a part of it"] = queries(client, address)
    factories.ContributionFactory(evidence=figure.evidence, element=site.element)
    factories.SourceFactory(evidence=figure.evidence)
    figure.evidence.terms.add(site.term)
    figure.evidence.countries.add(factories.StateFactory())
    asked["where, why and by what"] = queries(client, address)
    factories.EvidenceDecisionFactory(evidence=figure.evidence)
    asked["a decision"] = queries(client, address)

    assert asked == dict.fromkeys(asked, asked["a figure"])
