"""Evidence for lists and pages, with all that a row shows, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from iomtrack.accounts.models import User
from objectives.enums import EDITABLE
from objectives.models import Attachment, Contribution, Evidence, EvidenceDecision, Figure, FigurePart, Term


def evidence_list(user: User) -> QuerySet[Evidence]:
    """What a person may see, with office, author and elements. Three queries for a page."""
    return with_row_parts(Evidence.objects.visible_to(user))


def review_queue(user: User) -> QuerySet[Evidence]:
    """What a person may decide on."""
    return with_row_parts(Evidence.objects.awaiting_review_by(user))


def with_row_parts(entries: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """The parts that a list row shows. `description` is left to the page of the entry."""
    return (
        entries.select_related("office", "author", "period")
        .prefetch_related(Prefetch("contributions", Contribution.objects.select_related("element__framework")))
        .defer("description")
    )


def evidence_page(user: User, reference: str) -> Evidence | None:
    """One record with all its parts, or None where it does not exist for this person.

    A query for each kind of part, and one more for the figures' parts where there are figures. What a part belongs to
    is joined: asked for by a query of its own, it would be asked for only where there is such a part.
    """
    return with_all_parts(Evidence.objects.visible_to(user).filter(reference=reference)).first()


def with_all_parts(entries: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Records with every part that a page of one shows."""
    return entries.select_related(
        "office", "programme", "author", "reviewer", "period__framework", "framework", "unlock__by"
    ).prefetch_related(
        Prefetch("contributions", Contribution.objects.select_related("element__framework")),
        Prefetch("figures", Figure.objects.select_related("indicator__element")),
        Prefetch("figures__parts", FigurePart.objects.select_related("category__dimension")),
        "sources",
        "countries",
        Prefetch("terms", Term.objects.select_related("vocabulary").order_by("vocabulary__position", "position", "id")),
        Prefetch("decisions", EvidenceDecision.objects.select_related("by")),
        Prefetch("attachments", Attachment.objects.present()),
    )


def own_draft(user: User, reference: str) -> Evidence | None:
    """A person's own entry that can still be changed, or None."""
    return Evidence.objects.filter(author=user, reference=reference, status__in=EDITABLE).first()
