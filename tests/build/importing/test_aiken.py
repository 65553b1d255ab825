"""Aiken becomes a test, and what it leaves open is told."""

import pytest

from karmakit_schemas.errors import UnusableInputError

BANK = (
    "By when must you reply?\nA. 18 March\nB) 2 April\nANSWER: B\n\n"
    "Who hears the first appeal?\nA. A senior officer\nB. A clerk\nANSWER: A\n"
)


def test_questions_keep_their_options_and_keys(course):
    first, second = course("bank.txt", BANK).questions
    assert [(option.content.plain(), option.correct) for option in first.options] == [("18 March", False), ("2 April", True)]
    assert second.stem.plain() == "Who hears the first appeal?"


def test_a_key_that_is_none_of_the_options_and_a_question_without_one_are_told(course):
    done = course("bank.txt", BANK + "\nWhat?\nA. a\nB. b\nANSWER: D\n\nAnd then?\nA. a\n", "aiken")
    assert [line.split(": ")[0] for line in done.lost] == ["bank.txt, line 14", "bank.txt, its end"]


def test_a_text_that_is_no_aiken_is_refused(course):
    with pytest.raises(UnusableInputError, match="no reader knows this"):
        course("bank.txt", "A letter.\n")
