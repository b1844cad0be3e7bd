"""How a person wants to hear of what concerns them."""

from __future__ import annotations

from typing import Any

from django import forms

from iomtrack.accounts.sheets import Sheet
from objectives.forms.fields import NOT_ON_THE_LIST
from objectives.notice_enums import USUAL_TIMES, NoticeKind, NoticeTime


class NoticeForm(Sheet):
    """A choice for each kind of notice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=NoticeTime.choices,
                initial=USUAL_TIMES[kind],
                error_messages=NOT_ON_THE_LIST,
            )
