"""Evidence for lists and pages, with all that a row shows, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from iomtrack.accounts.models import User
from objectives.enums import EDITABLE, EvidenceStatus
from objectives.models import (
    Attachment,
    AuditEvent,
    Contribution,
    Evidence,
    EvidenceDecision,
    EvidenceVersion,
    Figure,
    FigurePart,
    Term,
)
from objectives.queries.co_authors import with_writers

SHOWN_OF_ELEMENTS = ("element__code", "element__kind", "element__label", "element__framework__language")
FIGURES = Prefetch("figures", Figure.objects.select_related("indicator__element"))
FIGURE_PARTS = Prefetch("figures__parts", FigurePart.objects.select_related("category__dimension"))
DECISIONS = Prefetch("decisions", EvidenceDecision.objects.select_related("by"))
LAST_VERSION = EvidenceVersion.objects.filter(evidence=OuterRef("pk")).order_by("-number").values("number")[:1]


def evidence_list(user: User) -> QuerySet[Evidence]:
    """What a person may see, with office, author and elements. Three queries for a page."""
    return with_row_parts(Evidence.objects.visible_to(user))


def with_row_parts(entries: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """The parts that a list row shows. `description` is left to the page of the entry; of elements, badge and name
    alone are read."""
    served = Contribution.objects.select_related("element__framework").only("evidence", *SHOWN_OF_ELEMENTS)
    return (
        entries.select_related("office", "author", "period")
        .prefetch_related(Prefetch("contributions", served))
        .defer("description")
    )


def evidence_page(user: User, reference: str) -> Evidence | None:
    """One record with all its parts, or None where it does not exist for this person.

    A query for each kind of part, and one more for the figures' parts where there are figures. What a part belongs to
    is joined: asked for by a query of its own, it would be asked for only where there is such a part.
    """
    return with_all_parts(Evidence.objects.visible_to(user).filter(reference=reference)).first()


def evidence_to_submit(user: User, reference: str) -> Evidence | None:
    """One record with what is asked about it when it is submitted, or None as for its page. Five queries at most."""
    entries = Evidence.objects.visible_to(user).filter(reference=reference).select_related("period", "author")
    return entries.prefetch_related(FIGURES, FIGURE_PARTS, DECISIONS).first()


def evidence_to_decide(user: User, reference: str) -> Evidence | None:
    """One record for a decision that asks nothing of its parts, or None as for its page. Two queries at most."""
    return Evidence.objects.visible_to(user).filter(reference=reference).select_related("author").first()


def with_all_parts(entries: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Records with every part that a page of one shows."""
    return (
        entries.select_related(
            "office", "programme", "author", "reviewer", "period__framework", "framework", "unlock__by", "corrects"
        )
        .annotate(version=Subquery(LAST_VERSION))
        .prefetch_related(
            Prefetch("contributions", Contribution.objects.select_related("element__framework")),
            FIGURES,
            FIGURE_PARTS,
            "sources",
            "countries",
            Prefetch(
                "terms", Term.objects.select_related("vocabulary").order_by("vocabulary__position", "position", "id")
            ),
            DECISIONS,
            Prefetch("attachments", Attachment.objects.present()),
        )
    )


def own_draft(user: User, reference: str) -> Evidence | None:
    """An entry that a person writes and that can still be changed, or None."""
    return Evidence.objects.written_by(user).filter(reference=reference, status__in=EDITABLE).first()


def form_entry(user: User, reference: str) -> Evidence | None:
    """An entry that a person writes with what its form needs to begin with, or None. One query."""
    written = Evidence.objects.written_by(user).filter(reference=reference)
    return (
        with_writers(written).select_related("office", "programme", "period", "framework", "author", "corrects").first()
    )


def last_decision(evidence: Evidence) -> EvidenceDecision | None:
    """The last decision on a record, with who took it. One query."""
    return EvidenceDecision.objects.filter(evidence=evidence).select_related("by").order_by("-at", "-id").first()


def was_changed_since_its_return(evidence: Evidence) -> bool:
    """Whether a returned record says anything else than what was returned. One query."""
    events = AuditEvent.objects.filter(object_type=evidence._meta.label_lower, object_id=str(evidence.pk))
    last = events.exclude(action="evidence.remark").order_by("-at", "-id").values_list("action", flat=True).first()
    return last != f"evidence.{EvidenceStatus.RETURNED}"
