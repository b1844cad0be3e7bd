"""Two contents by hand: the record of MC/INF/274, Section IV, and a sample quarter under the framework of 2004."""

from tests.reports.document.papers.entries import entry
from tests.reports.document.papers.record import growth, record, record_evidence
from tests.reports.document.papers.sample import sample

__all__ = ["entry", "growth", "record", "record_evidence", "sample"]
