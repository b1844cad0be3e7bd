"""Adding, wording and removing the elements of a draft."""

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.drafts import Stale
from objectives.actions.element_draft import add_element, edit_element, remove_element
from objectives.models import AuditEvent, Element, Indicator, Lineage
from objectives.queries.editor import content_of, seal
from objectives.tree import Place
from tests import factories
from tests.objectives.drafts import make_draft, make_tree, outline, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(framework):
    return make_draft(supersedes=framework)


@pytest.fixture
def tree(draft):
    return make_tree(draft, "O1(O1.1 O1.2) O2")


def refused(act, **arguments):
    with pytest.raises(ActionError) as error:
        act(**arguments)
    return error.value.problems


@pytest.mark.parametrize(
    ("place", "beside", "expected"),
    [
        (Place.AFTER, "O1", "O1(O1.1 O1.2) O9 O2"),
        (Place.BEFORE, "O1.2", "O1(O1.1 O9 O1.2) O2"),
        (Place.BELOW, "O2", "O1(O1.1 O1.2) O2(O9)"),
        (Place.BELOW, None, "O1(O1.1 O1.2) O2 O9"),
    ],
)
def test_an_element_is_added_where_it_is_wanted(draft, tree, administrator, place, beside, expected):
    add_element(framework=draft, content=words(), by=administrator, place=place, beside=tree.get(beside))

    assert outline(draft) == expected
    event = AuditEvent.objects.get()
    assert (event.action, event.object_label, event.after["wording"]) == (
        "element.add",
        "O9 A new objective",
        "to do something new",
    )


def test_beside_an_element_that_is_gone_nothing_is_added(draft, tree, administrator):
    gone = tree["O2"]
    remove_element(element=gone, by=administrator)
    gone.pk = 999_999

    problems = refused(add_element, framework=draft, content=words(), by=administrator, beside=gone)

    assert problems == {"": ["The element beside which it was to stand was removed."]}


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"code": " "}, {"code": ["Give it a code of letters, digits, dots and hyphens, as in O3 or O3.1."]}),
        ({"code": "O 9"}, {"code": ["Give it a code of letters, digits, dots and hyphens, as in O3 or O3.1."]}),
        ({"code": "O2"}, {"code": ["MC/INF/300 has an element O2 already."]}),
        ({"kind": "wish"}, {"kind": ["Choose what kind of element it is."]}),
        ({"label": ""}, {"label": ["Give it a short name."]}),
        ({"wording": " \n"}, {"wording": ["Give the official wording, word for word."]}),
        ({"source_symbol": ""}, {"source_symbol": ["Say in which document the wording stands."]}),
        ({"source_paragraph": ""}, {"source_paragraph": ["Say in which paragraph the wording stands."]}),
    ],
)
def test_what_is_missing_is_told_by_field(draft, tree, administrator, changes, problems):
    content = words(**changes)

    assert refused(add_element, framework=draft, content=content, by=administrator) == problems
    if "code" not in changes or changes["code"] != "O1":
        assert refused(edit_element, element=tree["O1"], content=content, by=administrator) == problems


def test_an_element_is_worded_anew_with_what_stood_before_kept(draft, tree, administrator):
    content = words(
        code="O1",
        wording=" to do more ",
        footnotes=[{"mark": "3", "text": "See below."}],
        translations={"fr": {"label": "Plus", "wording": "faire plus", "official": True}},
    )

    edit_element(element=tree["O1"], content=content, by=administrator)

    element = Element.objects.get(pk=tree["O1"].pk)
    assert (element.wording, element.footnotes[0]["mark"], element.translations["fr"]["official"]) == (
        "to do more",
        "3",
        True,
    )
    event = AuditEvent.objects.get()
    assert (event.action, event.before["wording"], event.after["wording"]) == (
        "element.edit",
        "to do what O1 asks for;",
        "to do more",
    )


def test_saving_the_same_leaves_no_trace(tree, administrator):
    element = tree["O1"]
    values = content_of(element)

    edit_element(element=element, content=words(**values), by=administrator)

    assert AuditEvent.objects.count() == 0


