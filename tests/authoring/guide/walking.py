"""Do what a page tells: each command as it stands there, in a folder of its own, and hold what it prints to what the page shows."""

import contextlib
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.authoring.guide.reading import read

from karmakit_build.cli import INTERRUPTED, main

KARMAKIT = Path(sys.executable).parent / "karmakit"
Program = Callable[..., int]
# what ends when it is told to: what it says when it is ready
READY = {"preview": r"at (http://\S+)", "play": r"Playing at (http://\S+)", "--watch": r"watching for changes"}
TIME_LIMIT = 120
_UNTIL = re.compile(r"(?<=--until )\S+")
_IN_A_MONTH = (datetime.now(tz=UTC).date() + timedelta(days=30)).isoformat()  # the day that a page names is past one day


@dataclass
class Terminal:
    """Where commands are run: a folder, which `cd` changes, and what the shell knows; `programs` are called in this process.

    `answers` keeps what was said by that which runs until it is stopped.
    """

    folder: Path
    homes: Path
    environment: Mapping[str, str]
    programs: Mapping[str, Program] = field(default_factory=dict)
    answers: dict[tuple[str, ...], tuple[int, str]] = field(default_factory=dict)

    def run(self, line: str, person: str) -> tuple[int, str]:
        """Run a line; return its exit status and all that it printed."""
        told = {**os.environ, **self.environment, "HOME": str(self.homes / person)}
        told.pop("KARMAKIT_NO_CACHE", None)  # the tests' own, and no author's
        said = _plain(line)
        if said is None or said[0] not in {"cd", "karmakit", *self.programs}:
            return _in_a_shell(line, self.folder, told)
        program, *arguments = [str(self.homes / person / word[2:]) if word.startswith("~/") else word for word in said]
        if program == "cd":
            self.folder = (self.folder / arguments[0]).resolve(strict=True)
            return 0, ""
        if program == "karmakit" and (ready := next((READY[word] for word in arguments if word in READY), None)):
            asked = (str(self.folder), *arguments)
            if asked not in self.answers:  # two pages that start the same, which takes long, start it once
                self.answers[asked] = _until_ready(arguments, ready, self.folder, told)
            return self.answers[asked]
        if arguments[:1] == ["lsp"]:
            return _spoken_to(arguments, self.folder, told)
        with _here(self.folder, told), _heard() as heard:
            status = main(arguments) if program == "karmakit" else self.programs[program](*arguments)
        return status, heard.getvalue().decode("utf-8")


def walk(page: str, terminal: Terminal, leave_out: Callable[[str], object] = lambda _: False) -> None:
    """Do what a page tells, but for some lines; raise `AssertionError` at the first that does not go as the page says."""
    for step in read(page).steps:
        printed = ""
        for line in (line for line in step.lines if not leave_out(line)):
            ends = step.ends if line == step.lines[-1] else 0
            status, said = terminal.run(_UNTIL.sub(_IN_A_MONTH, line), step.person)
            printed += said
            assert status == ends, f"line {step.line}: `{line}` ended with {status}, not {ends}\n{said}"
        if step.shows is not None:
            shows, said = (without_figures(step.shows), without_figures(printed)) if step.about else (step.shows, printed)
            wanted = [line for line in shows.splitlines() if line.strip()]
            assert is_shown(wanted, said.splitlines()), f"line {step.line}: {step.command}\nshows\n{printed}"


def without_figures(text: str) -> str:
    """Return a text with its numbers, and the spaces that stand them in columns, made equal."""
    return re.sub(r" +", " ", re.sub(r"\d[\d,.]*", "0", text))


def is_shown(wanted: Sequence[str], printed: Sequence[str]) -> bool:
    """Say whether the lines are printed one after another, with anything where a `…` stands; empty lines count for nothing.

    The port of an address counts for nothing either: the next machine has another one free.
    """
    patterns = [r"(?:.*\n)*?" if line.strip() == "…" else f"{_pattern(line)} *\n" for line in wanted]
    text = "".join(f"{line}\n" for line in printed if line.strip())
    return re.fullmatch("".join(patterns), text) is not None


def _pattern(line: str) -> str:
    return ".*?".join(map(re.escape, re.sub(r"(?<=127\.0\.0\.1:)\d+", "…", line).split("…")))


def _plain(line: str) -> list[str] | None:
    """Return the words of a line, or None where it takes a shell to understand it."""
    if re.search(r"[$*?]", line):
        return None
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    found = list(lexer)
    return None if not found or any(set(word) <= set("();<>|&") for word in found) else found


def _in_a_shell(line: str, folder: Path, told: Mapping[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=folder,
        env=told,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=TIME_LIMIT,
    )
    return done.returncode, done.stdout


@contextlib.contextmanager
def _here(folder: Path, told: Mapping[str, str]) -> Iterator[None]:
    """Be in another folder with another environment, and with nobody at the keyboard."""
    kept, stdin = dict(os.environ), sys.stdin
    with contextlib.chdir(folder), open(os.devnull, encoding="utf-8") as nobody:  # noqa: PTH123 - a name of the system
        os.environ.clear()
        os.environ.update(told)
        sys.stdin = nobody
        try:
            yield
        finally:
            sys.stdin = stdin
            os.environ.clear()
            os.environ.update(kept)


@contextlib.contextmanager
def _heard() -> Iterator[io.BytesIO]:
    """Give what is printed to both streams, in its order, as a terminal shows it."""
    heard = io.BytesIO()
    stream = io.TextIOWrapper(heard, encoding="utf-8", newline="\n", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield heard
    stream.detach()  # or what was heard goes with it


def _until_ready(arguments: Sequence[str], ready: str, folder: Path, told: Mapping[str, str]) -> tuple[int, str]:
    """Start what runs until it is stopped, look whether it answers, and stop it with Ctrl-C."""
    port = ["--port", "0"] if arguments[0] == "preview" else []  # that of the page may be another's
    with subprocess.Popen(
        [KARMAKIT, *arguments, *port],
        cwd=folder,
        env=told,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as running:
        assert running.stdout
        printed = ""
        try:
            while not (found := re.search(ready, printed)) and (line := running.stdout.readline()):
                printed += line
            assert found, printed
            if found.groups():
                with urllib.request.urlopen(found[1], timeout=TIME_LIMIT) as answer:
                    assert b"<html" in answer.read().lower()
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=TIME_LIMIT)
        finally:
            running.kill()
    return 0 if running.returncode in {0, INTERRUPTED} else running.returncode, printed


def _spoken_to(arguments: Sequence[str], folder: Path, told: Mapping[str, str]) -> tuple[int, str]:
    """Greet the language server as an editor does, see that it answers, and take leave."""
    messages: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None, "rootUri": None}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    texts = [json.dumps({"jsonrpc": "2.0", **message}) for message in messages]
    done = subprocess.run(
        [KARMAKIT, *arguments],
        input="".join(f"Content-Length: {len(text)}\r\n\r\n{text}" for text in texts),
        cwd=folder,
        env=told,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=TIME_LIMIT,
    )
    assert '"capabilities"' in done.stdout, done.stdout + done.stderr
    return done.returncode, ""
