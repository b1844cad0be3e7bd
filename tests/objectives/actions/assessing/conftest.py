"""An assessment of O1, saved and taken further."""

from dataclasses import replace

import pytest

from objectives.actions import assessment as actions
from tests.objectives.actions.assessing.judgements import JUDGEMENT


@pytest.fixture
def element(elements):
    return elements["O1"]


@pytest.fixture
def save(element, period, reviewer):
    """Saves the judgement, but for the changes."""

    def write(content=JUDGEMENT, by=reviewer, read=None, **changes):
        return actions.save(element=element, period=period, content=replace(content, **changes), by=by, read=read)

    return write


@pytest.fixture
def in_status(save, reviewer, administrator):
    """Takes an assessment to a status by the steps that people take: the reviewer writes, the administrator decides."""

    def make(status):
        one = save()
        if status != "draft":
            one = actions.submit(assessment=one, by=reviewer)
        if status == "approved":
            one = actions.approve(assessment=one, by=administrator)
        return one

    return make
