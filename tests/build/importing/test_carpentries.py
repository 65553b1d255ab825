"""A lesson of the Carpentries becomes a course: its episodes in their order, its boxes as callouts."""

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
CONFIG = "title: 'Files'\nlicense: 'CC-BY 4.0'\nkeywords: 'files, data'\nlang: en\nepisodes:\n- two.md\n- one.md\n"
ONE = """---
title: Moving files
teaching: 30
exercises: 20
---

::::: objectives
- Move *a file*.
- Copy it.
:::::

::: questions
- How?
:::

## First {#start}

See [the other](two.md#paths) and ![a tree](fig/tree.png).

::::::::: challenge
## Try it

Which?

:::::: solution
It is `mv`.
::::::
:::::::::

::: keypoints
- `mv` moves.
:::
"""
TWO = "---\ntitle: Paths\nteaching: 5\nexercises: 0\n---\n\n# Paths\n\n### Deep\n\nText.\n\n::: mystery\nStays.\n:::\n"
LESSON = {"config.yaml": CONFIG, "episodes/one.md": ONE, "episodes/two.md": TWO, "episodes/fig/tree.png": PNG}


@pytest.fixture
def lesson(book):
    return book(LESSON)


def test_episodes_stand_in_the_order_of_the_list_with_their_minutes_and_aims(lesson):
    assert [module.meta.title for module in lesson.parsed.modules] == ["Paths", "Moving files"]
    moving = lesson.parsed.modules[1].meta
    assert [aim.text for aim in moving.objectives] == ["Move a file.", "Copy it."]
    assert "duration: 50 min\n" in lesson.text("modules/one.md")
    assert "licence: CC-BY-4.0\n" in lesson.text("course.yml") or 'licence: "CC-BY-4.0"' in lesson.text("course.yml")


def test_a_challenge_is_a_callout_and_its_solution_is_behind_a_button(lesson):
    text = lesson.text("modules/one.md")
    assert ':::: callout {kind=tip title="Try it"}\nWhich?\n\n::: details {title=Solution}\nIt is `mv`.\n:::\n' in text


def test_links_lead_to_modules_and_pictures_are_carried(lesson):
    text = lesson.text("modules/one.md")
    assert "[the other](two.md" in text
    assert "![a tree](../media/tree.png)" in text
    assert lesson.brought.files["media/tree.png"] == PNG
    assert lesson.brought.draft.counts == lesson.brought.counts


def test_an_unknown_box_stands_without_its_frame_and_is_told(lesson):
    assert "\nStays.\n" in lesson.text("modules/two.md")
    assert any("a box `mystery`" in line for line in lesson.lost)


def test_what_is_missing_or_on_no_list_is_told(book):
    done = book({**LESSON, "episodes/three.md": TWO, "config.yaml": CONFIG + "- four.md\n"})
    assert any("episodes/four.md is not there" in line for line in done.lost)
    assert any("episodes/three.md is on no list" in line for line in done.lost)


def test_one_episode_alone_is_a_course_in_hindi_with_a_byte_order_mark_and_windows_line_ends(course):
    text = ("\ufeff" + TWO.replace("Paths", "पथ")).replace("\n", "\r\n")
    done = course("one.md", text, language="hi")
    assert [module.meta.title for module in done.parsed.modules] == ["पथ"]
    assert done.brought.reader == "carpentries"
