"""Words that people read go through gettext: those of templates, scripts and Python, but for the few named here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override

from objectives.deeds import GROUPS, VERBS
from objectives.enums import AssessmentStatus, EvidenceStatus
from objectives.templatetags.audit import field_label

TEMPLATES = Path(settings.BASE_DIR, "templates")
NO_WORDS = re.compile(
    r"{#.*?#}|{% comment %}.*?{% endcomment %}|{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}", re.DOTALL
)
READ_OUT = ("alt", "aria-label", "aria-description", "aria-roledescription", "placeholder", "title", "label", "summary")
SILENT = ("script", "style", "code", "kbd", "pre")
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {
    "iomtrack",
    "SHA",
    "UTC",
    "CSV",
    "XLSX",
    "JSON",
    "IATI",
    "PDF",
    "ODS",
    "API",
    "QR",
    "Lines",
}  # alike in every language


class Reader(HTMLParser):
    """The texts of a page, and the attributes that are shown or read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        given = dict(attrs)
        is_button = tag == "input" and given.get("type") in ("submit", "button")
        shown = [*READ_OUT, *(["value"] if is_button else [])]
        self.found += [given.get(name) or "" for name in shown]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def bare_words(markup: str, *, is_markup: bool = True) -> Iterator[str]:
    """The texts of a template that hold words outside its tags."""
    plain = NO_WORDS.sub(" ", markup)
    texts = [plain]
    if is_markup:
        reader = Reader()
        reader.feed(plain)
        reader.close()
        texts = reader.found
    for text in texts:
        if set(WORD.findall(text)) - NAMES:
            yield " ".join(text.split())


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.*")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_s_words_can_be_translated(path: Path) -> None:
    if path.suffix == ".css":
        return
    assert list(bare_words(path.read_text(encoding="utf-8"), is_markup=path.suffix != ".txt")) == []


APPS = ("iomtrack", "objectives", "reports")
SOURCE = [path for app in APPS for path in Path(settings.BASE_DIR, app).rglob("*.py")]
FOR_OTHERS = re.compile(  # whom nobody translates for: programs, operators at a terminal, developers
    r"/(migrations|management|settings|run|sample)/|^iomtrack/(api|clamav|worker)\.py$"
    r"|^iomtrack/accounts/(checks|development)\.py$|ready_dimensions\.py$"
)
OF_PROGRAMS = re.compile(r"/(rest|api)/")
DESCRIBING = ("summary", "description", "tags")
SAID = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TO_DEVELOPERS = {"ValueError", "TypeError", "AssertionError", "LookupError", "RuntimeError", "NotImplementedError"}
LIKE_A_SENTENCE = re.compile(r"^[A-Z“%].*[a-z]{2,} [a-z]{2,}|[a-z]{2,} [a-z]{2,}.*[.?:]\s*$", re.DOTALL)
AS_THEY_ARE = {
    "A user needs an e-mail address.": "raised to developers by way of Django",
    "A target is of a period or by a date.": "raised to developers",
    "Framework files": "the name of an account",
    "States files": "the name of an account",
    ", as it is kept in iomtrack. docs/reference/framework-file.md describes every field.": "a comment in a file",
}


def name_of(call: ast.Call) -> str:
    """The name of a called function, without what it is an attribute of."""
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def is_logged(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "logger"


def descriptions(tree: ast.AST) -> Iterator[ast.AST]:
    """What describes the interface for programs to developers, as a keyword or in a dictionary: it is in English."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in DESCRIBING:
            yield node.value
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (value for key, value in pairs if getattr(key, "value", None) in DESCRIBING)


def bare_sentences(tree: ast.AST, excused: set[int]) -> Iterator[str]:
    """What looks like a sentence and is given to no function of gettext; docstrings and logs are none of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name_of(node) in SAID | TO_DEVELOPERS or is_logged(node)):
            excused |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            excused.add(id(node.value))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in excused else ""
        if isinstance(text, str) and LIKE_A_SENTENCE.search(text) and text not in AS_THEY_ARE:
            yield text


def test_what_python_says_can_be_translated() -> None:
    found = {}
    for path in SOURCE:
        name = str(path.relative_to(settings.BASE_DIR))
        if not FOR_OTHERS.search(name):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            described = descriptions(tree) if OF_PROGRAMS.search(name) else ()
            found[name] = list(bare_sentences(tree, {id(part) for one in described for part in ast.walk(one)}))
    assert {name: said for name, said in found.items() if said} == {}


def test_a_script_has_no_words_of_its_own() -> None:
    """They come from the page, so that they are in its language."""
    quoted = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
    found = []
    for path in Path(settings.BASE_DIR, "static", "js").glob("*.js"):
        code = re.sub(r"^\s*//.*|\s//\s.*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        texts = ["".join(match.groups(default="")) for match in quoted.finditer(code)]
        found += [(path.name, text) for text in texts if LIKE_A_SENTENCE.search(text)]
    assert found == []


def every_kind_of(base: type) -> Iterator[type]:
    for one in base.__subclasses__():
        yield one
        yield from every_kind_of(one)


def test_every_choice_has_words_that_can_be_translated() -> None:
    ours = [one for one in every_kind_of(TextChoices) if one.__module__.partition(".")[0] in APPS]
    assert len(ours) > 20
    bare = [str(one._label_) for kind in ours for one in kind if not isinstance(one._label_, Promise)]
    assert set(bare) - NAMES == set()


def test_every_action_of_the_audit_has_words() -> None:
    """An action is written out where it is recorded, as in action="evidence.create"."""
    written = re.compile(r"\"([a-z_]+)\.([a-z_]+)\"")
    found = set()
    for path in SOURCE:
        if "actions" in path.parts or path.parts[-1] == "making.py":
            found |= {(path.name, *pair) for pair in written.findall(path.read_text(encoding="utf-8"))}
    actions = {(group, verb) for _name, group, verb in found if group in GROUPS}
    verbs = {verb for _group, verb in actions} | set(EvidenceStatus.values) | set(AssessmentStatus.values)

    assert len(actions) > 80
    assert sorted(verb for verb in verbs - {"draft", "submitted"} if verb not in VERBS) == []


def test_fields_of_the_audit_are_named_in_the_reader_s_language() -> None:
    with override("fr"):
        assert field_label("objectives.period", "deadline") != "Deadline"
        assert field_label("objectives.framework", "elements O1") == "Éléments O1"
        assert field_label("objectives.framework", "reason") == "Motif"


def test_no_word_is_chosen_before_anybody_reads_it() -> None:
    """What a module says when it is loaded would be in one language for everybody: gettext_lazy waits."""
    found = []
    for path in SOURCE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        at_once = {
            name.asname or name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for name in node.names
            if name.name in ("gettext", "ngettext", "pgettext")
        }
        calls = [node for node in outside_functions(tree) if isinstance(node, ast.Call) and name_of(node) in at_once]
        found += [(path.name, node.lineno) for node in calls]
    assert found == []


def outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """What is run when a module is loaded: default values and decorators too."""
    for child in ast.iter_child_nodes(tree):
        yield child
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in [*child.args.defaults, *child.args.kw_defaults, *child.decorator_list]:
                yield from ast.walk(part) if part is not None else ()
        elif not isinstance(child, ast.Lambda):
            yield from outside_functions(child)
