"""Beginning a framework: from nothing, or as a copy of the last."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.drafts import Stale
from objectives.actions.framework_copy import Baselines, CopyInput, copy_framework
from objectives.actions.framework_draft import HeadInput, edit_framework, new_framework
from objectives.models import AuditEvent, Framework, Indicator, Lineage, Target, Term
from objectives.queries.editor import head_of, seal
from tests import factories
from tests.objectives.drafts import make_draft, make_tree, outline

pytestmark = pytest.mark.django_db
COPY = CopyInput(symbol="MC/INF/300", title="The next strategy", issued_on=date(2026, 6, 1))


def refused(act, **arguments):
    with pytest.raises(ActionError) as error:
        act(**arguments)
    return error.value.problems


def head(**changes):
    values = {"symbol": "MC/INF/300", "title": "The next strategy", "issued_on": date(2026, 6, 1)}
    return HeadInput(**{**values, **changes})


def test_a_new_framework_is_a_draft_and_its_address_comes_from_its_symbol(administrator):
    framework = new_framework(content=head(symbol="MC/INF.300 Rev"), by=administrator)

    assert (framework.status, framework.slug) == ("draft", "mc-inf-300-rev")
    assert AuditEvent.objects.get().action == "framework.new"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"symbol": "/"}, {"symbol": ["Give the symbol of its document, as in MC/INF/274."]}),
        ({"symbol": "New"}, {"symbol": ["Give the symbol of its document, as in MC/INF/274."]}),
        ({"symbol": "MC/INF/274"}, {"symbol": ["There is a framework MC/INF/274 already."]}),
        ({"symbol": "MC INF 274"}, {"symbol": ["MC/INF/274 has the same address. Choose another symbol."]}),
        ({"title": " "}, {"title": ["Give the framework its title."]}),
    ],
)
def test_what_is_wrong_with_a_framework_is_told_by_field(framework, administrator, changes, problems):
    assert refused(new_framework, content=head(**changes), by=administrator) == problems
    assert refused(edit_framework, framework=make_draft(), content=head(**changes), by=administrator) == problems


def test_a_framework_supersedes_an_adopted_one_that_was_issued_before_it(framework, administrator):
    draft = make_draft(symbol="MC/D", slug="mc-d")

    assert refused(new_framework, content=head(supersedes=draft), by=administrator) == {
        "supersedes": ["MC/D is not adopted; only an adopted framework can be superseded."]
    }
    early = head(supersedes=framework, issued_on=framework.issued_on)
    assert refused(new_framework, content=early, by=administrator) == {
        "supersedes": ["MC/INF/274 was not issued before this framework."]
    }


def test_the_head_of_a_draft_is_edited_and_its_address_follows_its_symbol(administrator):
    draft = make_draft()
    content = head(symbol="MC/301", translations={"fr": {"title": "La suite", "official": True}})

    edit_framework(framework=draft, content=content, by=administrator, read=seal(head_of(draft)))

    draft.refresh_from_db()
    assert (draft.symbol, draft.slug, draft.translations["fr"]["title"]) == ("MC/301", "mc-301", "La suite")
    assert AuditEvent.objects.get().before["symbol"] == "MC/INF/300"


def test_who_read_an_older_head_is_told(administrator):
    draft = make_draft()
    read = seal(head_of(draft))
    edit_framework(framework=draft, content=head(title="By another"), by=administrator)

    with pytest.raises(Stale):
        edit_framework(framework=draft, content=head(title="By me"), by=administrator, read=read)


def test_what_is_superseded_cannot_change_while_the_lineage_says_otherwise(framework, elements, administrator):
    draft = make_draft(supersedes=framework)
    factories.LineageFactory(descendant=make_tree(draft, "O1")["O1"], ancestor=elements["O1"])

    assert refused(edit_framework, framework=draft, content=head(), by=administrator) == {
        "supersedes": ["Its elements are said to descend from those of MC/INF/274. Change their lineage first."]
    }


def test_past_its_draft_the_head_stays(framework, administrator):
    assert refused(edit_framework, framework=framework, content=head(), by=administrator) == {
        "": ["MC/INF/274 is no longer a draft. Its wording changes by amendment alone."]
    }


@pytest.fixture
def source(framework, elements):
    """In force, with a tree, indicators of which one rolls up, a vocabulary, and a lead-in."""
    framework.chapeaux = {"objective": {"text": "To meet these objectives:", "paragraph": "28"}}
    framework.passages = [{"heading": "Mission", "symbol": "MC/INF/274", "paragraph": "11", "text": "Humane."}]
    framework.save()
    below = factories.ElementFactory(framework=framework, parent=elements["O1"], code="O1.1", position=5)
    above = factories.IndicatorFactory(
        element=elements["O1"], code="I1", baseline=5, baseline_date="2003", owner="Operations"
    )
    above.dimensions.add(factories.DimensionFactory(code="sex"))
    factories.IndicatorFactory(element=below, code="I2", rolls_up_to=above)
    factories.TargetFactory(indicator=above)
    vocabulary = factories.VocabularyFactory(framework=framework, code="areas")
    factories.TermFactory(vocabulary=vocabulary, code="health")
    factories.TermFactory(vocabulary=vocabulary, code="gone", retired_on=date(2020, 1, 1), retired_reason="Merged.")
    return framework


def test_the_next_strategy_starts_as_a_copy_of_the_last(source, administrator):
    draft = copy_framework(source=source, content=COPY, by=administrator)

    assert (draft.status, draft.supersedes, draft.slug, draft.title) == (
        "draft",
        source,
        "mc-inf-300",
        "The next strategy",
    )
    assert outline(draft) == "O1(O1.1) O2 R1"
    assert draft.chapeaux["objective"] == {
        "symbol": "MC/INF/274",
        "text": "To meet these objectives:",
        "paragraph": "28",
    }
    assert draft.passages == source.passages
    first = draft.elements.get(code="O1")
    assert (first.wording, first.source) == ("to do what O1 asks for;", "MC/INF/274, paragraph 28")
    assert set(Lineage.objects.values_list("ancestor__code", "descendant__code", "kind")) == {
        (code, code, "retained") for code in ("O1", "O1.1", "O2", "R1")
    }
    assert Framework.objects.get(pk=source.pk).status == "in_force"
    event = AuditEvent.objects.get()
    assert (event.action, event.after) == ("framework.copy", {"source": "MC/INF/274", "elements": 4, "indicators": 2})


def test_a_copy_takes_the_indicators_without_targets_and_the_terms_in_use(source, administrator):
    draft = copy_framework(source=source, content=COPY, by=administrator)

    above, below = Indicator.objects.filter(element__framework=draft).order_by("code")
    assert (above.owner, above.baseline, above.baseline_date) == ("Operations", None, "")
    assert list(above.dimensions.values_list("code", flat=True)) == ["sex"]
    assert below.rolls_up_to == above
    assert not Target.objects.filter(indicator__element__framework=draft).exists()
    assert list(Term.objects.filter(vocabulary__framework=draft).values_list("code", flat=True)) == ["health"]


def test_a_copy_cites_what_amended_the_wording_that_it_takes(source, elements, administrator):
    factories.AmendmentFactory(
        element=elements["O2"], after=elements["O2"].wording, source_symbol="MC/2180", source_paragraph="4"
    )

    draft = copy_framework(source=source, content=COPY, by=administrator)

    assert [draft.elements.get(code=code).source for code in ("O1", "O2")] == [
        "MC/INF/274, paragraph 28",
        "MC/2180, paragraph 4",
    ]


def test_baselines_are_kept_when_asked(source, administrator):
    content = CopyInput("MC/INF/300", "Next", date(2026, 6, 1), Baselines.KEPT)

    draft = copy_framework(source=source, content=content, by=administrator)

    above = Indicator.objects.get(element__framework=draft, code="I1")
    assert (above.baseline, above.baseline_date) == (Decimal(5), "2003")


def test_or_begin_where_the_last_closed_period_ended(source, administrator):
    period = factories.PeriodFactory(framework=source, closed=True)
    indicator = Indicator.objects.get(code="I1")
    evidence = factories.EvidenceFactory(framework=source, period=period, accepted=True)
    factories.FigureFactory(evidence=evidence, indicator=indicator, value=44)
    content = CopyInput("MC/INF/300", "Next", date(2026, 6, 1), Baselines.LAST)

    draft = copy_framework(source=source, content=content, by=administrator)

    above, below = Indicator.objects.filter(element__framework=draft).order_by("code")
    assert (above.baseline, above.baseline_date, above.baseline_source) == (
        Decimal(44),
        "Third quarter of 2026",
        "MC/INF/274, Third quarter of 2026",
    )
    assert (below.baseline, below.baseline_date) == (None, "")


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (
            CopyInput("MC/INF/274", "Next", date(2026, 6, 1)),
            {"symbol": ["There is a framework MC/INF/274 already."]},
        ),
        (CopyInput("MC/300", "", date(2026, 6, 1)), {"title": ["Give the framework its title."]}),
        (
            CopyInput("MC/300", "Next", date(2004, 1, 1)),
            {"issued_on": ["MC/INF/274 was not issued before this framework."]},
        ),
    ],
)
def test_a_copy_says_what_is_missing(framework, administrator, content, problems):
    assert refused(copy_framework, source=framework, content=content, by=administrator) == problems


def test_a_draft_is_not_copied(administrator):
    assert refused(copy_framework, source=make_draft(), content=COPY, by=administrator) == {
        "": ["MC/INF/300 is a draft itself; edit it."]
    }


def test_a_large_framework_is_copied_in_hardly_more_queries_than_a_small_one(source, administrator):
    small = queries(source, COPY, administrator)
    for number in range(100):
        factories.IndicatorFactory(
            element=factories.ElementFactory(framework=source, position=100 + number, code=f"X{number}")
        )

    large = queries(source, CopyInput("MC/301", "Next", date(2026, 6, 1)), administrator)

    assert large <= small + 6  # rows are written in batches


def queries(source, content, by):
    with CaptureQueriesContext(connection) as made:
        copy_framework(source=source, content=content, by=by)
    return len(made)


def test_administrators_alone_begin_a_framework(framework, reviewer):
    for act in (
        lambda: new_framework(content=head(), by=reviewer),
        lambda: copy_framework(source=framework, content=COPY, by=reviewer),
        lambda: edit_framework(framework=make_draft(), content=head(), by=reviewer),
    ):
        with pytest.raises(NotPermitted):
            act()
