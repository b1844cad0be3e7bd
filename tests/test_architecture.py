"""The house stands as CONTRIBUTING.md draws it."""

import ast
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

APPS = ("iomtrack", "objectives", "reports")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEST_FILE = 300, 40, 400
FILES = [
    path for app in APPS for path in sorted((settings.BASE_DIR / app).rglob("*.py")) if "migrations" not in path.parts
]


@dataclass(frozen=True)
class Function:
    """What a function of a file is called, how many lines it has below its first, and in which of them it imports."""

    name: str
    lines: int
    imports: list[int]


@dataclass(frozen=True)
class Parsed:
    """What is asked of a file, of which it is parsed once."""

    says_what_it_is_for: bool
    functions: list[Function]


def name_of(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


@cache
def parsed(path: Path) -> Parsed:
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return Parsed(ast.get_docstring(tree) is not None, [function(node) for node in functions])


def function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    imports = [one.lineno for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]
    return Function(node.name, node.end_lineno - node.lineno, imports)


def test_the_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    outcome = subprocess.run(
        [program, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=120
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.django_db
@pytest.mark.alike
def test_no_migration_is_missing() -> None:
    output = StringIO()

    call_command("makemigrations", "--dry-run", stdout=output)

    assert output.getvalue().strip() == "No changes detected"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


def test_a_file_of_tests_is_of_one_subject() -> None:
    files = (settings.BASE_DIR / "tests").rglob("*.py")

    assert [name_of(path) for path in files if len(path.read_text().splitlines()) > LONGEST_TEST_FILE] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    long = [one.name for one in parsed(path).functions if one.lines >= LONGEST_FUNCTION]

    assert long == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_stand_at_the_top(path: Path) -> None:
    inside = [f"{one.name}: line {line}" for one in parsed(path).functions for line in one.imports]

    assert inside == []


def test_nothing_is_called_utils_or_common() -> None:
    assert [name_of(path) for path in FILES if path.stem in ("utils", "helpers", "common", "misc")] == []


def test_every_package_says_in_its_own_words_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in FILES
        if path.stat().st_size and path.name != "apps.py" and not parsed(path).says_what_it_is_for
    ]

    assert silent == []


def test_requirements_are_pinned_with_hashes_and_name_no_host() -> None:
    for name in ("base.txt", "dev.txt"):
        text = (settings.BASE_DIR / "requirements" / name).read_text()
        pins = [line for line in text.splitlines() if "==" in line]

        assert all(line.endswith("\\") for line in pins)
        assert "://" not in text
        assert " @ " not in text


def test_every_requirement_says_why_it_is_there() -> None:
    for name in ("base.in", "dev.in"):
        lines = (settings.BASE_DIR / "requirements" / name).read_text().splitlines()

        assert [line for line in lines if line and not line.startswith("-") and "#" not in line] == []
