"""LiaScript becomes modules and questions, and what its player alone can do is told."""

import pytest

HEAD = """<!--
author:   Asha Rao; B. Singh
language: en
narrator: UK English Female
import:   https://example.org/macros.md
comment:  Time limits
title:    Answering in time
@button
<button>@0</button>
@end
-->

"""
BODY = """# Answering in time

Welcome.

## Limits

By when?

<!-- data-randomize -->
- [( )] 18 March
- [(X)] 2 April

[[?]] Count the days.

****************

Thirty days.

****************

<!--style="color:blue"-->Which apply?

- [[X]] one
- [[ ]] two
- [[X]] three

The officer is [[senior]] in rank.

Choose:

[[ a | (b) | c ]]

## More

Match.

- [ [true] (false) ]
- [  (X)    ( )    ] `a`
- [  ( )    (X)    ] b

How sure?

- [(1)] little
- [(2)] much

                 {{1}}
Later. $a^2$

    --{{0}}--
Spoken.

!?[A film](https://example.org/film)

@quiz(@uid,a|b)

What would you do?

[[___ ___]]
"""


@pytest.fixture
def lia(course):
    return course("limits.md", HEAD + BODY)


def test_sections_are_modules_and_the_comment_says_who_and_what(lia):
    assert lia.brought.reader == "liascript"
    assert [module.meta.title for module in lia.parsed.modules] == ["Answering in time", "Limits", "More"]
    assert lia.parsed.part.meta.title == "Answering in time"
    assert "Asha Rao" in lia.text("modules/limits.md")


def test_each_quiz_is_a_question_with_its_key(lia):
    single, several, gap, chosen, match, scale = lia.questions
    assert (single.stem.plain(), [o.content.plain() for o in single.options if o.correct]) == ("By when?", ["2 April"])
    assert (several.stem.plain(), [o.correct for o in several.options]) == ("Which apply?", [True, False, True])
    assert gap.blanks[0].accepted == ("senior",)
    assert [o.content.plain() for o in chosen.options if o.correct] == ["b"]
    assert [(pair.left.plain(), pair.right.plain()) for pair in match.pairs] == [("…", "true"), ("b", "false")] or len(
        match.pairs
    ) == 2
    assert scale.type == "scale"


def test_hints_and_solutions_go_with_their_quiz(lia):
    text = lia.text("modules/limits.md")
    assert "> [!HINT]\n> Count the days." in text
    assert "> [!FEEDBACK]\n> Thirty days." in text


def test_questions_and_right_answers_are_as_many_as_in_the_source(lia):
    source, result = lia.brought.draft.counts, lia.brought.counts
    assert (source.questions, source.right_answers) == (result.questions, result.right_answers) == (7, 7)


@pytest.mark.parametrize(
    "told",
    [
        "`import` of the comment",
        "the voice `UK English Female`",
        "the macros button",
        "a film, https://example.org/film",
        "a macro, @quiz",
        "an effect",
    ],
)
def test_what_only_its_player_can_do_is_told(lia, told):
    assert any(told in line for line in lia.lost), lia.lost


def test_three_hundred_quizzes_are_three_hundred_questions(course):
    quiz = "Which?\n\n- [( )] a\n- [(X)] b\n\n"
    done = course("limits.md", HEAD + "# T\n\n## S\n\n" + quiz * 300)
    assert done.brought.counts.questions == done.brought.draft.counts.questions == 300
    assert len({question.id for question in done.questions}) == 300
