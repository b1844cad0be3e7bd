"""Records that are made once for all tests of a module, where each would take long to make them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Protocol, TypeVar

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

T = TypeVar("T")


class Once(Protocol):
    """Makes records for all tests of a module."""

    def __call__(self, make: Callable[[], T], /) -> T: ...


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Once]:
    """Makes records once for all tests of a module: `once(make)` gives what `make` gives, and what it wrote stands
    until the module's last test. Each test takes back what itself wrote. For tests that end no transaction, in a
    module of which none wants an empty database."""
    with ExitStack() as kept:

        def make_once(make: Callable[[], T]) -> T:
            with django_db_blocker.unblock():
                atomic = transaction.atomic()
                atomic.__enter__()
                kept.callback(taken_back, atomic, django_db_blocker)
                return make()

        yield make_once


def taken_back(atomic: transaction.Atomic, blocker: DjangoDbBlocker) -> None:
    """End a block of writing as if nothing had been written."""
    with blocker.unblock():
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
