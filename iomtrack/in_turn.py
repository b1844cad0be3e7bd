"""Answers are made one at a time in each process of the web server, and read and sent many at a time.

Python runs one thread at once. Two that make a page wait for each other at every word with the database, longer than
one would wait for its turn; and a page that other processes have time for is taken on by one that has none.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGE = 1_000_000  # bytes from which on what is sent is read by the page that asks for it, which then waits for none


class InTurn:
    """A WSGI application whose answers are begun one at a time.

    What was sent is read before, so that nobody waits for another's slow line; what is large is read, and what is
    given piece by piece is made, beside the others.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.turn = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = str(environ.get("CONTENT_LENGTH") or "0")
        size = int(length) if length.isdecimal() and len(length) < len(str(LARGE)) else LARGE
        if size >= LARGE:
            return self.application(environ, start_response)
        if size:
            with contextlib.suppress(OSError):  # of a line that is cut, which the page is told as it reads itself
                environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(size))
        with self.turn:
            return self.application(environ, start_response)
