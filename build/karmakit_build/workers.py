"""Workers for many courses at a time."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

WORTH_A_PROCESS = 1_000_000
"""Bytes of Markdown for each process: what one checks in the time that it takes to start another, and as much again."""


def paying(jobs: int | None, markdown: int) -> int:
    """Return how many processes to start: as many as asked for, else as pay to check so many bytes of Markdown."""
    return jobs or max(1, min(os.cpu_count() or 1, markdown // WORTH_A_PROCESS))


@contextmanager
def workers(jobs: int | None, tasks: int) -> "Iterator[Executor | None]":
    """Give as many processes as asked for and as there is work; None where one is enough.

    Ctrl-C is for the process that gave the work: it stops the workers, and says so in one line.
    """
    number = min(jobs or os.cpu_count() or 1, tasks)
    if number <= 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - not needed for one course
    from multiprocessing import active_children, get_context  # noqa: PLC0415 - not needed for one course

    others = set(active_children())
    executor = ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        with _uninterrupted():
            for _ in range(number):
                executor.submit(os.getpid)  # what is ignored when a process is born, it ignores from its first line on
        yield executor
        executor.shutdown()
    except BaseException:
        with _quiet_threads():
            for child in set(active_children()) - others:
                child.terminate()
            executor.shutdown(cancel_futures=True)
        raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C pass without effect; only the main thread is ever interrupted."""
    if current_thread() is not main_thread():
        yield
        return
    old = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)


@contextmanager
def _quiet_threads() -> Iterator[None]:
    """Let threads end without a word: the pool's own trips over work that was cancelled before its worker was stopped."""
    old = threading.excepthook
    threading.excepthook = lambda _: None
    try:
        yield
    finally:
        threading.excepthook = old


def _leave_interrupts() -> None:
    """Ignore Ctrl-C also where that is not handed down to a new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
