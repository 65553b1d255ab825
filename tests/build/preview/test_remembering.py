"""What is kept between two looks is never seen: after any edits a preview is what a fresh one would be."""

import random

import pytest

from karmakit_build.preview.files import Preview
from karmakit_build.preview.following import Following
from karmakit_build.preview.showing import Unread, showing

from .conftest import TODAY

MODULE = """---
title: {title}
kind: explore
duration: 2 min
objectives: [{{id: {name}, text: Name the next step, bloom: remember}}]
---

## Where it stands {{#where}}

{text}

::: figure {{src=media/desk.svg}}
The desk of the office.
:::
"""
TEXTS = (
    "The clerk writes the the line.",
    "The fee is Rs 10 for each page.",
    "The fee is ₹10 for each page.",
    "See [where it stands](third.md#where) and [the other](third.md#gone).",
    "See [the third module](modules/third.md), [the glossary](glossary.md#pio) and [click here](counting.md).",
    "It was the first of its kind. Please do the needful at the earliest.",
    "![The desk](media/desk.svg) and ![another](media/new.svg)",
    '<!-- allow: LNG023 reason="a quotation" -->\n\nThe clerk writes the the line.',
    "::: note\nNever closed.",
    "The [[open",
)
FILES = ("counting", "final-test", "second", "third")


@pytest.fixture
def course(folder):
    """Return a course of four modules that link to each other."""
    for name in ("second", "third"):
        (folder / "modules" / f"{name}.md").write_text(
            MODULE.format(title=name.title(), name=name, text=TEXTS[3]), encoding="utf-8"
        )
    file = folder / "course.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("counting,", "counting, second, third,"), encoding="utf-8")
    assert "third" in file.read_text(encoding="utf-8")
    return folder


class Author:
    """Somebody who edits a course without plan; `untouched` is what it began with."""

    def __init__(self, folder, seed):
        self.folder, self.chance = folder, random.Random(seed)
        self.untouched = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

    def edit(self):
        """Make one edit, and return what it was."""
        work = self.chance.choice(
            [self.write, self.write, self.write, self.spoil, self.mend, self.rename, self.course, self.media, self.project]
        )
        return work.__name__, work()

    def module(self):
        return self.folder / "modules" / f"{self.chance.choice(FILES)}.md"

    def write(self):
        file, text = self.module(), self.chance.choice(TEXTS)
        before = file.read_text(encoding="utf-8") if file.is_file() else MODULE.format(title="Back", name=file.stem, text="Back.")
        file.write_text(f"{before}\n{text}\n", encoding="utf-8", newline=self.chance.choice(["\n", "\r\n"]))
        return file.name, text

    def spoil(self):
        file = self.module()
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            old, new = self.chance.choice([("kind:", "kind: ["), ("title:", "tilte:"), ("{#where}", "{#there}"), ("---", "--")])
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return file.name

    def mend(self):
        file = self.chance.choice(list(self.untouched))
        file.write_bytes(self.untouched[file])
        return file.name

    def rename(self):
        file = self.module()
        if file.is_file():
            file.rename(file.with_name(self.chance.choice(["moved.md", "second.md", "third.md"])))
        return file.name

    def course(self):
        file = self.folder / "course.yml"
        old, new = self.chance.choice(
            [("pass_mark: 60", "pass_mark: 70"), ("language: en", "language: hi"), ("title:", "title: ["), (", third", "")]
        )
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return old, new

    def media(self):
        size = self.chance.choice([20, 40])
        name = self.chance.choice(["media/desk.svg", "media/new.svg", "glossary.md"])
        text = f"PIO\n: The officer who answers {size}.\n" if name.endswith(".md") else SVG.format(size=size)
        (self.folder / name).write_text(text, encoding="utf-8")
        return name, size

    def project(self):
        text = self.chance.choice(
            ["[check]\n", '[check]\nignore = ["LNG"]\n', '[check]\nprofile = "draft"\n', "[check]\nprofile = 3\n"]
        )
        (self.folder.parent / "karmakit.toml").write_text(text, encoding="utf-8")
        return text


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} 10"><title>A desk</title></svg>\n'


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_every_page_and_finding_is_that_of_a_fresh_preview(course, seed):
    author = Author(course, seed)
    following = Following([course], lambda folder, name, _, kept: showing(folder, name, TODAY, kept))
    done = []
    for _ in range(16):
        done.append(author.edit())
        following.look()
        now, fresh = following.preview.courses[course.name], showing(course, course.name, TODAY)
        if isinstance(fresh, Unread):
            assert now == fresh, done
            continue
        assert now.found == fresh.found, done
        assert now.played == fresh.played, done
        assert now.measures == fresh.measures, done
    preview = Preview({course.name: showing(course, course.name, TODAY)}, following.preview.places)
    assert [(path, following.preview.make(path)) for path in preview.paths()] == [
        (path, preview.make(path)) for path in preview.paths()
    ]
