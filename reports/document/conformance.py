"""What WeasyPrint cannot set: the mark of a second standard, and roles that its tags do not have.

PDF/UA-1 (ISO 14289-1) asks for its own identification (clause 5), for notes tagged as such with an identifier (7.9)
and for table headers that say what they head (7.5); PDF/A-3 (ISO 19005-3) lets a foreign property stand in the
metadata only with a description of its schema (6.6.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

IDENTIFICATION = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
END = b"</rdf:RDF>"


def conform(data: bytes) -> bytes:
    """The same pages, identified as PDF/UA-1 beside PDF/A-3a; the file's identifier is computed from its bytes."""
    written = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        _identify(pdf)
        document = pdf.Root.StructTreeRoot.K[0]
        _name_notes(document)
        _scope_headers(document)
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _identify(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(END, IDENTIFICATION + END, 1))


def _name_notes(document: pikepdf.Object) -> None:
    """Tags footnotes as notes: WeasyPrint hangs each page's footnotes, in a box of no role, on the document itself."""
    areas = (child for child in document.K if pikepdf.Name.NonStruct == child.S)
    notes = (note for area in areas for note in area.K if pikepdf.Name.Span == note.S)
    for number, note in enumerate(notes, start=1):
        note.S = pikepdf.Name.Note
        note.ID = pikepdf.String(f"note-{number}")


def _scope_headers(document: pikepdf.Object) -> None:
    """Says of each header cell that it heads its column; our tables have no others."""
    for table in _tables(document):
        for head in (child for child in table.K if pikepdf.Name.THead == child.S):
            for cell in (cell for row in head.K for cell in row.K):
                cell.A.Scope = pikepdf.Name.Column


def _tables(document: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Tables stand right under a section; a section that runs over pages has a part for each page."""
    sections = (child for child in document.K if pikepdf.Name.Sect == child.S)
    return (child for section in sections for child in section.K if pikepdf.Name.Table == child.S)
