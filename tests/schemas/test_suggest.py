"""Did-you-mean offers what is near, and nothing that is not."""

import time

from karmakit_schemas.suggest import closest, did_you_mean

KNOWN = ("callout", "scenario", "Callout", "question")


def test_the_nearest_comes_first_whatever_its_case() -> None:
    assert closest("CALOUT", KNOWN) == ("callout",)
    assert closest("question", KNOWN, count=3)[0] == "question"
    assert did_you_mean("scenaro", KNOWN) == "Did you mean `scenario`?"


def test_what_is_near_nothing_gets_no_offer() -> None:
    assert closest("zzz", KNOWN) == ()
    assert closest("", KNOWN) == ()
    assert did_you_mean("zzz", KNOWN) == ""


def test_a_word_of_any_length_costs_no_time() -> None:
    start = time.process_time()
    assert closest("a" * 1_000_000, KNOWN) == ()
    assert time.process_time() - start < 0.1
