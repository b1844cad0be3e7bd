"""The translations: whole, with the same placeholders as the messages, and compiled on every machine."""

import os
import re
import shutil
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.checks import run_checks
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS

from iomtrack import catalogues
from tests.parts import need_program

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
HELD = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
MARKUP = re.compile(r"</?[a-z]+")


def path_of(language: str, root: Path = settings.BASE_DIR) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    """The messages by context and singular."""
    return {(one.context or "", ids(one)[0]): one for one in catalogue if one.id}


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source whose messages were gathered anew."""
    need_program("xgettext")
    copy = tmp_path_factory.mktemp("copy")
    for name in ("iomtrack", "objectives", "reports", "templates", "static", "locale"):
        shutil.copytree(settings.BASE_DIR / name, copy / name)
    shutil.copy(settings.BASE_DIR / "manage.py", copy)
    environment = {**os.environ, "IOMTRACK_STATE": str(copy / "var"), "DATABASE_URL": "sqlite://:memory:"}
    environment["DJANGO_SETTINGS_MODULE"] = "iomtrack.settings.development"
    command = [sys.executable, "manage.py", "makemessages"]
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_source_is_translated_and_no_other_is_kept(gathered: Path, language: str) -> None:
    fresh, kept = messages(read(path_of(language, gathered))), messages(read(path_of(language)))

    assert [name for name in fresh if name not in kept] == [], "Gather them: make messages"
    assert [name for name in kept if name not in fresh] == [], "Gather them: make messages"
    assert [name for name, one in kept.items() if one.fuzzy or not all(strings(one))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_gathering_again_changes_nothing(gathered: Path, language: str) -> None:
    assert path_of(language, gathered).read_text() == path_of(language).read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_holds_what_its_message_holds(language: str) -> None:
    """Values to fill in, markup, and the space at both ends. A singular may say "one" in place of its number."""
    wrong = []
    for message in messages(read(path_of(language))).values():
        single, many = ids(message)[0], ids(message)[-1]
        for place, text in enumerate(strings(message)):
            held, wanted = set(HELD.findall(text)), set(HELD.findall(many if place else single))
            allowed = set(HELD.findall(single)) | set(HELD.findall(many))
            same_markup = sorted(MARKUP.findall(text)) == sorted(MARKUP.findall(many if place else single))
            same_edges = (text[:1].isspace(), text[-1:].isspace()) == (single[:1].isspace(), single[-1:].isspace())
            values = held == wanted if len(ids(message)) == 1 or place else held <= allowed
            if text and not (values and same_markup and same_edges):
                wrong.append((single, text))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_takes_the_place_of_a_month_or_a_day_of_the_week(language: str) -> None:
    """Django names them by messages without a context: "May", which an account can do something by, is one."""
    with translation.override("en"):
        names = {str(name) for known in (MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS) for name in known.values()}

    assert [own for context, own in messages(read(path_of(language))) if not context and own in names] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str, tmp_path: Path) -> None:
    copy = tmp_path / language / "LC_MESSAGES" / "django.po"
    copy.parent.mkdir(parents=True)
    shutil.copy(path_of(language), copy)
    with catalogues.compile_one(copy).open("rb") as file:
        compiled = GNUTranslations(file)

    def said(message: Message, number: int) -> str:
        own, context = ids(message), message.context
        if len(own) > 1:
            return compiled.npgettext(context, *own, number) if context else compiled.ngettext(*own, number)
        return compiled.pgettext(context, *own) if context else compiled.gettext(*own)

    written = [one for one in messages(read(copy)).values() if all(strings(one))]
    assert [(ids(one), said(one, 1)) for one in written if said(one, 1) != strings(one)[0]] == []
    many = [one for one in written if len(ids(one)) > 1]
    assert [one for one in many if said(one, 5) != strings(one)[1]] == []


def test_only_what_was_written_since_is_compiled(tmp_path: Path) -> None:
    paths = [tmp_path / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.write_text('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);"\n\nmsgid "a"\nmsgstr "b"\n')
        catalogues.compile_one(path)
    assert list(catalogues.stale(tmp_path)) == []

    later = paths[0].with_suffix(".mo").stat().st_mtime + 5
    os.utime(paths[0], (later, later))
    paths[1].with_suffix(".mo").unlink()
    assert set(catalogues.stale(tmp_path)) == set(paths)
    assert sorted(one.name for one in tmp_path.rglob("*") if one.is_file()) == ["django.mo", "django.po", "django.po"]


def test_an_installation_that_has_not_compiled_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [one.id for one in run_checks() if one.id == "iomtrack.E001"] == []
    monkeypatch.setattr("iomtrack.accounts.checks.stale", lambda: [path_of("fr")])

    told = [one for one in run_checks() if one.id == "iomtrack.E001"]
    assert [(one.msg, one.hint) for one in told] == [
        ("The translation fr/LC_MESSAGES/django.po is not compiled.", "Type: .venv/bin/python -m iomtrack.catalogues")
    ]
