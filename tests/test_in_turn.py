"""How the web server's processes make answers: one at a time, while what is slow elsewhere keeps nobody waiting."""

import gc
import threading
import weakref
from io import BytesIO

import pytest
from django.core.signals import request_finished

from iomtrack.in_turn import LARGE, InTurn
from iomtrack.wsgi import application, clear_up

PATIENCE = 20  # seconds that a thread is waited for


class Line:
    """What is sent over a slow line: nothing comes before `comes` is set."""

    def __init__(self, body, comes):
        self.body, self.comes = BytesIO(body), comes

    def read(self, size=-1):
        assert self.comes.wait(PATIENCE)
        return self.body.read(size)


class Cut:
    """What is sent over a line that is cut."""

    def read(self, size=-1):
        raise ConnectionResetError


def sent(body=b"", line=None):
    return {"CONTENT_LENGTH": str(len(body)), "wsgi.input": line or BytesIO(body)}


@pytest.fixture
def at_work():
    """A page that is made, in a thread of its own, until `done` is set; and an application that makes it."""
    begun, done = threading.Event(), threading.Event()
    most, now, lock = [0], [0], threading.Lock()

    def page(environ, _start):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        begun.set()
        assert done.wait(PATIENCE)
        with lock:
            now[0] -= 1
        return [environ["wsgi.input"].read()]

    yield InTurn(page), begun, done, most
    done.set()


def in_thread(work, *given):
    found = []
    thread = threading.Thread(target=lambda: found.append(work(*given)), daemon=True)
    thread.start()
    return thread, found


def test_pages_are_made_one_at_a_time(at_work):
    application, begun, done, most = at_work

    threads = [in_thread(application, sent(b"a=1"), None) for _ in range(4)]
    assert begun.wait(PATIENCE)
    done.set()
    for thread, _found in threads:
        thread.join(PATIENCE)

    assert most == [1]
    assert [found for _thread, found in threads] == [[[b"a=1"]]] * 4


def test_nobody_waits_for_the_slow_line_of_another(at_work):
    application, _begun, done, _most = at_work
    comes = threading.Event()
    slow, came = in_thread(application, sent(b"slow", Line(b"slow", comes)), None)
    done.set()

    assert application(sent(b"quick"), None) == [b"quick"]
    assert slow.is_alive()

    comes.set()
    slow.join(PATIENCE)
    assert came == [[b"slow"]]


def test_what_is_large_is_read_beside_the_pages(at_work):
    application, begun, done, most = at_work
    large, _came = in_thread(application, sent(b"x" * LARGE), None)
    assert begun.wait(PATIENCE)
    begun.clear()

    page, _made = in_thread(application, sent(), None)
    assert begun.wait(PATIENCE)
    done.set()
    large.join(PATIENCE)
    page.join(PATIENCE)

    assert most == [2]


@pytest.mark.parametrize("length", ["", "-1", "12x", "9" * 5000, "²"])
def test_a_length_that_is_none_is_left_to_the_page(length):
    made = InTurn(lambda environ, _start: [environ["wsgi.input"].read()])

    assert made({"CONTENT_LENGTH": length, "wsgi.input": BytesIO(b"body")}, None) == [b"body"]


def test_a_line_that_is_cut_is_told_to_the_page():
    def page(environ, _start):
        with pytest.raises(ConnectionResetError):
            environ["wsgi.input"].read()
        return [b"told"]

    assert InTurn(page)(sent(b"a=1", Cut()), None) == [b"told"]


def test_what_a_page_left_behind_is_gone_once_it_is_sent():
    class Thing:
        pass

    assert isinstance(application, InTurn)
    assert request_finished.disconnect(dispatch_uid="clear-up")
    request_finished.connect(clear_up, dispatch_uid="clear-up")
    gc.disable()
    try:
        thing = Thing()
        thing.itself = thing
        left = weakref.ref(thing)
        del thing
        assert left() is not None
        clear_up()
        assert left() is None
    finally:
        gc.enable()
