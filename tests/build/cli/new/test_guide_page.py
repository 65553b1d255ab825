"""The page `Your first module` of the guide: its commands run, one after the other, and show what the page says."""

import os
import shlex
from pathlib import Path

import pytest
from tests.authoring.guide.walking import is_shown, steps

PAGE = Path(__file__).resolve().parents[4] / "authoring" / "guide" / "first-module.md"


def test_the_page_can_be_followed_from_the_first_command_to_the_last(karmakit, set_up, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("karmakit_build.cli.new._asking.on_terminal", lambda: False)
    followed = steps(PAGE.read_text(encoding="utf-8"))
    assert len(followed) == 6
    for step in followed:
        printed = ""
        for line in step.command.splitlines():
            program, *arguments = shlex.split(line)
            if program == "cd":
                os.chdir(arguments[0])
                continue
            assert program == "karmakit"
            said = karmakit(*arguments)
            assert said.status == 0, f"{line}\n{said.err}"
            printed += said.out
        if step.shows is not None:
            assert is_shown([line for line in step.shows.splitlines() if line], printed.splitlines()), f"{step.command}\n{printed}"
    assert karmakit("check", ".").out.count("info LNG031") == 1


@pytest.mark.parametrize("kind", ["watch", "think", "do", "explore", "test"])
def test_the_page_names_every_kind(kind):
    assert f"| `{kind}` |" in PAGE.read_text(encoding="utf-8")
