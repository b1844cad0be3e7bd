"""A world of records that is made once for all benchmarks of a run, and stays until its end."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.benchmarks.listed import Listed


@pytest.fixture(scope="session")
def listed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Listed]:
    """Records to look at, none at first. They are committed, so that other processes see them too."""
    with django_db_blocker.unblock():
        yield Listed()
