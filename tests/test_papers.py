"""The papers lead somewhere: each link, each heading that a link names, and each picture."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
IMAGES = ROOT / "docs" / "images"
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```|^(?: {4}|\t).*?$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
SHORTEST_ALT = 20
MOST_BYTES, MOST_IN_ALL = 60_000, 3_000_000


def links(paper: Path) -> list[tuple[bool, str, str]]:
    """Whether it is a picture, its words, and where it leads: outside of what is quoted as code."""
    return [(bool(mark), words, to) for mark, words, to in LINK.findall(FENCED.sub("", paper.read_text()))]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(paper: Path) -> set[str]:
    """The names that a paper's headings have on the pages of a repository."""
    headings = re.findall(r"^#+ (.+)$", paper.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", LINK.sub(r"\2", one)).strip().lower().replace(" ", "-") for one in headings}


def dead(paper: Path, to: str) -> bool:
    """Whether a link of a paper leads nowhere: a file or a heading that is not there."""
    if re.match(r"[a-z]+:", to):
        return False
    path, _mark, heading = to.partition("#")
    target = (paper.parent / path).resolve() if path else paper
    return not target.exists() or bool(heading and target.suffix == ".md" and heading not in anchors(target))


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_each_link_and_picture_of_a_paper_leads_somewhere(paper: Path) -> None:
    assert [to for _is_picture, _words, to in links(paper) if dead(paper, to)] == []


def test_each_picture_stands_in_a_paper_and_is_small() -> None:
    named = {(paper.parent / to).resolve() for paper in PAPERS for is_picture, _words, to in links(paper) if is_picture}
    pictures = set(IMAGES.rglob("*.png"))

    assert sorted(map(name_of, pictures - named)) == []
    assert [name_of(one) for one in pictures if one.stat().st_size > MOST_BYTES] == []
    assert sum(one.stat().st_size for one in pictures) <= MOST_IN_ALL


def test_each_picture_says_what_is_to_be_seen() -> None:
    short = {
        to for paper in PAPERS for is_picture, words, to in links(paper) if is_picture and len(words) < SHORTEST_ALT
    }

    assert short == set()


def test_each_how_to_page_has_a_picture_and_stands_in_the_index() -> None:
    index = {(ROOT / "docs" / to.partition("#")[0]).resolve() for _is, _words, to in links(ROOT / "docs" / "README.md")}

    assert [name_of(one) for one in HOW_TO if not any(is_picture for is_picture, *_rest in links(one))] == [
        "docs/how-to/deploy.md"  # what it is about is typed, and shows on no page
    ]
    assert [name_of(one) for one in [*HOW_TO, *(ROOT / "docs" / "reference").glob("*.md")] if one not in index] == []
