"""Courses of others come in whole: what stands in them, counted here by its lines, stands in the course or is told."""

import re

import pytest

from karmakit_build.importing.bringing import bring

QUIZ = re.compile(r"^[ >]*- \[[\[(]([ xX])[\])]\]", re.MULTILINE)
FENCED = re.compile(r"^(`{3,})[^`\n]*\n.*?^\1`*[ \t]*$", re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)")


def bare(file) -> str:
    """Return a text without comments, front-matter and blocks of code."""
    text = re.sub(r"<!--.*?-->", "", file.read_text(encoding="utf-8").replace("\r\n", "\n"), flags=re.DOTALL)
    return FENCED.sub("", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL))


def body(brought) -> str:
    return "\n".join(data.decode() for path, data in brought.files.items() if path.startswith("modules/"))


def whole(brought) -> None:
    source, result = brought.draft.counts, brought.counts
    assert (source.headings, source.tables) == (result.headings, result.tables)
    assert (source.questions, source.right_answers) == (result.questions, result.right_answers)
    assert source.pictures - result.pictures <= sum("a picture" in str(lost) for lost in brought.draft.losses)


@pytest.mark.parametrize("name", ["AuGSchutz_SHK", "GIH3", "arbeitsschutz_Arbeitsundgesundheitsschutz"])
def test_quizzes_of_liascript_keep_every_right_answer(shared, name):
    file = shared / "corpus" / "ifi-diagnostik" / "courses" / f"{name}.md"
    brought = bring(file, "course-1")
    assert brought.reader == "liascript"
    whole(brought)
    text, written = bare(file), body(brought)
    ticked = [sign for sign in QUIZ.findall(text) if sign in "xX"]
    assert written.count("- [x] ") >= len(ticked) > 10  # words to choose from in a gap make some more
    told = "\n".join(map(str, brought.draft.losses))
    assert all(address[:90] in told or address[:80] in written for address in PICTURE.findall(text))


def test_a_lesson_of_the_carpentries_keeps_headings_and_boxes(shared):
    lesson = shared / "corpus" / "carpentries" / "spreadsheet-ecology-lesson"
    brought = bring(lesson, "course-1")
    whole(brought)
    texts = [bare(file) for file in sorted((lesson / "episodes").glob("*.md"))]
    boxes = [name for text in texts for name in re.findall(r"^:{3,} *(?!\s)(\w+)", text, re.MULTILINE)]
    written = body(brought)
    hidden = sum(boxes.count(name) for name in ("solution", "hint", "spoiler", "instructor"))
    assert len(re.findall(r"^:{3,} details", written, re.MULTILINE)) == hidden
    assert len(re.findall(r"^:{3,} callout", written, re.MULTILINE)) == len(boxes) - hidden - boxes.count("objectives")
    assert len(brought.draft.units[0].modules) == len(texts)


def test_a_jupyter_book_keeps_its_parts_and_its_headings(shared):
    brought = bring(shared / "corpus" / "qa-of-code-guidance", "course-1")
    whole(brought)
    pages = {
        f"{page}.md"
        for page in re.findall(r"(?:root|file): (\w+)", (shared / "corpus/qa-of-code-guidance/book/_toc.yml").read_text())
    }
    book = shared / "corpus" / "qa-of-code-guidance" / "book"
    there = [book / page for page in sorted(pages) if (book / page).is_file()]
    assert sum(len(unit.modules) for unit in brought.draft.units) == len(there)
    written = body(brought)
    kept = {
        " ".join(re.findall(r"\w+", line)) for line in re.findall(r"^(?:#+|title:) (.+?)(?: \{#[\w-]+\})?$", written, re.MULTILINE)
    }
    asked = [
        " ".join(re.findall(r"\w+", line)) for file in there for line in re.findall(r"^#{1,6} +(.+)$", bare(file), re.MULTILINE)
    ]
    boxed = set(re.findall(r'title="?([^"}]+)', written))
    assert len(asked) > 200
    assert not [line for line in asked if line not in kept and line not in boxed]
