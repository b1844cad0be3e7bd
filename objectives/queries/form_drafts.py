"""What a person typed and has not saved yet."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from iomtrack.accounts.models import User
from objectives.models import CoAuthor, Evidence, FormDraft, Framework, Programme

SHOWN = 10


def unfinished_forms(user: User) -> list[FormDraft]:
    """A person's unfinished forms, the newest first. One query; there are FORM_DRAFTS_MOST at most."""
    rows = FormDraft.objects.visible_to(user).unfinished().select_related("framework", "evidence", "programme")
    return list(rows)


def typed_in_form(user: User, *, token: str = "", evidence: Evidence | None = None) -> list[FormDraft]:
    """What stands unsaved in the windows of one form, the newest first. One query."""
    rows = FormDraft.objects.visible_to(user).unfinished()
    same = Q(evidence=evidence) if evidence is not None else Q(evidence=None, programme=None, token=token)
    return list(rows.filter(same)[:SHOWN])


def typed_in_grid(user: User, programme: Programme, framework: Framework) -> list[FormDraft]:
    """What a person typed into the monthly figures of a programme and did not save, the newest first. One query."""
    rows = FormDraft.objects.visible_to(user).unfinished().filter(programme=programme, framework=framework)
    return list(rows.select_related("programme", "framework")[:SHOWN])


def own_window(user: User, pk: int) -> FormDraft | None:
    """What one of a person's own windows holds, or held until it was saved or discarded; None where it was never."""
    rows = FormDraft.objects.visible_to(user).select_related("framework", "evidence", "programme")
    return rows.filter(pk=pk).first()


def entry_of_form(user: User, *, token: str = "", reference: str = "") -> Evidence | None:
    """The record that a form changes, or that a form for a new one has made; None while there is none. One query.

    `is_shared` says whether it has co-authors.
    """
    shared = Exists(CoAuthor.objects.filter(evidence=OuterRef("pk")))
    rows = Evidence.objects.written_by(user).annotate(is_shared=shared)
    return rows.filter(**({"reference": reference} if reference else {"form_token": f"{user.pk}:{token}"})).first()


def edit_known_to(user: User, page: str) -> int:
    """The edit of its record that a window knows of by what it saved itself; 0 where it saved nothing. One query."""
    return FormDraft.objects.visible_to(user).filter(page=page).values_list("seen", flat=True).first() or 0
