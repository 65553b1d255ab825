"""Answer calls of the command line in forks of one process that has all of it loaded: a call takes a fraction of its time.

`python forked.py serve SOCKET` answers; `python forked.py call SOCKET ARGUMENT…` is what stands in for the command: it hands on its
arguments, folder, environment and streams, and ends with the same exit status.
"""

import json
import os
import socket
import sys

LENGTH = 8


def serve(place: str) -> None:
    from karmakit_build.cli import _checking, _reviewing, main  # noqa: PLC0415 - the other side must not load it
    from karmakit_build.pipeline import build  # noqa: PLC0415 - the same
    from karmakit_build.vetting.state import state_of  # noqa: PLC0415 - the same
    from karmakit_validators.catalogue import discover  # noqa: PLC0415 - the same

    assert all((_checking.run, _reviewing.run, build, state_of))
    assert discover()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            caller, _ = listening.accept()
            with caller:
                head, streams, _, _ = socket.recv_fds(caller, LENGTH, 3)
                told = json.loads(read(caller, int.from_bytes(head)))
                child = os.fork()
                if child == 0:
                    for number, stream in enumerate(streams):
                        os.dup2(stream, number)
                    # new ones, that know what kind of stream they write to
                    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115 (numbers, open to the end)
                    os.chdir(told["folder"])
                    os.environ.clear()
                    os.environ.update(told["environment"])
                    status = main(told["arguments"])
                    sys.stdout.flush()
                    caller.sendall(bytes([status]))
                    os._exit(0)
                for stream in streams:
                    os.close(stream)
                os.waitpid(child, 0)


def read(caller: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        data += caller.recv(length - len(data)) or sys.exit("the caller has gone")
    return data


def call(place: str, arguments: list[str]) -> int:
    told = json.dumps({"folder": os.getcwd(), "environment": dict(os.environ), "arguments": arguments}).encode()  # noqa: PTH109 (pathlib takes time to load)
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(place)
        socket.send_fds(server, [len(told).to_bytes(LENGTH)], [0, 1, 2])
        server.sendall(told)
        status = server.recv(1)
    return status[0] if status else 70


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    sys.exit(call(sys.argv[2], sys.argv[3:]))
