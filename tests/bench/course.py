"""Write a course of any size, the same each time: sound text, every question type, pictures, a final test."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PER_UNIT = 10
FIRST_TEST_CASE = 600
"""A test asks about other cases than practice does."""
KINDS = ("watch", "think", "do", "explore")
SUBJECTS = (
    "application",
    "record",
    "reply",
    "notice",
    "register",
    "file",
    "order",
    "appeal",
    "fee",
    "transfer",
    "receipt",
    "letter",
)
PLACES = ("counter", "section", "branch office", "record room", "district office", "secretariat", "help desk")
ACTS = ("is entered on the day it arrives", "names the officer who holds it", "states the reason in one line", "carries its date")


@dataclass(frozen=True, slots=True)
class Size:
    """How large the course is: modules in all, practice questions, questions of the final test, pictures of a module."""

    modules: int = 100
    practice: int = 80
    test: int = 20
    pictures: int = 1


def write_course(folder: Path, size: Size) -> Path:
    """Write the course into `folder`, which is named as the course, and return it."""
    (folder / "modules").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "media" / "thumbnail.png").write_bytes(_png(320, 180))
    names = [f"module-{number:03}" for number in range(1, size.modules)]
    (folder / "course.yml").write_text(_course_file(folder.name, [*names, "final-test"]), encoding="utf-8")
    for number, name in enumerate(names, 1):
        share = range(number - 1, size.practice, len(names))
        shown = [name, *(f"{name}-{further}" for further in range(2, size.pictures + 1))]
        for place, picture in enumerate(shown):
            (folder / "media" / f"{picture}.svg").write_text(_picture(number + 1000 * place), encoding="utf-8")
        (folder / "modules" / f"{name}.md").write_text(_module(number, shown, list(share)).rstrip() + "\n", encoding="utf-8")
    unasked = range(size.practice + 1, size.modules)
    goals = [f"goal-{number}" for number in (*unasked, *range(1, size.modules))][: size.test]
    (folder / "modules" / "final-test.md").write_text(_test(goals), encoding="utf-8")
    return folder


def own_bytes(folder: Path) -> int:
    """Return how much of a course is the author's: text and media."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _course_file(name: str, modules: list[str]) -> str:
    units = "\n".join(
        f"  - id: unit-{start // PER_UNIT + 1}\n    title: Part {start // PER_UNIT + 1} of the work\n"
        f"    modules: [{', '.join(modules[start : start + PER_UNIT])}]"
        for start in range(0, len(modules), PER_UNIT)
    )
    return f"""id: {name}
title: The work of an office in short lessons
summary: How papers move through an office, who does what with them, and how each step is recorded.
outcomes: [Follow a paper through the office, Record each step on the day it is taken]
language: en
provider: Institute of Examples
licence: CC-BY-4.0
version: 1.0.0
audience: {{roles: [Section Officer], level: operational}}
contact: {{name: Course desk, email: desk@example.gov.in}}
thumbnail: media/thumbnail.png
publisher: {{domain: training.example.gov.in}}
keywords: [office, papers, records]
units:
{units}
assessment: {{pass_mark: 60, attempts: 3, shuffle: true, review: after-submit}}
"""


def _module(number: int, pictures: list[str], questions: list[int]) -> str:
    subject = SUBJECTS[number % len(SUBJECTS)]
    parts = "\n\n".join(f"## Step {step} with the {subject}\n\n{_text(number * 7 + step)}" for step in (1, 2, 3))
    figures = "\n\n".join(_figure(number, place, name) for place, name in enumerate(pictures))
    asked = "\n\n".join(_question(f"q{index}", f"goal-{number}", index) for index in questions)
    return f"""---
title: Lesson {number}, the {subject} at the {PLACES[number % len(PLACES)]}
kind: {KINDS[number % len(KINDS)]}
duration: 4 min
objectives:
  - id: goal-{number}
    text: Record the {subject} of lesson {number} on the day it arrives
    bloom: apply
    serves: [RTI Responsiveness]
competencies:
  - area: Functional
    theme: Handling RTI Matters
    subtheme: RTI Responsiveness
    level: 1
---

{_text(number)}

{figures}

{parts}

| Paper | Days |
|---|---|
| The {subject} | {number % 20 + 5} |
| Its copy | {number % 9 + 2} |

> [!TIP]
> Write the date on the {subject} before you read it.

::: further-reading
- [The Right to Information Act, 2005](https://www.indiacode.nic.in/handle/123456789/2065)

:::

{asked}
"""


