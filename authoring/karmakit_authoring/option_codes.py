"""The codes of options, items and right-hand sides: letters that stand in learner records."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import count, product

PIN = re.compile(r"[a-z]{1,2}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letters() -> Iterator[str]:
    """Yield a, b, ... z, aa, ab, ..."""
    for length in count(1):  # pragma: no branch - without end
        yield from ("".join(some) for some in product(LETTERS, repeat=length))


def give_codes(pins: Sequence[str | None]) -> list[str]:
    """Return a code for each of the things in this order: its pin, or the next letter that is free."""
    taken = {pin for pin in pins if pin}
    free = (letter for letter in letters() if letter not in taken)
    return [pin or next(free) for pin in pins]


def shuffled_codes(question: str, pins: Sequence[str | None]) -> list[str]:
    """Return codes whose order says nothing about the key: pins, and letters given in a fixed shuffle.

    The shuffle hangs on the question's id and the places in the source alone, so that a corrected word changes no record
    and the codes are the same in every language.
    """
    keys = [hashlib.sha256(f"{question}\0{index}".encode(errors="surrogatepass")).digest() for index in range(len(pins))]
    order = sorted(range(len(pins)), key=keys.__getitem__)
    if order == sorted(order):
        order = [*order[1:], *order[:1]]  # things first show in the order of their codes: never the right one
    given = give_codes([pins[index] for index in order])
    codes = [""] * len(pins)
    for index, code in zip(order, given, strict=True):
        codes[index] = code
    return codes
