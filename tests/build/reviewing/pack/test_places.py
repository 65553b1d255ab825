"""What a remark can be pinned to."""

from karmakit_build.reviewing.pack.places import places

TEXT = """---
title: Places
kind: explore
duration: 2 min
objectives:
  - {id: register, text: See the desk}
---

## A heading {#head}

## Without an id

::: figure {#fig src=../media/logo.svg alt="The desk"}
:::

::: question {#q objective=register}
Where is **the** desk?

- [x] Here
- [ ] There

:::
"""


def test_a_module_has_itself_objectives_questions_and_what_has_an_id(course):
    found = course({"modules/example.md": TEXT.encode()}).course
    module = next(module for module in found.modules if module.id == "example")
    assert [(one.id, one.kind, one.text) for one in places(found, module)] == [
        ("example", "whole", ""),
        ("register", "objective", "See the desk"),
        ("q", "question", "Where is the desk?"),
        ("head", "block", "A heading"),
        ("fig", "media", "The desk"),
    ]


def test_the_course_has_its_file_units_outcomes_and_terms(course):
    found = course({"glossary.md": b"Desk {#desk}\n: Where one sits.\n"}).course
    assert [(one.id, one.kind) for one in places(found, None)] == [
        ("course.yml", "whole"),
        ("first-day", "unit"),
        ("desk", "term"),
    ]