def _figure(number: int, place: int, name: str) -> str:
    subject = SUBJECTS[(number + place) % len(SUBJECTS)]
    identifier = f"picture-{number}-{place + 1}" if place else f"picture-{number}"
    alt = f"The way of the {subject}, in {number % 5 + 3} steps from left to right"
    return f"""\
:::: figure {{#{identifier} src=media/{name}.svg alt="{alt}"}}
The way of the {subject}.

::: description
Boxes stand in a row from left to right. An arrow leads from each to the next; the last one is shaded.
:::
::::"""


def _text(seed: int) -> str:
    sentences = [
        f"The {SUBJECTS[(seed + step) % len(SUBJECTS)]} at the {PLACES[(seed * 3 + step) % len(PLACES)]}"
        f" {ACTS[(seed + step * 5) % len(ACTS)]}, and a copy for case {seed * 10 + step} goes to the next desk."
        for step in range(5)
    ]
    return "\n".join(sentences)


def _test(goals: list[str]) -> str:
    asked = "\n\n".join(_question(f"t{index}", goal, index + FIRST_TEST_CASE) for index, goal in enumerate(goals))
    return f"""---
title: Final test
kind: test
duration: 20 min
final: true
---

You may look things up while you answer.

{asked}
"""


def _question(name: str, goal: str, index: int) -> str:
    kind, shape = list(_shapes(index))[index % 6]
    return f"::: question {{#{name} objective={goal}{kind}}}\n{shape}\n\n> [!WRONG]\n> Look at the table above again.\n:::"


def _shapes(index: int) -> Iterator[tuple[str, str]]:
    subject, place, days = SUBJECTS[index % len(SUBJECTS)], PLACES[index % len(PLACES)], index % 25 + 5
    options = [
        "- [x] Enter it in the register\n  > Right: the entry of today fixes the date.",
        "- [ ] Put it on the pile for next week\n  > The time runs from today, not from next week.",
        f"- [ ] Return it to the sender unread\n  > Nobody may return a {subject} unread.",
    ]
    turned = "\n".join(options[index // 6 % 3 :] + options[: index // 6 % 3])
    yield "", f"Case {index}: the {subject} reached the {place} today. What do you do first?\n\n{turned}"
    yield (
        "",
        f"""Case {index}: which two facts stand on the {subject}?

- [x] The date on which it arrived
  > Yes, the date comes first.
- [x] The name of the officer who holds it
  > Yes, one officer answers for it.
- [ ] The colour of the folder it lies in
  > The folder says nothing about the case.""",
    )
    yield (
        "",
        f"""Case {index}: match each paper with its limit.

| Paper | Limit |
|---|---|
| The {subject} | {days} days |
| Its copy | {days + 3} days |
| | {days + 30} days |""",
    )
    yield "", f"Case {index}: the {subject} is entered in the [[register|diary]] of the {place}."
    yield (
        " type=ordering",
        f"""Case {index}: put the steps with the {subject} in order.

1. Stamp the date
2. Enter it at the {place}
3. Send a receipt""",
    )
    yield "", f"Case {index}: within how many days does the {place} answer the {subject}? [[= {days} ± 0 days|day]]"


def _picture(number: int) -> str:
    boxes = "".join(
        f'<rect x="{20 + step * 120}" y="40" width="90" height="60" fill="#dde6ee" stroke="#1b4f72"/>'
        for step in range(number % 5 + 3)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {960 + number} 140" role="img">{boxes}</svg>\n'


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x1b\x4f\x72" * width) * height, 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
