"""Two who propose at the same moment both have a code."""

import threading

import pytest
from django.db import connection

from objectives.actions import programmes as actions
from objectives.models import Programme
from tests import factories
from tests.objectives.actions.programmes.content import TITLED

pytestmark = pytest.mark.django_db(transaction=True)


def test_proposals_at_the_same_moment_take_different_numbers(recorder):
    first = factories.ProgrammeFactory()
    for ahead in range(1, 13):  # typed by hand once, so that all proposals look for another number
        factories.ProgrammeFactory(code=f"PROPOSED-{first.pk + 12 + ahead}")
    failures = []

    def propose():
        try:
            for _number in range(3):
                actions.propose(content=TITLED, by=recorder)
        except Exception as error:  # an error in a thread would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=propose) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert Programme.objects.filter(status="proposed").count() == 12
