"""What a test need not pay for: Python's search for what could go, and contexts of templates that nobody reads."""

import gc
from collections.abc import Iterator

import pytest
from django.template import Template


def pytest_collection_finish() -> None:
    """Python looks through what there is now no more, as in the web server (iomtrack/wsgi.py): modules, models and
    thousands of tests stay to the end, and to search them for what could go, again and again, took a fifth of the
    tests of hosts."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


render = Template._render  # before Django has it tell of every template


@pytest.fixture(scope="session", autouse=True)
def templates_are_only_rendered(django_test_environment: None) -> Iterator[None]:
    """A test reads what a user would see. Django's test client keeps the context of each template beside each answer,
    and all that hangs on it: much to copy, and to hold in memory while a test walks hundreds of pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield
