"""What the guide, the README and the rules' pages show of the command line is what the command line does."""

import json
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from karmakit_build.cli._commands import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *sorted((ROOT / "authoring" / "guide").glob("*.md")),
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "validators" / "karmakit_validators" / "rules").rglob("*.md")),
]
CHECKING = (ROOT / "authoring" / "guide" / "checking.md").read_text(encoding="utf-8")


def commands():
    """Return all calls of karmakit that a page shows, in a line of code or in a block of it."""
    found = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for call in re.findall(r"(?:^|`)(?:\.venv/bin/)?karmakit( [a-z][^`\n#]*|)(?=`|#|$)", text, flags=re.MULTILINE):
            found.setdefault(call.strip(), page.name)
    return [pytest.param(call, id=f"{name}: {call}") for call, name in found.items() if call]


def test_the_pages_show_every_command():
    shown = {call.values[0].split()[0] for call in commands()}
    assert shown >= set(cli.list_commands(click.Context(cli)))


@pytest.mark.parametrize("call", commands())
def test_a_command_that_a_page_shows_can_be_called_like_that(call):
    name, *arguments = shlex.split(call)
    command = cli.get_command(click.Context(cli), name)
    assert command, f"there is no command `karmakit {name}`"
    needed = sum(isinstance(parameter, click.Argument) and parameter.required for parameter in command.params)
    given = arguments or ["x"] * needed  # `karmakit verify`, named in a sentence
    if given and given[0].startswith("-") and needed:
        given = [*given, "x"]
    command.make_context(name, given)


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """Lay out the course that the guide checks: the sample with one picture too many."""
    folder = tmp_path / "courses" / "rti-answering"
    shutil.copytree(ROOT / "courses" / "rti-answering", folder)
    module = folder / "modules" / "appeals.md"
    lines = module.read_text(encoding="utf-8").splitlines(keepends=True)
    blank = next(number for number in range(30, 0, -1) if lines[number] == "\n")
    lines[blank:blank] = ["\n"] * (30 - blank) + ["![](../media/ladder.svg)\n"]
    module.write_text("".join(lines), encoding="utf-8")
    picture = (folder / "media" / "logo.svg").read_text(encoding="utf-8")
    (folder / "media" / "ladder.svg").write_text(picture + "<!-- another -->\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", CHECKING, flags=re.MULTILINE | re.DOTALL)


def test_the_text_that_the_guide_shows_is_what_is_said(sample, karmakit):
    said = karmakit("check", "courses/rti-answering")
    assert said.status == 1
    assert said.out in blocks("text")


def test_the_json_that_the_guide_shows_is_what_is_written(sample, karmakit):
    (shown,) = blocks("json")
    said = json.loads(karmakit("check", "courses/rti-answering", "--format", "json").out)
    assert said["courses"][0].pop("digest").startswith("sha256:")
    wanted = json.loads(shown)
    wanted["courses"][0].pop("digest")
    assert said == wanted
    assert list(said["courses"][0]["findings"][0]) == list(wanted["courses"][0]["findings"][0])
