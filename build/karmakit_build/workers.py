"""Workers for many courses at a time."""

import os
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

    with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as executor:
        yield executor