def test_a_retained_element_is_refined_once_its_wording_is_edited_and_retained_again_when_it_is_put_back(
    tree, elements, administrator
):
    element = tree["O1"]
    original = elements["O1"].wording
    thread = factories.LineageFactory(descendant=element, ancestor=elements["O1"])
    kinds = []

    for wording in (f"{original} and more", original):
        edit_element(element=element, content=words(code="O1", wording=wording), by=administrator)
        thread.refresh_from_db()
        kinds.append(thread.kind)

    assert kinds == ["refined", "retained"]


def test_a_new_short_name_leaves_the_thread_as_it_is(tree, elements, administrator):
    thread = factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O1"], kind="refined")

    edit_element(element=tree["O1"], content=words(code="O1", wording=tree["O1"].wording), by=administrator)

    thread.refresh_from_db()
    assert thread.kind == "refined"


def test_who_read_an_older_text_is_told_and_overwrites_nothing(tree, administrator):
    element = tree["O1"]
    read = seal(content_of(element))
    edit_element(element=element, content=words(code="O1", wording="by another"), by=administrator, read=read)

    with pytest.raises(Stale):
        edit_element(element=element, content=words(code="O1", wording="by me"), by=administrator, read=read)

    element.refresh_from_db()
    assert element.wording == "by another"


def test_an_element_is_removed_with_all_below_it_and_what_was_set_up_for_them(draft, tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O1.1"], ancestor=elements["O1"])
    gone = factories.IndicatorFactory(element=tree["O1.1"])
    factories.TargetFactory(indicator=gone)
    fed = factories.IndicatorFactory(element=tree["O2"], rolls_up_to=gone)

    remove_element(element=tree["O1"], by=administrator)

    assert outline(draft) == "O2"
    assert list(Lineage.objects.all()) == []
    assert list(Indicator.objects.values_list("pk", "rolls_up_to")) == [(fed.pk, None)]
    event = AuditEvent.objects.get()
    assert (event.action, list(event.before)) == ("element.remove", ["O1", "O1.1", "O1.2"])


@pytest.mark.parametrize("resting", ["contribution", "assessment", "figure", "thread"])
def test_nothing_is_removed_on_which_something_rests(draft, tree, administrator, resting):
    element = tree["O1.2"]
    {
        "contribution": lambda: factories.ContributionFactory(element=element, evidence__framework=draft),
        "assessment": lambda: factories.AssessmentFactory(element=element),
        "figure": lambda: factories.FigureFactory(indicator__element=element, evidence__framework=draft),
        "thread": lambda: factories.LineageFactory(ancestor=element),
    }[resting]()

    problems = refused(remove_element, element=tree["O1"], by=administrator)

    assert problems == {"": ["It cannot be removed: evidence or an assessment rests on O1.2."]}
    assert outline(draft) == "O1(O1.1 O1.2) O2"


def test_what_was_removed_meanwhile_cannot_be_edited(tree, administrator):
    element = tree["O2"]
    remove_element(element=Element.objects.get(pk=element.pk), by=administrator)

    problems = refused(edit_element, element=element, content=words(), by=administrator)

    assert problems == {"": ["O2 was removed in the meantime."]}


def test_past_its_draft_nothing_is_edited(framework, elements, administrator):
    told = {"": ["MC/INF/274 is no longer a draft. Its wording changes by amendment alone."]}

    assert refused(add_element, framework=framework, content=words(), by=administrator) == told
    assert refused(edit_element, element=elements["O1"], content=words(), by=administrator) == told
    assert refused(remove_element, element=elements["O1"], by=administrator) == told


@pytest.mark.parametrize("who", ["recorder", "reviewer", "delegate"])
def test_administrators_alone_edit(draft, tree, who, request):
    by = request.getfixturevalue(who)

    for act in (
        lambda: add_element(framework=draft, content=words(), by=by),
        lambda: edit_element(element=tree["O1"], content=words(), by=by),
        lambda: remove_element(element=tree["O1"], by=by),
    ):
        with pytest.raises(NotPermitted):
            act()
