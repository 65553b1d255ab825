"""The codes of options, items and right-hand sides: letters that stand in learner records."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import count, product

PIN = re.compile(r"[a-z]{1,2}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letters() -> Iterator[str]:
    """Yield a, b, ... z, aa, ab, ..."""
    for length in count(1):
        yield from ("".join(some) for some in product(LETTERS, repeat=length))


def give_codes(pins: Sequence[str | None]) -> list[str]:
    """Return a code for each of the things in this order: its pin, or the next letter that is free."""
    taken = {pin for pin in pins if pin}
    free = (letter for letter in letters() if letter not in taken)
    return [pin or next(free) for pin in pins]


def shuffled(question: str, texts: Sequence[str]) -> list[int]:
    """Return the order in which things get their codes, so that the codes say nothing about the key.

    It hangs on the question's id and the texts alone: equal texts keep the order of the source.
    """
    keys = [hashlib.sha256(f"{question}\0{text}".encode(errors="surrogatepass")).digest() for text in texts]
    return sorted(range(len(texts)), key=lambda index: (keys[index], index))


def shuffled_codes(question: str, texts: Sequence[str], pins: Sequence[str | None]) -> list[str]:
    """Return a code for each text, given in the shuffled order."""
    order = shuffled(question, texts)
    given = give_codes([pins[index] for index in order])
    codes = [""] * len(texts)
    for index, code in zip(order, given, strict=True):
        codes[index] = code
    return codes
