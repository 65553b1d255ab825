"""Workers for many courses at a time."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor


@contextmanager
def workers(jobs: int | None, tasks: int) -> "Iterator[Executor | None]":
    """Give as many processes as asked for and as there is work; None where one is enough."""
    number = min(jobs or os.cpu_count() or 1, tasks)
    if number <= 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - not needed for one course
    from multiprocessing import get_context  # noqa: PLC0415 - not needed for one course

    executor = ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)  # what is at work ends well; what waits is not begun


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that gave the work: it stops us all, and in one line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
