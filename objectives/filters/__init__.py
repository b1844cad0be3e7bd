"""What lists can be narrowed by. Filters live in the address."""

from objectives.filters.evidence import EvidenceFilter
from objectives.filters.people import PersonFilter
from objectives.filters.places import OfficeFilter, ProgrammeFilter

__all__ = ["EvidenceFilter", "OfficeFilter", "PersonFilter", "ProgrammeFilter"]
