"""Ralph, a learning record store from PyPI, on this machine: started over an empty folder and always stopped; and its models."""

import base64
import contextlib
import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
ENVIRONMENT = HERE.parents[1] / ".venv-lrs"
PYTHON = ENVIRONMENT / "bin" / "python"
MISSING = "Ralph is not installed: run `make .venv-lrs/done`"
VERSION = "1.0.3"
PATIENCE = 120

# bcrypt, of the password below, at the lowest cost: it guards an empty store on loopback
_HASH = "$2b$04$174lASEwOkZTXS4Q.3eDaelLDtn6k2.fHULMn6Lj.1H2dmbt29xiG"


# Ralph's file-system store makes its file with the first write, and takes no second one unless it is told to append
_SERVE = """
import socket, sys
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
from uvicorn import Config, Server
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
Server(Config("ralph.api:app", loop="asyncio", log_level="warning")).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
"""


class Address(NamedTuple):
    """Where the store answers: `url` ends with a slash, as an xAPI endpoint."""

    url: str
    user: str = "karmakit"
    password: str = "learning-record"

    @property
    def authorization(self) -> str:
        """Return the value of the header of that name."""
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()


class Answer(NamedTuple):
    """What the store answered."""

    status: int
    text: str


def is_installed() -> bool:
    """Return whether Ralph can be run; it takes over a socket, which Windows does not let it."""
    return PYTHON.is_file() and sys.platform != "win32"


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Address]:
    """Run Ralph over the empty `folder` until the block is left, however it is left; yield when it answers."""
    (folder / "auth.json").write_text(json.dumps([_account()]), encoding="utf-8")
    with socket.socket() as door, (folder / "log.txt").open("wb") as log:
        door.bind(("127.0.0.1", 0))
        # whoever asks before the server is up waits at the door: there is no port to race for, and nothing to poll
        door.listen(64)
        address = Address(f"http://127.0.0.1:{door.getsockname()[1]}/xAPI/")
        command = [PYTHON, "-I", "-c", _SERVE, str(door.fileno())]
        server = subprocess.Popen(
            command,
            pass_fds=[door.fileno()],
            cwd=folder,
            env=_environment(folder),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    try:
        _greet(address, folder)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _greet(address: Address, folder: Path) -> None:
    """Wait for the first answer; a server that dies resets the connection, which its log then explains."""
    try:
        answer = ask(address, "GET", "statements")
    except OSError as error:
        answer = Answer(0, str(error))
    if answer.status != 200:
        raise RuntimeError(f"Ralph answers {answer.status}: {answer.text}\n{(folder / 'log.txt').read_text(encoding='utf-8')}")


def _account() -> dict[str, Any]:
    agent = {"objectType": "Agent", "account": {"name": "karmakit", "homePage": "https://lrs.example.org"}}
    return {"username": Address("").user, "hash": _HASH, "scopes": ["all"], "agent": agent}


def _environment(folder: Path) -> Mapping[str, str]:
    told = {
        "APP_DIR": str(folder),
        "RUNSERVER_BACKEND": "fs",
        "RUNSERVER_MAX_SEARCH_HITS_COUNT": "10000",
        "BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
        "BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "statements.jsonl",
    }
    (folder / "statements.jsonl").touch()
    return {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", **{f"RALPH_{name}": value for name, value in told.items()}}


def ask(address: Address, method: str, path: str, body: object = None, **query: str) -> Answer:
    """Return what the store answers to a request below its endpoint; refusals are answers too."""
    where = address.url + path + (f"?{urllib.parse.urlencode(query)}" if query else "")
    headers = {"Authorization": address.authorization, "X-Experience-API-Version": VERSION, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(where, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return Answer(reply.status, reply.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read().decode())


def statements(address: Address) -> list[dict[str, Any]]:
    """Return all statements of the store, in the order in which they came."""
    answer = ask(address, "GET", "statements", limit="10000")
    found: list[dict[str, Any]] = json.loads(answer.text)["statements"]
    return found


_CHECK = """
import json, sys
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement
for statement in json.load(sys.stdin):
    try:
        BaseXapiStatement.model_validate(statement)
    except ValidationError as error:
        first = error.errors()[0]
        print(f"{statement.get('id')}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
"""


def model_faults(given: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what Ralph's own models say against statements: a line each, the id first."""
    done = subprocess.run(
        [PYTHON, "-I", "-c", _CHECK],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
    )
    return done.stdout.splitlines()
