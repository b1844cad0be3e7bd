"""The two official frameworks are whole, and in the official words."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from objectives.enums import FrameworkStatus
from objectives.models import AuditEvent, Element, Framework, Indicator, Lineage, Term

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[2] / "objectives" / "data" / "frameworks"
OURS = [str(FOLDER / "mc-1842.yaml"), str(FOLDER / "mc-inf-274.yaml")]


@pytest.fixture(scope="module")
def ours(once):
    once(lambda: call_command("load_framework", *OURS, stdout=StringIO()))


def test_a_second_load_changes_nothing_and_says_so(ours):
    events, out = AuditEvent.objects.count(), StringIO()
    call_command("load_framework", *OURS, stdout=out)
    assert out.getvalue().splitlines() == ["MC/1842: nothing to change", "MC/INF/274: nothing to change"]
    assert AuditEvent.objects.count() == events


def test_the_plan_of_1995_is_whole(ours):
    plan = Framework.objects.get(symbol="MC/1842")
    assert (plan.title, plan.slug, plan.status) == (
        "IOM Strategic Planning: Toward the Twenty-First Century",
        "mc-1842",
        FrameworkStatus.SUPERSEDED,
    )
    assert (str(plan.issued_on), str(plan.adopted_on)) == ("1995-05-09", "1995-11-29")
    assert (plan.adopted_by, plan.session) == ("Council Resolution No. 923 (LXXI)", "Seventy-first session")
    assert " ".join(plan.elements.values_list("code", flat=True)) == (
        "O1 O2 O3 O4 O5 O6 O7 O8 O9 E1 E2 E3 E4 E5 E6 E7 E8 E9 C1 C2 C3 C4"
    )
    assert {kind: one["paragraph"] for kind, one in plan.chapeaux.items()} == {
        "objective": "17",
        "expected_result": "36",
        "capacity": "16",
    }
    assert [one["heading"] for one in plan.passages] == [
        "Purposes and functions",
        "Mission statement",
        "Affirmation by the Council",
    ]


def test_the_strategy_of_2004_is_whole(ours):
    strategy = Framework.objects.get(symbol="MC/INF/274")
    assert strategy.title == "IOM Strategy: Current and Future Migration Realities and IOM's Role"
    assert (str(strategy.issued_on), strategy.adopted_on, strategy.status) == ("2004-11-04", None, "in_force")
    assert (strategy.session, strategy.supersedes.symbol) == ("Eighty-eighth session", "MC/1842")
    assert " ".join(strategy.elements.values_list("code", flat=True)) == (
        "O1 O2 O3 O4 O5 O6 O7 O8 R1 R2 R3 R4 R5 R6 R7"
    )
    assert strategy.chapeaux["role"] == {
        "text": "In sum therefore, building on its expertise and experience, IOM must continue and enhance its role:",
        "paragraph": "29",
    }


@pytest.mark.parametrize(
    ("symbol", "code", "paragraph", "wording"),
    [
        (
            "MC/1842",
            "O1",
            "17",
            "to provide secure, reliable, cost-effective services for persons who require international migration "
            "assistance",
        ),
        ("MC/1842", "O9", "17", "to work towards effective respect of migrants' rights"),
        ("MC/1842", "E1", "36", "better informed Governments and societies"),
        (
            "MC/1842",
            "E9",
            "36",
            "resolution of migration crises in ways which contribute to stabilization and development",
        ),
        (
            "MC/1842",
            "C4",
            "28",
            "enhanced operational, intellectual, technological and financial capacities will be essential for IOM to "
            "meet these strategic objectives",
        ),
        (
            "MC/INF/274",
            "O1",
            "28",
            "to provide secure, reliable and cost-effective services for persons who require international migration "
            "assistance",
        ),
        (
            "MC/INF/274",
            "O8",
            "28",
            "to help governments and migrants find solutions to the problems and causes of irregular migration, in "
            "particular smuggling and trafficking",
        ),
        ("MC/INF/274", "R1", "29", "as the reference point for information on migration"),
        ("MC/INF/274", "R7", "29", "as leader in the international policy dialogue on migration"),
    ],
)
def test_an_element_has_its_official_wording(ours, symbol, code, paragraph, wording):
    element = Element.objects.get(framework__symbol=symbol, code=code)
    assert (element.wording, element.source_paragraph, element.source_symbol) == (wording, paragraph, symbol)


def test_every_element_of_1995_is_restated_where_2004_restates_it(ours):
    restated = {
        element.code: [(one["symbol"], one["paragraph"]) for one in element.restatements]
        for element in Element.objects.filter(framework__symbol="MC/1842")
    }
    paragraphs = {"O": "12", "E": "13", "C": "15"}
    assert restated == {code: [("MC/INF/274", paragraphs[code[0]])] for code in restated}


def test_footnotes_stand_with_their_objectives(ours):
    footnotes = {
        element.code: [(one["mark"], one["text"][:40]) for one in element.footnotes]
        for element in Element.objects.filter(framework__symbol="MC/INF/274")
        if element.footnotes
    }
    assert footnotes == {
        "O1": [("5", "See list of services enumerated in Artic")],
        "O2": [("6", 'See "Emergency and Post-Conflict Respons')],
        "O5": [("7", 'See "International Dialogue on Migration')],
        "O6": [("8", "See \"Migrants' Rights: IOM Policy and Ac")],
    }


def test_the_nine_descend_to_the_eight(ours):
    threads = Lineage.objects.values_list("ancestor__code", "descendant__code", "kind", "source_paragraph")
    assert sorted(threads) == [
        ("O1", "O1", "retained", "28"),
        ("O2", "O2", "refined", "16"),
        ("O3", "O5", "merged", "28"),
        ("O4", "O3", "refined", "28"),
        ("O5", "O4", "refined", "16"),
        ("O6", "O5", "merged", "28"),
        ("O7", "O7", "retained", "28"),
        ("O8", "O8", "refined", "28"),
        ("O9", "O6", "refined", "16"),
    ]
    assert all(thread.note and thread.source_symbol == "MC/INF/274" for thread in Lineage.objects.all())


def test_the_indicators_of_1995_have_their_baselines(ours):
    rows = Indicator.objects.values_list("code", "title", "baseline", "baseline_date", "direction", "aggregation")
    assert [(*row[:2], int(row[2]), *row[3:]) for row in rows] == [
        ("C1.1", "Staff members", 1100, "1995", "increase", "latest"),
        ("C1.2", "Offices and sub-offices", 70, "1995", "increase", "latest"),
        ("C4.1", "Member States", 55, "1995", "increase", "latest"),
        ("C4.2", "Observer States", 41, "1995", "none", "latest"),
    ]


def test_the_vocabularies_of_2004_are_whole(ours):
    terms = Term.objects.filter(vocabulary__framework__symbol="MC/INF/274").select_related("vocabulary")
    by_list = {}
    for term in terms.order_by("vocabulary__position", "position"):
        by_list.setdefault((term.vocabulary.code, term.vocabulary.source_paragraph), []).append(term.wording)
    assert {name: len(words) for name, words in by_list.items()} == {
        ("service-areas", "20"): 7,
        ("key-areas", "21"): 4,
        ("cross-cutting-activities", "21"): 9,
        ("trends", "18"): 11,
    }
    assert by_list["service-areas", "20"] == [
        "movement",
        "migration health",
        "assisted voluntary returns and integration",
        "counter-trafficking",
        "technical cooperation",
        "mass information",
        "labour migration",
    ]
    assert by_list["key-areas", "21"] == [
        "migration and development",
        "facilitating migration",
        "regulating migration",
        "forced migration",
    ]


@pytest.mark.parametrize(
    ("code", "paragraph", "begins", "ends"),
    [
        (
            "a",
            "18 (a)",
            "Migration is increasingly affecting the lives of people",
            "world's population can be foreseen.",
        ),
        ("e", "18 (e)", "Developing countries are increasing their attention", "but also through their trade and "),
        (
            "k",
            "18 (k)",
            "As migration management becomes more effective, there",
            "decision-making on migration issues.",
        ),
    ],
)
def test_a_trend_has_its_official_words(ours, code, paragraph, begins, ends):
    trend = Term.objects.get(vocabulary__code="trends", code=code)
    assert (trend.source_symbol, trend.source_paragraph) == ("MC/INF/274", paragraph)
    assert trend.wording.startswith(begins)
    assert ends.strip() in trend.wording
    assert "  " not in trend.wording
