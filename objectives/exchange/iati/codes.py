"""The codes of new programmes, made of their IATI identifiers."""

from __future__ import annotations

import re

from objectives.actions.offices import RESERVED
from objectives.actions.programmes import PROVISIONAL
from objectives.exchange.iati.activity import ActivityRead
from objectives.models import Programme

LONGEST = 40
NO_CODE = re.compile(r"[^A-Za-z0-9.-]+")


class Codes:
    """Gives each new programme a code that no other has. One query for all of them."""

    def __init__(self) -> None:
        self.taken = {one.casefold() for one in Programme.objects.values_list("code", flat=True)} | {*RESERVED}
        self.numbers: dict[str, int] = {}

    def free_for(self, one: ActivityRead) -> str:
        """The identifier without the organization's, cut to what fits, and with a number where that is taken."""
        rest = one.identifier.removeprefix(one.organization).strip("-") if one.organization else one.identifier
        code = NO_CODE.sub("-", rest or one.identifier).strip("-.")[:LONGEST] or "IATI"
        if code.upper().startswith(PROVISIONAL):  # as proposals are called for the time being
            code = f"IATI-{code}"[:LONGEST]
        number, free = self.numbers.get(code.casefold(), 1), code
        while free.casefold() in self.taken:
            number += 1
            free = f"{code[: LONGEST - 1 - len(str(number))]}-{number}"
        self.numbers[code.casefold()] = number
        self.taken.add(free.casefold())
        return free
