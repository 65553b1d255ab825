"""What the guide names of the command line is there: commands, options, keys of JSON; `tests/authoring/guide` runs it."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import click
import pytest

from karmakit_build.cli._commands import cli

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "authoring" / "guide"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted(GUIDE.rglob("*.md")))}


def options(command):
    """Return the options of a command and of those below it."""
    below = []
    if isinstance(command, click.Group):
        context = click.Context(command)
        below = [command.get_command(context, name) for name in command.list_commands(context)]
    own = [name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)]
    return {"--help", *own, *(name for each in below for name in options(each))}


def test_the_pages_show_every_command():
    text = "\n".join(PAGES.values())
    assert {name for name in cli.list_commands(click.Context(cli)) if not re.search(rf"\bkarmakit {name}\b", text)} == set()


def test_every_option_that_a_page_names_is_one():
    known = options(cli)
    named = {(name, option) for name, text in PAGES.items() for option in re.findall(r"`(--[a-z][a-z-]+)[^`]*`", text)}
    assert {(name, option) for name, option in named if option not in known} == set()


def test_every_extra_that_a_page_names_is_one():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {extra for text in PAGES.values() for extra in re.findall(r"karmakit\[([a-z]+)\]", text)} <= set(extras)


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


def test_the_json_that_the_guide_shows_is_what_is_written(sample, karmakit):
    (shown,) = re.findall(r"^```json\n(.*?)^```$", PAGES["checking.md"], flags=re.MULTILINE | re.DOTALL)
    said = json.loads(karmakit("check", "courses/rti-answering", "--format", "json").out)
    assert said["courses"][0].pop("digest").startswith("sha256:")
    wanted = json.loads(shown)
    wanted["courses"][0].pop("digest")
    assert said == wanted
    assert list(said["courses"][0]["findings"][0]) == list(wanted["courses"][0]["findings"][0])
