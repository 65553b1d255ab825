"""The canonical form says the same as what was written, in one way, and comes to rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources
from karmakit_validators.formatting import formatted
from karmakit_validators.identity import keeps_records
from karmakit_validators.vetting.subject import contents

HERE = Path(__file__).parent
COURSES = sorted(path.parent for path in (HERE.parents[1] / "courses").glob("*/course.yml"))
HOST = load(HERE / "host")
MODULE = "modules/example.md"

MESSY = """

Reading the rule
----------------

## Counting ##

* one __strong__ word
* an _emphasised_ one, a snake_case_word and \\_none\\_

+ [X] done

***

|Day  | Date     |
|:----|:--------:|
| 1   | 4 March  |
| |  |

:::callout   {title="Note"   kind="tip"  #look}
Look here.
:::
"""
NEAT = """

## Reading the rule

## Counting

- one **strong** word
- an *emphasised* one, a snake_case_word and \\_none\\_

* [x] done

---

| Day | Date |
|:--|:-:|
| 1 | 4 March |
| | |

::: callout {#look title="Note" kind=tip}
Look here.
:::
"""


def with_module(edit, sources=HOST):
    data = edit(sources.files[MODULE].decode()).encode()
    return replace(sources, files={**sources.files, MODULE: data})


def form(sources):
    done = formatted(sources)
    assert done is not None
    return done


def test_what_was_written_in_many_ways_is_written_in_one():
    messy = with_module(lambda text: text.rstrip() + MESSY)
    text = form(messy).sources.files[MODULE].decode()
    for line in NEAT.splitlines():
        assert line in text.splitlines(), line


@pytest.mark.parametrize(
    "sources", [*map(load, COURSES), with_module(lambda text: text.rstrip() + MESSY)], ids=lambda one: one.name
)
def test_the_canonical_form_means_the_same_and_is_its_own(sources):
    done = form(sources)
    before, after = parse(sources), parse(done.sources)
    assert [(one.name, one.semantic) for one in contents(before)] == [(one.name, one.semantic) for one in contents(after)]
    assert keeps_records(before, after)
    assert form(done.sources).sources.files == done.sources.files


@pytest.mark.parametrize("course", COURSES, ids=lambda path: path.name)
def test_the_courses_here_are_in_canonical_form(course):
    sources = load(course)
    assert form(sources).sources.files == sources.files, "run `karmakit fmt courses`"


def test_keys_stand_in_the_order_of_the_format_and_keep_their_comments():
    text = HOST.files["course.yml"].decode()
    first, rest = text.split("\n", 1)
    moved = f"{rest.rstrip()}\n# what it is known by\n{first}\n"
    sources = replace(HOST, files={**HOST.files, "course.yml": moved.encode()})
    done = form(sources).sources.files["course.yml"].decode()
    assert done.startswith(f"# what it is known by\n{first}\n")
    assert parse(form(sources).sources).part.meta == parse(HOST).part.meta


def test_line_ends_and_a_byte_order_mark_stay():
    messy = with_module(lambda text: text.rstrip() + MESSY)
    files = {**messy.files, MODULE: b"\xef\xbb\xbf" + messy.files[MODULE].replace(b"\n", b"\r\n")}
    done = form(replace(messy, files=files)).sources.files[MODULE]
    assert done == b"\xef\xbb\xbf" + form(messy).sources.files[MODULE].replace(b"\n", b"\r\n")


def test_code_and_maths_are_left_as_they_stand():
    code = "\n\n```text\n* _a_   \n| x|y |\n***\n```\n\n$$\na_1 * b_2\n$$\n"
    sources = with_module(lambda text: text.rstrip() + code)
    assert code.strip() in form(sources).sources.files[MODULE].decode()


@pytest.mark.parametrize("marks", ["*+", "-+", "*-", "+*"])
def test_two_lists_that_only_their_marks_part_stay_two(marks):
    first, second = marks
    done = form(with_module(lambda text: f"{text.rstrip()}\n\n{first} one\n{first} two\n\n{second} three\n"))
    assert done.left == ()
    assert done.sources.files[MODULE].decode().endswith("\n- one\n- two\n\n* three\n")


def test_a_course_that_cannot_be_read_whole_is_left_alone():
    assert formatted(with_module(lambda text: text + "\n::: callout\n")) is None
    assert formatted(Sources("x", {"course.yml": b"\xff"})) is None


def test_what_must_stay_as_it_is_holds_up_nothing_beside_it():
    # `***this***` is read otherwise
    table = "\n\n|Word | Note|\n|---|---|\n| a   | see **_this_** |\n\n* __one__ and **_another_**\n"
    done = form(with_module(lambda text: text.rstrip() + table))
    assert done.left == (MODULE,)
    wanted = "\n\n| Word | Note |\n|---|---|\n| a | see **_this_** |\n\n- **one** and **_another_**\n"
    assert done.sources.files[MODULE].decode().endswith(wanted)


def test_one_file_is_written_canonically_where_another_cannot_be_read():
    broken = {"modules/other.md": b"---\ntitle: [\n---\n"}
    messy = with_module(lambda text: text.rstrip() + MESSY)
    alone = formatted(replace(messy, files={**messy.files, **broken}), MODULE)
    assert alone is not None
    assert alone.sources.files == {**form(messy).sources.files, **broken}
