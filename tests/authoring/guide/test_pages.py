"""Every command of the guide and of the README is run as it stands there, and shows what the page says it shows."""

import click
import pytest
from tests.authoring.guide.reading import is_part, read, words
from tests.authoring.guide.walking import is_shown, walk
from tests.authoring.guide.worlds import ELSEWHERE, WORLDS

from karmakit_build.cli._commands import cli


@pytest.fixture(scope="module")
def pages(root):
    """Return all pages in which commands may stand, by their place."""
    found = [root / "README.md", root / "CONTRIBUTING.md", *(root / "authoring" / "guide").rglob("*.md")]
    found += (root / "validators" / "karmakit_validators" / "rules").rglob("*.md")
    return {path.relative_to(root).as_posix(): read(path.read_text(encoding="utf-8")) for path in sorted(found)}


def elsewhere(command):
    """Return the entry of the list of what is not run here, if the command is in it."""
    return next((entry for entry in ELSEWHERE if is_part(entry, command)), None)


def told(page):
    """Return the lines that a page tells to run."""
    return [line for step in page.steps for line in step.lines]


@pytest.mark.parametrize(("world", "walked"), WORLDS, ids=[walked[-1].removeprefix("authoring/guide/") for _, walked in WORLDS])
def test_the_commands_of_a_page_run_as_they_stand_there(world, walked, begin, root):
    terminal = begin(world)
    first = terminal.folder
    for page in walked:
        terminal.folder = first
        try:
            walk((root / page).read_text(encoding="utf-8"), terminal, elsewhere)
        except AssertionError as failed:
            raise AssertionError(f"{page}, {failed}") from None


def test_every_page_with_commands_has_a_world(pages):
    walked = {page for _, walked in WORLDS for page in walked}
    for name, page in pages.items():
        run = [line for line in told(page) if not elsewhere(line)]
        assert name in walked or not run, f"{name}: `{run[0]}`: say in WORLDS (worlds.py) in which world its commands run"


def test_every_command_that_a_sentence_names_is_run(pages):
    run = [line for page in pages.values() for line in told(page) if not elsewhere(line)]
    left = [
        f"{name}: `{call}`"
        for name, page in pages.items()
        for call in dict.fromkeys(page.named)
        if not elsewhere(call) and not any(is_part(call, line) for line in run)
    ]
    assert not left, (
        "no test runs these: put the whole command into a comment `<!-- run: karmakit … -->` below the sentence, "
        "or into ELSEWHERE (worlds.py) with the test that runs it\n" + "\n".join(left)
    )


def test_no_command_hides_in_a_fence_that_is_not_run(pages):
    left = [f"{name}: {line}" for name, page in pages.items() for line in page.hidden if not elsewhere(line.removeprefix("- "))]
    assert not left, "a fence with commands is `sh`; what they print stands in a fence `text` below it\n" + "\n".join(left)


def test_what_is_run_elsewhere_is_shown_by_a_page_and_can_be_called_like_that(root, pages):
    shown = [call.removeprefix("- ") for page in pages.values() for call in (*page.named, *page.hidden, *told(page))]
    found = {call: elsewhere(call) for call in shown}
    for entry, (reason, place) in ELSEWHERE.items():
        assert reason
        assert (root / place).exists(), place
        assert entry in found.values(), f"no page shows `{entry}` any more"
    for call in (call for call, entry in found.items() if entry and call.startswith("karmakit")):
        program, context = cli, click.Context(cli)
        _, *arguments = ["12" if word.startswith("$") else word for word in words(call)]
        while isinstance(program, click.Group):
            program = program.get_command(context, arguments.pop(0))
        if not arguments[0].startswith("-") or arguments[1:]:
            program.make_context("karmakit", arguments)


@pytest.mark.parametrize(
    ("wanted", "printed", "shown"),
    [
        (["a…c"], ["abc"], True),
        (["a", "…", "d"], ["a", "b", "", "c", "d"], True),
        (["a", "…"], ["a"], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["b", "a"], False),
        (["1.5"], ["125"], False),
        (["at http://127.0.0.1:8000/"], ["at http://127.0.0.1:41234/"], True),
    ],
)
def test_what_is_shown_is_compared_line_by_line(wanted, printed, shown):
    assert is_shown(wanted, printed) is shown


def test_a_page_is_read_as_its_reader_reads_it():
    page = (
        "<!-- as: asha -->\n```sh\none\n```\n\n```text\nsaid\n```\n\nThen she edits `karmakit check  x`.\n\n"
        "<!-- run: two -->\n```text\nalone\nExit status 1\n```\n\n<!-- exit: 1 -->\n```text\n$ three\nboth\n```\n"
    )
    first, second, third = read(page).steps
    assert (first.person, first.command, first.shows, first.line) == ("asha", "one\n", "said\n", 2)
    assert (second.command, second.shows, second.ends) == ("two", "alone\n", 1)
    assert (third.lines, third.shows, third.ends) == (["three"], "both\n", 1)
    assert read(page).named == ("karmakit check x",)
    (about,) = read("```sh\none\n```\n\nIt says:\n\n<!-- about: a weight -->\n```text\n1 kB\n```\n").steps
    assert (about.shows, about.about) == ("1 kB\n", True)
    assert read("```text\nkarmakit check\n```\n").hidden == ("karmakit check",)


@pytest.mark.parametrize(
    ("name", "is_run"),
    [
        ("karmakit build", True),
        ("karmakit build COURSE --target igot", True),
        ("karmakit build --target cmi5", False),
        ("karmakit verify", False),
        ("karmakit build --title …", False),
    ],
)
def test_a_command_is_run_where_its_words_are_part_of_one(name, is_run):
    assert is_part(name, "karmakit build courses/x --target web,igot  # a remark") is is_run
