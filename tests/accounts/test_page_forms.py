"""A form of a page is filled in with what was typed before, and the rest of its markup stays as it is."""

import pytest

from iomtrack.accounts.page_forms import fill_in

PAGE = """<!doctype html><p>é & "x"</p>
<form method="post" action="/other/"><input name="a" value="theirs"></form>
<form method="post" action="/here/?x=1">%s<button name="save" value="yes">Save</button></form><p>after</p>"""


def filled(inside: str, **fields: list[str]) -> str:
    before, after = PAGE.split("%s")
    markup = fill_in(PAGE.replace("%s", inside), path="/page/", address="/here/", fields=fields).markup
    assert (markup.startswith(before), markup.endswith(after)) == (True, True)
    return markup.removeprefix(before).removesuffix(after)


@pytest.mark.parametrize(
    ("inside", "typed", "becomes"),
    [
        ('<input name="a">', ['"<&'], '<input name="a" value="&quot;&lt;&amp;">'),
        ('<input name="a" value="old" id="x">', ["new"], '<input name="a" id="x" value="new">'),
        ('<input name="a" value="old">', [""], '<input name="a" value="">'),
        ('<input type="password" name="a">', ["new"], '<input type="password" name="a">'),
        ('<input type="file" name="a">', ["new"], '<input type="file" name="a">'),
        ('<textarea name="a">\nold</textarea>', ["a\n</b>"], '<textarea name="a">\na\n&lt;/b&gt;</textarea>'),
        ('<input type="checkbox" name="a" value="1" checked>', ["2"], '<input type="checkbox" name="a" value="1">'),
        ('<input type="radio" name="a" value="1">', ["1"], '<input type="radio" name="a" value="1" checked="">'),
        (
            '<select name="a"><option value="1" selected>x</option><option value="2">y</option></select>',
            ["2"],
            '<select name="a"><option value="1">x</option><option value="2" selected="">y</option></select>',
        ),
        (
            '<details><summary>More</summary><input name="a"></details>',
            ["b"],
            '<details open=""><summary>More</summary><input name="a" value="b"></details>',
        ),
    ],
)  # fmt: skip
def test_each_kind_of_box_takes_what_was_typed(inside: str, typed: list[str], becomes: str) -> None:
    assert filled(inside, a=typed) == becomes


def test_boxes_of_one_name_are_filled_in_their_order() -> None:
    both = filled('<input name="a"><input name="a">', a=["1", "2"])

    assert both == '<input name="a" value="1"><input name="a" value="2">'


def test_a_box_that_was_not_sent_stays_as_it_is() -> None:
    assert filled('<input name="b" value="theirs">', a=["1"]) == '<input name="b" value="theirs">'


def test_texts_without_a_box_are_told() -> None:
    page = fill_in(
        PAGE.replace("%s", '<input name="a">'),
        path="/page/",
        address="/here/",
        fields={"a": ["two words"], "gone": ["more words"], "code": ["x1"], "save": ["yes please"]},
    )

    assert (page.is_found, page.left, page.lacks) == (True, ["more words"], True)
