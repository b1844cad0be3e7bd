"""Reading XML from anybody: an activity at a time, and nothing that a file could do to the machine.

A document type is refused as soon as it is met, and with it every entity: none is expanded, nothing is fetched.
libxml2's own limits stay on: 10 MB for one text, 256 levels, and no multiplication.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _
from lxml import etree

from objectives.exchange.iati.report import FileRefused, Report

VERSIONS = ("2.01", "2.02", "2.03")
PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zX", b"7z\xbc\xaf")  # ZIP, gzip, bzip2, xz, 7z
NOT_IN_ITS_ENCODING = (etree.ErrorTypes.ERR_INVALID_ENCODING, etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING)
OFFICE = (b"[Content_Types].xml", b"xl/", b"mimetype")  # what office documents begin with, which are packed too
ROOT, ACTIVITY = "iati-activities", "iati-activity"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BEGINNING = 4_096
PART = 2  # the depth at which the parts of an activity stand


def activities(file: IO[bytes], read: frozenset[str], report: Report) -> Iterator[tuple[Any, dict[str, str]]]:
    """Each activity of a file with the attributes of its root; what was read is let go. Raises FileRefused.

    Of the parts of an activity that are not to be read (those of other names than `read`) the content is let go as soon
    as it is met: one with a hundred thousand transactions takes no more memory than its own few parts. What stands
    beside the activities is told.
    """
    refuse_document_types(file)
    parsing = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _activities(parsing, read, report)
    except etree.XMLSyntaxError as error:
        raise unsound(error) from error
    except (LookupError, UnicodeError) as error:
        raise FileRefused(_("The file is not in the encoding that it names. Save it as UTF-8.")) from error


def _activities(parsing: Any, read: frozenset[str], report: Report) -> Iterator[tuple[Any, dict[str, str]]]:
    root = None
    depth = 0
    for event, element in parsing:
        if event == "start":
            depth += 1
            if root is None:
                root = element
                check_root(root)
            continue
        depth -= 1
        if depth == 1:
            if element.tag == ACTIVITY:
                yield element, dict(root.attrib)  # type: ignore[union-attr]
            else:
                report.passed_over(str(element.tag), element.sourceline, _("it is no activity"))
            let_go(element)
        elif depth == PART and element.tag not in read:
            element.clear()


def let_go(element: Any) -> None:
    """Free an element and all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def refuse_document_types(file: IO[bytes]) -> None:
    """Raise FileRefused for what is empty, no XML, or has a document type: IATI files have none.

    The parser is asked and not the text, so that no encoding hides one; it stops at the first element.
    """
    file.seek(0)
    beginning = file.read(BEGINNING)
    file.seek(0)
    if not beginning.strip():
        raise FileRefused(_("The file is empty."))
    if beginning.startswith(PACKED) and not any(mark in beginning for mark in OFFICE):
        raise FileRefused(_("The file is packed (ZIP, gzip). Unpack it, and choose the activity file that was in it."))
    if beginning[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"):
        raise FileRefused(_("This is not XML. Choose the organization's activity file, whose name ends in .xml."))
    target = _Prologue()
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        while not target.has_begun and (piece := file.read(BEGINNING)):
            parser.feed(piece)
    except etree.XMLSyntaxError as error:
        if not target.has_doctype:
            raise unsound(error) from error
    except (LookupError, UnicodeError) as error:
        raise FileRefused(_("The file is not in the encoding that it names. Save it as UTF-8.")) from error
    if target.has_doctype:
        raise FileRefused(_("The file has a document type (<!DOCTYPE …>), which no IATI file needs. Take it out."))
    file.seek(0)


class _Prologue:
    """What stands before the first element."""

    has_doctype = has_begun = False

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self.has_doctype = True

    def start(self, tag: str, attributes: Any) -> None:
        self.has_begun = True

    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def comment(self, text: str) -> None: ...
    def pi(self, target: str, data: str | None = None) -> None: ...
    def close(self) -> None: ...


def check_root(root: Any) -> None:
    """Raise FileRefused unless this is an activity file of a version that can be read."""
    if root.tag != ROOT:
        raise FileRefused(
            _("The file holds <%(tag)s>, and not <iati-activities>. Choose an activity file.")
            % {"tag": str(root.tag)[:80]},
            root.sourceline,
        )
    version = root.get("version", "").strip()
    if not version:
        raise FileRefused(
            _("The file does not say of which version of IATI it is. Versions 2.01, 2.02 and 2.03 can be read."),
            root.sourceline,
        )
    if version.startswith("1."):
        raise FileRefused(
            _(
                "The file is of IATI version “%(version)s”, which writes titles, dates and organizations another way. "
                "Versions 2.01, 2.02 and 2.03 can be read: ask its publisher for a file of one of these."
            )
            % {"version": version[:20]},
            root.sourceline,
        )
    if version not in VERSIONS:
        raise FileRefused(
            _("The file is of IATI version “%(version)s”. Versions 2.01, 2.02 and 2.03 can be read.")
            % {"version": version[:20]},
            root.sourceline,
        )


def unsound(error: etree.XMLSyntaxError) -> FileRefused:
    """What the parser found wrong, at its line."""
    if error.code in NOT_IN_ITS_ENCODING:
        return FileRefused(_("The file is not in the encoding that it names. Save it as UTF-8."), error.lineno)
    return FileRefused(_("This is not sound XML: %(why)s") % {"why": plain_error(error)}, error.lineno)


def plain_error(error: etree.XMLSyntaxError) -> str:
    """The parser's own words, without the place, which is told apart."""
    return str(error.msg or "").split(", line ", maxsplit=1)[0][:200]
