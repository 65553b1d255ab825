"""A bundle of ours comes back as the course that it was built from: the same pages are built of it again, but for sealed tests."""

import re

import pytest

from karmakit_authoring.parse import parse
from karmakit_build.archive import pack
from karmakit_build.compiler import compile_course
from karmakit_build.targets import cmi5, scorm12, xapi
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.sources import Sources

COURSE = """id: quiz-1
title: समय-सीमा
summary: Thirty days.
outcomes: [{id: count, text: Count the days}]
language: hi
provider: Name of the institute
licence: CC-BY-4.0
version: 1.2.0
order: in-order
keywords: [RTI, time limit]
contact: {name: Course desk, email: desk@example.gov.in}
publisher: {domain: training.example.gov.in}
units:
  - {id: basics, title: The desk, modules: [one, two, final]}
"""
ONE = """---
title: "दिन गिनना"
kind: do
duration: 4 min
objectives:
  - {id: last-date, text: Work out the last date, bloom: apply, serves: [RTI Responsiveness]}
competencies:
  - {area: Functional, theme: Handling RTI Matters, subtheme: RTI Responsiveness, level: 2}
authors: [A desk]
sources:
  - {title: The Act, url: "https://www.indiacode.nic.in", date: "2005-06-15"}
---

The [clock](../glossary.md#clock) runs from **receipt**.[^1] See [the next one](two.md#fees).

## First {#first}

:::: figure {#desk src=media/desk.svg alt="A desk"}
The caption.

::: description
A desk with a stamp.
:::
::::

::: scenario {title="A Friday"}
Meena finds a letter.

| What | Limit |
|---|---|
| Ordinary | 30 days |

:::

::: callout {kind=tip title="A habit"}
Write the date.

- one
- two

:::

:::: tabs
::: tab {title="Central"}
Ten rupees.
:::
::: tab {title="State"}
See the rules.
:::
::::

::: steps {title="So"}
1. Stamp.
2. Look.

:::

::: reflection {#mine}
What will you change?
:::

::: details {title="More"}
Behind a button.
:::

::: further-reading {title="Read on"}
- [The Act](https://www.indiacode.nic.in)

:::

::: audio {src=media/talk.mp3 title="A talk" duration="2 min"}
**Clerk:** It reached us.
:::

::: question {#fee objective=last-date}
What fee?

- [ ] Ten {#b}
  > Not *this*.
- [x] None {#a}

> [!HINT]
> Look at **7(5)**.

> [!RIGHT]
> Yes.
:::

::: question {#which objective=last-date points=2}
Which?

- [x] One
- [x] Two
- [ ] Three

:::

::: question {#true objective=last-date type=true-false}
A reason must be given.

- [ ] True
  > No.
- [x] False

:::

::: question {#match objective=last-date}
Match.

| | |
|---|---|
| Ordinary | 30 days |
| Life | 48 hours |
| | 90 days |

:::

::: question {#order objective=last-date type=ordering}
Order.

1. Stamp
2. Look
3. Send

:::

::: question {#gap objective=last-date case=true}
The officer is [[senior|superior]] in rank to the [[PIO]].
:::

::: question {#days objective=last-date}
Within how many days? [[= 5 ± 1 days|day]]
:::

::: question {#sure type=scale}
How sure?

- Not yet
- Sure

:::

[^1]: Section *7(1)*.
"""
TWO = "---\ntitle: Two\nkind: think\nduration: 1 min\nrequires: [one]\n---\n\n## Fees {#fees}\n\nNone.\n"
FINAL = """---
title: Final
kind: test
duration: 2 min
final: true
assessment: {pass_mark: 60, attempts: 2, time_limit: 20 min}
---

Two questions.

::: question {#t1 objective=last-date}
By when?

- [x] 30 days
- [ ] 45 days

:::
"""
GLOSSARY = "Clock {#clock}\n: What runs.\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36"></svg>'
FILES = {
    "course.yml": COURSE.encode(),
    "modules/one.md": ONE.encode(),
    "modules/two.md": TWO.encode(),
    "modules/final.md": FINAL.encode(),
    "glossary.md": GLOSSARY.encode(),
    "media/desk.svg": SVG,
    "media/talk.mp3": b"ID3",
}


def compiled(files):
    parsed = parse(Sources("quiz-1", files))
    assert not parsed.findings
    return compile_course(parsed.course)


def bundle(target):
    (made,) = target.package(compiled(FILES))
    return pack(made.files)


def content(pages, name):
    """Return the text of a page and its keys; line breaks within a paragraph say nothing."""
    (page,) = (page for page in pages.pages if page.path == f"pages/{name}.html")
    return re.sub(r"\s+", " ", page.main), page.data


@pytest.mark.parametrize("target", [scorm12, cmi5, xapi], ids=["scorm12", "cmi5", "xapi"])
def test_the_pages_built_again_are_the_pages_that_were_there(course, target):
    done = course("bundle.zip", bundle(target))
    before, after = compiled(FILES), compile_course(done.parsed.course)
    for name in ("one", "two"):
        assert content(after, name) == content(before, name)
    assert after.data["units"] == before.data["units"]
    assert [module["objectives"] for module in after.data["modules"]] == [module["objectives"] for module in before.data["modules"]]
    assert after.data["modules"][2]["test"] == {**before.data["modules"][2]["test"], "draw": 0}


def test_what_the_course_says_of_itself_comes_back(course):
    meta = course("bundle.zip", bundle(scorm12)).parsed.course.meta
    assert (meta.title, meta.language, meta.version, meta.order, meta.keywords) == (
        "समय-सीमा",
        "hi",
        "1.2.0",
        "in-order",
        ("RTI", "time limit"),
    )
    assert (meta.licence, meta.provider, meta.publisher.domain) == ("CC-BY-4.0", "Name of the institute", "training.example.gov.in")


def test_a_sealed_test_is_told_and_the_rest_is_counted_whole(course):
    done = course("bundle.zip", bundle(scorm12)).brought
    source, result = done.draft.counts, done.counts
    assert (source.headings, source.pictures, source.tables) == (result.headings, result.pictures, result.tables) == (2, 1, 1)
    assert (source.questions, result.questions, source.right_answers) == (10, 9, result.right_answers)
    assert [str(lost) for lost in done.draft.losses] == [
        "karmakit/course.json: the id `quiz-1`, on which learner records hang. Name the folder so, if it is the same course",
        "pages/final.html: 1 questions of the test: their keys are sealed in a bundle. Take them from the sources of the course",
    ]


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"modules": 1, "units": []}', b'{"modules": [1], "units": [2]}', b"[" * 100_000])
def test_a_bundle_whose_data_were_spoilt_is_refused_in_one_line(course, data):
    with pytest.raises(UnusableInputError, match=r"karmakit/course\.json describes no course"):
        course("bundle.zip", pack({"index.html": b"<p>x", "karmakit/course.json": data}))
