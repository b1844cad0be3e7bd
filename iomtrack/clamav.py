"""Asking a ClamAV daemon what it finds in a file, by its INSTREAM command.

Our own, since what PyPI has is untyped, untended since 2014 (`clamd`) or rests on that, and the protocol is short:
https://docs.clamav.net/manual/Usage/Scanning.html#clamd
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

CHUNK = 64 * 1024
MOST_ANSWER = 4096  # bytes


class ScannerUnavailable(Exception):
    """The daemon cannot be reached, or answers what is no verdict; the message holds its own words."""


def signature_found(url: str, chunks: Iterable[bytes], *, timeout: float) -> str:
    """The name of what a daemon finds in a file; empty where it finds nothing.

    `url` is tcp://host:port or unix:///path; `timeout` counts seconds without a word. Raises ScannerUnavailable.
    """
    try:
        with _connected(url, timeout) as daemon:
            answer = _ask(daemon, chunks)
    except OSError as error:
        raise ScannerUnavailable(f"{url}: {error}") from error
    verdict = answer.removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerUnavailable(f"{url}: {answer or 'no answer'}")


def _connected(url: str, timeout: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return socket.create_connection((parts.hostname, parts.port), timeout)
    if parts.scheme == "unix" and parts.path:
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(timeout)
        try:
            daemon.connect(parts.path)
        except OSError:
            daemon.close()
            raise
        return daemon
    raise ScannerUnavailable(f"CLAMAV_URL must be tcp://host:port or unix:///path, not {url}")


def _ask(daemon: socket.socket, chunks: Iterable[bytes]) -> str:
    """Send the file, each piece with its length before it, and read the answer.

    A daemon that has had enough (StreamMaxLength) says so and hangs up while we are sending: its answer is read then.
    """
    try:
        daemon.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            for start in range(0, len(chunk), CHUNK):
                piece = chunk[start : start + CHUNK]
                daemon.sendall(struct.pack("!L", len(piece)) + piece)
        daemon.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    answer = b""
    while b"\0" not in answer and len(answer) < MOST_ANSWER:
        received = daemon.recv(MOST_ANSWER)
        if not received:
            break
        answer += received
    return answer.split(b"\0")[0].decode("utf-8", "replace").strip()
